using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TeleCmi.Declarative.Processes;
using TeleCmi.Plugins;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.PulumiPlugin.Rosters;

namespace TeleCmi.PulumiPlugin.Hosting;

/// <summary>
/// The process: listens on a free port of 127.0.0.1, says which on standard output, serves until told to end. Reads no settings file and
/// logs nowhere: whatever else stood on standard output, the engine would take for the port.
/// </summary>
internal static class PluginHost
{
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(1);

    /// <summary>Runs until the engine is done.</summary>
    /// <param name="engine">The engine that started us, or null.</param>
    /// <param name="output">Standard output: gets the port line and nothing else, ever.</param>
    /// <param name="time">Clock and timers.</param>
    /// <param name="environment">Gives a variable's value or null.</param>
    public static async Task RunAsync(string? engine, Stream output, TimeProvider time, Func<string, string?> environment)
    {
        var ending = new Ending();
        using var link = new EngineLink(ending, time);
        using var provider = new Provider(link, time, environment);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        if (engine is not null)
        {
            link.Use(engine, owns: true);
        }

        // Listening before the server is made: while it starts, the engine connects, and its connection waits in the queue.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        await output.WriteAsync(Encoding.ASCII.GetBytes($"{((IPEndPoint)listener.LocalEndPoint!).Port}\n"));
        await output.FlushAsync();

        await using var app = Build(provider, listener);
        await app.StartAsync();
        _ = link.WatchAsync();
        await ending.Ended;
        provider.Stopping.GiveUp();
        await app.StopAsync();

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ending.End();
        }
    }

    private static WebApplication Build(Provider provider, Socket listener)
    {
        // It serves no content, but would ask for the working folder, which may be gone.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            // An engine that is slow for a while, on a busy machine or in a debugger, is no attacker to be cut off.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            // The default of 100 deadlocks: a hundred open Constructs would wait for the Checks and Creates of their children.
            kestrel.Limits.Http2.MaxStreamsPerConnection = int.MaxValue;
            kestrel.Listen((IPEndPoint)listener.LocalEndPoint!, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.Use(serve => connection =>
                    Peer.IsOwn(connection.LocalEndPoint, connection.RemoteEndPoint) ? serve(connection) : Task.CompletedTask);
            });
        });
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = _ => listener);
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = LoopbackChannel.MaximumMessage;
            grpc.MaxSendMessageSize = LoopbackChannel.MaximumMessage;
            grpc.Interceptors.Add<FaultInterceptor>();
        });
        builder.Services.AddSingleton(provider);
        builder.Services.AddSingleton<MonitorChannels>();
        builder.Services.AddSingleton<IHostLifetime, OwnLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LastAnswers);

        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<ProviderService>();
        return app;
    }

    /// <summary>Replaces the default that takes the signals and writes to the console.</summary>
    private sealed class OwnLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
