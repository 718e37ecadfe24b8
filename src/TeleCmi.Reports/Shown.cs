using TeleCmi.Client.Agents;

namespace TeleCmi.Reports;

/// <summary>
/// The only way from foreign text (names, service messages, state texts, lock holders, paths) to a renderer: one line, at most
/// <see cref="MaximumLength"/> characters, with everything visible that could steer a terminal, a log viewer or a CI system, or forge what
/// stands beside it (<see cref="VisibleText"/>).
/// JSON does not come here: it gives exact values, escaped.
/// </summary>
public readonly record struct Shown
{
    /// <summary>Longest text shown.</summary>
    public const int MaximumLength = 200;

    private const int LongestSentence = 2000;

    private readonly string? _text;

    private Shown(string text) => _text = text;

    /// <summary>Makes a foreign text harmless.</summary>
    public static Shown Of(string? foreign) => new(VisibleText.Of(foreign ?? "", MaximumLength));

    /// <summary>The same between double quotes, which it cannot end.</summary>
    public static Shown Quoted(string? foreign) => new($"\"{VisibleText.Of(foreign ?? "", MaximumLength, isQuoted: true)}\"");

    /// <summary>Makes a sentence of our own harmless, which may quote foreign text (cut where it came in) and runs longer.</summary>
    public static Shown Sentence(string? text) => new(VisibleText.Of(text ?? "", LongestSentence));

    /// <summary>The harmless text.</summary>
    public override string ToString() => _text ?? "";
}
