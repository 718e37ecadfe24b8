using System.Net.Http;
using Grpc.Net.Client;

namespace TeleCmi.PulumiPlugin.Hosting;

/// <summary>Connections to the engine and its monitor: plain HTTP/2 on this machine.</summary>
internal static class LoopbackChannel
{
    /// <summary>A message may hold a whole stack.</summary>
    public const int MaximumMessage = 400 * 1024 * 1024;

    /// <summary>A channel, not yet connected.</summary>
    /// <param name="address"><c>HOST:PORT</c>.</param>
    public static GrpcChannel To(string address) => GrpcChannel.ForAddress($"http://{address}", new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            // .NET would send even loopback to http_proxy.
            UseProxy = false,
            // A component may have more registrations open than a connection has streams.
            EnableMultipleHttp2Connections = true,
        },
        DisposeHttpClient = true,
        MaxReceiveMessageSize = MaximumMessage,
        MaxSendMessageSize = MaximumMessage,
    });
}
