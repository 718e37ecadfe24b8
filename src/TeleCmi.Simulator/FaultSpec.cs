using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TeleCmi.Simulator;

/// <summary>
/// Fault rules as text: <c>ENDPOINT:N[xTIMES]:KIND[:SECONDS]</c>, joined by commas. <c>add:4:lost</c> loses the answer of every fourth add,
/// <c>list:1x2:500</c> fails the first two lists, <c>write:10:429:2</c> asks for two seconds of patience at every tenth write. Endpoints
/// are <c>add update remove list write *</c>, kinds those of <see cref="FaultKind"/>. Each rule counts its own calls; where several hit the
/// same call, the first in the text wins.
/// </summary>
public static class FaultSpec
{
    /// <summary>The words for what calls a rule is about.</summary>
    public const string Endpoints = "add, update, remove, list, write or *";

    /// <summary>The words for what goes wrong, for help and messages.</summary>
    public const string Kinds = "lost, dropped, 500, 503, 429, 502-after, hang, hang-after, html, truncate, cut or empty";

    private const int MaxEvery = 1_000_000;
    private const int MaxRetryAfter = 3600;

    /// <summary>Reads a spec; empty text and <c>none</c> mean no fault.</summary>
    /// <exception cref="FormatException">The text is no spec; the message says which part and what would be right.</exception>
    public static IReadOnlyList<FaultRule> Parse(string text) =>
        TryParse(text, out var rules, out var error) ? rules : throw new FormatException(error);

    /// <summary>Reads a spec; false with a message where it is none.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out IReadOnlyList<FaultRule>? rules, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        rules = null;
        error = null;
        var read = new List<FaultRule>();
        if (text.Trim() is not ("" or "none"))
        {
            foreach (var part in text.Split(','))
            {
                if (ReadRule(part.Trim(), out var problem) is not { } rule)
                {
                    error = $"fault \"{part.Trim()}\": {problem}";
                    return false;
                }

                read.Add(rule);
            }
        }

        rules = read;
        return true;
    }

    private static FaultRule? ReadRule(string text, out string? problem)
    {
        if (text.Split(':') is not [var endpoint, var often, var word, .. { Length: <= 1 } rest])
        {
            problem = "write ENDPOINT:N:KIND, such as add:4:lost";
            return null;
        }

        var repeat = often.Split('x', 2);
        var (endpoints, kind) = (EndpointOf(endpoint), KindOf(word));
        var every = NumberOf(repeat[0], 1, MaxEvery);
        var times = repeat is [_, var most] ? NumberOf(most, 1, MaxEvery) : null;
        var seconds = rest is [var wait] ? NumberOf(wait, 0, MaxRetryAfter) : null;
        problem = endpoints is null ? $"\"{endpoint}\" is no endpoint; take {Endpoints}"
            : every is null ? $"\"{repeat[0]}\" is no whole number from 1 to {MaxEvery}; 4 means every fourth call"
            : times is null && repeat is [_, var tried]
                ? $"\"{tried}\" is no whole number from 1 to {MaxEvery}; 4x2 means every fourth call, twice"
            : kind is null ? $"\"{word}\" is no kind; take {Kinds}"
            : rest is [_] && kind is not (FaultKind.TooManyRequests or FaultKind.Unavailable)
                ? $"only 429 and 503 can say how many seconds to wait, {word} cannot"
            : seconds is null && rest is [var given] ? $"\"{given}\" is no whole number of seconds from 0 to {MaxRetryAfter}"
            : null;
        return problem is null ? new FaultRule(endpoints ?? default, every ?? default, kind ?? default, times, seconds) : null;
    }

    private static int? NumberOf(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value : null;

    private static SimulatedEndpoints? EndpointOf(string word) => word switch
    {
        "add" => SimulatedEndpoints.Add,
        "update" => SimulatedEndpoints.Update,
        "remove" => SimulatedEndpoints.Remove,
        "list" => SimulatedEndpoints.List,
        "write" => SimulatedEndpoints.Write,
        "*" => SimulatedEndpoints.All,
        _ => null,
    };

    private static FaultKind? KindOf(string word) => word switch
    {
        "lost" => FaultKind.Lost,
        "dropped" => FaultKind.Dropped,
        "500" => FaultKind.InternalError,
        "503" => FaultKind.Unavailable,
        "429" => FaultKind.TooManyRequests,
        "502-after" => FaultKind.BadGatewayAfter,
        "hang" => FaultKind.Hang,
        "hang-after" => FaultKind.HangAfter,
        "html" => FaultKind.Html,
        "truncate" => FaultKind.Truncate,
        "cut" => FaultKind.Cut,
        "empty" => FaultKind.Empty,
        _ => null,
    };
}
