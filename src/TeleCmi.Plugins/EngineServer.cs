using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TeleCmi.Declarative.Processes;

namespace TeleCmi.Plugins;

/// <summary>What an engine calls a plugin by: HTTP/2 on a free port of 127.0.0.1. Reads no settings file and logs nowhere.</summary>
public static class EngineServer
{
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(1);

    /// <summary>Listens on a free port. A connection waits in the queue until the server starts.</summary>
    public static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    /// <summary>A server on a listening socket, to which a plugin adds its services.</summary>
    /// <param name="listener">The socket.</param>
    /// <param name="guard">Who may call.</param>
    public static WebApplicationBuilder On(Socket listener, Action<ListenOptions> guard)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ArgumentNullException.ThrowIfNull(guard);
        // It serves no content, but would ask for the working folder, which may be gone.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            // An engine that is slow for a while, on a busy machine or in a debugger, is no attacker to be cut off.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            // The default of 100 deadlocks: a hundred open calls of Pulumi's components would wait for those of their children.
            kestrel.Limits.Http2.MaxStreamsPerConnection = int.MaxValue;
            kestrel.Listen((IPEndPoint)listener.LocalEndPoint!, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                guard(listen);
            });
        });
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = _ => listener);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, OwnLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LastAnswers);
        return builder;
    }

    /// <summary>A guard that serves nobody but the user whose process this is.</summary>
    public static void ServeOwner(ListenOptions listen)
    {
        ArgumentNullException.ThrowIfNull(listen);
        listen.Use(serve => connection =>
            Peer.IsOwn(connection.LocalEndPoint, connection.RemoteEndPoint) ? serve(connection) : Task.CompletedTask);
    }

    /// <summary>Replaces the default that takes the signals and writes to the console.</summary>
    private sealed class OwnLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
