using Grpc.Net.Client;
using TeleCmi.Client;

namespace TeleCmi.PulumiPlugin.Hosting;

/// <summary>Connections to the engine and its monitor: plain HTTP/2, and on this machine only.</summary>
internal static class LoopbackChannel
{
    /// <summary>A message may hold a whole stack.</summary>
    public const int MaximumMessage = 400 * 1024 * 1024;

    /// <summary>Reads <c>HOST:PORT</c>; null where that is not on this machine, or anything else besides.</summary>
    public static Uri? AddressOf(string text) =>
        Uri.TryCreate($"http://{text}", UriKind.Absolute, out var address)
        && $"{address.Host}:{address.Port}" == text && ServiceAddress.IsLoopback(address)
            ? address
            : null;

    /// <summary>A channel, not yet connected.</summary>
    /// <param name="address"><c>HOST:PORT</c>.</param>
    /// <exception cref="Grpc.Core.RpcException">That is not on this machine.</exception>
    public static GrpcChannel To(string address) => GrpcChannel.ForAddress(AddressOf(address) ?? throw Failures.NotOnThisMachine(), new()
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
