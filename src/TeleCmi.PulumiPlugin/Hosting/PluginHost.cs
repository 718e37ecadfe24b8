using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
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
        using var listener = EngineServer.Listen();
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
        var builder = EngineServer.On(listener, EngineServer.ServeOwner);
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = LoopbackChannel.MaximumMessage;
            grpc.MaxSendMessageSize = LoopbackChannel.MaximumMessage;
            grpc.Interceptors.Add<FaultInterceptor>();
        });
        builder.Services.AddSingleton(provider);
        builder.Services.AddSingleton<MonitorChannels>();

        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<ProviderService>();
        return app;
    }
}
