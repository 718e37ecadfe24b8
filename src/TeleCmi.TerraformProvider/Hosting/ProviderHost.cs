using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using TeleCmi.Plugins;
using TeleCmi.TerraformProvider.Providers;

namespace TeleCmi.TerraformProvider.Hosting;

/// <summary>
/// The process: listens on a free port of 127.0.0.1, says which on standard output, serves until told to end. Reads no settings file and
/// logs nowhere.
/// </summary>
internal sealed class ProviderHost : IAsyncDisposable
{
    // A state may be as large.
    private const int MaximumMessage = 256 * 1024 * 1024;

    // Made once the CLI knows where we are: it connects meanwhile.
    private readonly Lazy<WebApplication> _app;
    private readonly Socket _listener;

    private ProviderHost(Func<WebApplication> app, Socket listener, Provider provider, Ending ending)
        => (_app, _listener, Provider, Ending) = (new Lazy<WebApplication>(app), listener, provider, ending);

    public Provider Provider { get; }

    /// <summary>When the process shall end.</summary>
    public Ending Ending { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Listens. The CLI's connection waits in the queue until <see cref="ServeAsync"/>.</summary>
    /// <param name="time">Clock and timers.</param>
    /// <param name="environment">Gives a variable's value or null.</param>
    /// <param name="own">
    /// Our certificate, and the only one that may call; null for a provider that is attached to, which serves its owner.
    /// </param>
    public static ProviderHost Listen(
        TimeProvider time, Func<string, string?> environment, (X509Certificate2 Mine, X509Certificate2 Client)? own)
    {
        var listener = EngineServer.Listen();
        var ending = new Ending();
        var provider = new Provider(time, environment);
        return new ProviderHost(() => Build(provider, ending, listener, own), listener, provider, ending);
    }

    public Task ServeAsync() => _app.Value.StartAsync();

    /// <summary>Serves until the CLI is done, or this process is told to end.</summary>
    /// <param name="endsOnInterrupt">
    /// Ctrl-C reaches the process of a CLI and ours alike: the CLI then says what is to be done. One that was started by hand ends.
    /// </param>
    public async Task RunAsync(bool endsOnInterrupt)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => On(signal, endsOnInterrupt));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => On(signal, ends: true));
        await Ending.Ended;
        Provider.Stopping.GiveUp();
        await _app.Value.StopAsync();

        void On(PosixSignalContext signal, bool ends)
        {
            signal.Cancel = true;
            if (ends)
            {
                Ending.End();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
        {
            await _app.Value.DisposeAsync();
        }

        _listener.Dispose();
        Provider.Dispose();
    }

    private static WebApplication Build(
        Provider provider, Ending ending, Socket listener, (X509Certificate2 Mine, X509Certificate2 Client)? own)
    {
        var builder = EngineServer.On(listener, listen =>
        {
            if (own is var (mine, client))
            {
                listen.UseHttps(new HttpsConnectionAdapterOptions
                {
                    ServerCertificate = mine,
                    ClientCertificateMode = ClientCertificateMode.RequireCertificate,
                    ClientCertificateValidation = (given, _, _) => given.RawData.AsSpan().SequenceEqual(client.RawData),
                });
            }
            else
            {
                EngineServer.ServeOwner(listen);
            }
        });
        if (own is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaximumMessage;
            grpc.MaxSendMessageSize = MaximumMessage;
            grpc.Interceptors.Add<FaultInterceptor>();
        });
        builder.Services.AddSingleton(provider);
        builder.Services.AddSingleton(ending);

        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<ProviderService>();
        app.MapGrpcService<ControllerService>();
        return app;
    }
}
