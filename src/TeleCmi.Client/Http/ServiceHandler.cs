using System.Net;
using System.Net.Security;
using System.Security.Authentication;

namespace TeleCmi.Client.Http;

/// <summary>How connections to the service are made.</summary>
internal static class ServiceHandler
{
    /// <summary>A handler that sends each request once: no redirect, no cookie, nothing decompressed, no older TLS.</summary>
    /// <param name="address">Loopback is never reached through a proxy; without this .NET would send it to <c>http_proxy</c>.</param>
    public static SocketsHttpHandler Create(Uri address) => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // Shorter than the 5 s after which common Node.js servers close an idle connection, so that no write is lost to one that closes.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(4),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = !ServiceAddress.IsLoopback(address),
        SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
        // The service is not told the trace identifiers of the caller's process.
        ActivityHeadersPropagator = null,
    };
}
