using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace TeleCmi.Client;

/// <summary>
/// Which addresses the app secret may travel to: HTTPS anywhere; plain HTTP only to 127.0.0.0/8, <c>::1</c> and exactly
/// <c>localhost</c>. No path, user info, query or fragment.
/// </summary>
public static class ServiceAddress
{
    /// <summary>Reads an address as an option or a variable gives it.</summary>
    /// <param name="text">E.g. <c>https://rest.telecmi.com</c>.</param>
    /// <param name="address">The address; null where there is a problem.</param>
    /// <param name="problem">Why it is refused, one sentence that never echoes the text: it may hold a password.</param>
    /// <returns>True where the address may be used.</returns>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            problem = "The service address is no absolute URL such as https://rest.telecmi.com.";
            return false;
        }

        // Looked up in what was typed: Uri drops an empty user info, query or fragment.
        problem = FindProblem(uri, typed: text);
        address = problem is null ? uri : null;
        return problem is null;
    }

    /// <summary>True for 127.0.0.0/8, <c>::1</c> and exactly <c>localhost</c>: what no proxy may see and plain HTTP may reach.</summary>
    /// <param name="address">An absolute address.</param>
    public static bool IsLoopback(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!IPAddress.TryParse(address.IdnHost, out var ip))
        {
            return string.Equals(address.IdnHost, "localhost", StringComparison.Ordinal);
        }

        // IPv4 mapped into IPv6 is left out: the contract names 127.0.0.0/8 and ::1 only.
        return ip.AddressFamily == AddressFamily.InterNetwork
            ? IPAddress.IsLoopback(ip)
            : ip.Equals(IPAddress.IPv6Loopback);
    }

    internal static string? FindProblem(Uri uri, string typed) => uri.Scheme switch
    {
        _ when typed.Contains('@', StringComparison.Ordinal) => "The service address must not hold a user name or password.",
        _ when typed.AsSpan().ContainsAny('?', '#') => "The service address must not hold a query or a fragment.",
        _ when uri.AbsolutePath.Length > 1 => "The service address must not hold a path.",
        "https" => null,
        "http" when IsLoopback(uri) => null,
        "http" => "Plain HTTP is allowed to 127.0.0.0/8, ::1 and localhost only: use https.",
        _ => "The service address must begin with https://.",
    };
}
