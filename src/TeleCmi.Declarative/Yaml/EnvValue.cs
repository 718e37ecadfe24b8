using System.Buffers;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>What an env file says of a variable; no record, because those print themselves.</summary>
internal sealed class EnvValue(string? text, Position at, Diagnostic? problem)
{
    private const string NoBlanks = "write NAME=VALUE without blanks around the =";
    private static readonly SearchValues<char> Special = SearchValues.Create("#$'\"`\\");
    private const string CloseQuote = "close the quote; only a comment may follow it, after a blank";

    /// <summary>The value; null where readers disagree about it.</summary>
    public string? Text { get; } = text;

    /// <summary>Where it stands.</summary>
    public Position At { get; } = at;

    /// <summary>Why there is no value.</summary>
    public Diagnostic? Problem { get; } = problem;

    /// <summary>A value with blanks around its <c>=</c>.</summary>
    public static EnvValue Spaced(string name, Position at) => new(null, at, RosterProblem.EnvValue(at, name, NoBlanks));

    /// <summary>Reads what stands behind the <c>=</c>, outer blanks taken off.</summary>
    public static EnvValue Read(ReadOnlySpan<char> raw, string name, Position at)
    {
        // A value that has still to be decrypted is told as that, however it is quoted.
        var bare = raw.Trim("'\"").ToString();
        var (text, hint) = raw switch
        {
            _ when SealedText.Of(bare) is not null => (bare, null),
            [' ' or '\t', ..] => (null, NoBlanks),
            ['\'', ..] => Quoted(raw, ""),
            ['"', ..] => Quoted(raw, "$\\`"),
            _ => raw.ContainsAny(Special) ? (null, Quoting(raw)) : (raw.ToString(), null),
        };
        return new EnvValue(text, at, hint is null ? null : RosterProblem.EnvValue(at, name, hint));
    }

    private static (string? Text, string? Hint) Quoted(ReadOnlySpan<char> raw, string special)
    {
        var close = raw[1..].IndexOf(raw[0]) + 1;
        var inner = close > 0 ? raw[1..close] : raw[1..];
        if (special.Length > 0 && inner.ContainsAny(special))
        {
            return (null, Quoting(raw.Trim('"')));
        }

        return close > 0 && raw[(close + 1)..] is [] or [' ' or '\t', ..] && raw[(close + 1)..].TrimStart(" \t") is [] or ['#', ..]
            ? (inner.ToString(), null)
            : (null, CloseQuote);
    }

    private static string Quoting(ReadOnlySpan<char> value) => !value.Contains('\'') ? "put the value in single quotes"
        : value.ContainsAny("\"$\\`")
            ? "no quoting holds this value for all of them: keep it in a file and write { file: PATH } in the roster"
        : "put the value in double quotes";
}
