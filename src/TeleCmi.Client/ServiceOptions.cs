using System.Security.Cryptography;
using TeleCmi.Client.Agents;
using TeleCmi.Client.Pacing;

namespace TeleCmi.Client;

/// <summary>What is needed to talk to one account.</summary>
public sealed class ServiceOptions
{
    private const int JitterSteps = 1000;

    /// <summary>Calls in flight at most, whatever is asked for.</summary>
    public const int MostInFlight = 64;

    /// <summary>The public service (documented host of v2 and v3).</summary>
    public static readonly Uri DefaultBaseAddress = new("https://rest.telecmi.com");

    /// <summary>HTTPS, or plain HTTP to loopback only; no path beyond <c>/</c>, user info, query or fragment.</summary>
    public Uri BaseAddress { get; init; } = DefaultBaseAddress;

    /// <summary>The service as messages name it: <c>HOST:PORT</c>.</summary>
    internal string Service => $"{BaseAddress.IdnHost}:{BaseAddress.Port}";

    /// <summary>The app id, a JSON number in every request.</summary>
    public required long AppId { get; init; }

    /// <summary>The app secret.</summary>
    public required Secret Secret { get; init; }

    /// <summary>Calls in flight at most, 1..64.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>One try including its body.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Clock and timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Replaces the network (the in-process stand-in, tests); null opens real connections.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Learns every secret that passes, and cleans every text of the service.</summary>
    public Redactor Redactor { get; init; } = new();

    /// <summary>By how much each wait is longer, 0 to 1: callers that failed together do not come back together.</summary>
    internal Func<double> Jitter { get; init; } = () => RandomNumberGenerator.GetInt32(JitterSteps) / (double)JitterSteps;

    /// <summary>No success for so long, and writes are given up.</summary>
    public static TimeSpan Patience => CallPacer.Patience;

    /// <summary>Called where a try begins, from any thread; must not throw.</summary>
    public Action<CallStart>? Begins { get; init; }

    /// <summary>Called once per try, answered or not, from any thread; must not throw.</summary>
    public Action<CallTrace>? Trace { get; init; }
}

/// <summary>A try of a call that begins.</summary>
/// <param name="Page">Page of a list call; null for a write.</param>
/// <param name="Pages">How many there are, where that is known.</param>
/// <param name="Try">1, or more where it is asked again.</param>
/// <param name="Tries">How often it is asked at most; null where that is not counted.</param>
public sealed record CallStart(int? Page, int? Pages, int Try, int? Tries);

/// <summary>One try of a call, without anything that was sent or received.</summary>
/// <param name="Path">E.g. <c>/v2/user/add</c>.</param>
/// <param name="Page">Page of a list call.</param>
/// <param name="Extension">Extension of a write.</param>
/// <param name="Verdict">What the answer meant.</param>
/// <param name="Milliseconds">How long the try took.</param>
public sealed record CallTrace(string Path, int? Page, int? Extension, VerdictKind Verdict, double Milliseconds);
