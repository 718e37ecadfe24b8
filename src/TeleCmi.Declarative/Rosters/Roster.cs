using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Rosters;

/// <summary>A place in a roster file.</summary>
/// <param name="File">As the user named it.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
public readonly record struct Position(string File, int Line, int Column);

/// <summary>What the user wants: a parsed, validated agents.yaml. Holds no resolved secret.</summary>
/// <param name="File">As the user named it; <c>-</c> for standard input.</param>
/// <param name="AppId">The account, or null where the file leaves it to the environment.</param>
/// <param name="Secret">Where the app secret comes from, or null for TELECMI_SECRET.</param>
/// <param name="Policy">Safety rules.</param>
/// <param name="Agents">Sorted by extension, defaults applied.</param>
public sealed record Roster(
    string File, Template? AppId, Template? Secret, RosterPolicy Policy, ImmutableArray<RosterAgent> Agents)
{
    /// <summary>The generation of the API that its account speaks.</summary>
    public Generation Generation { get; init; } = Generations.Default;

    /// <summary>A roster that names nobody and no account: of a command that needs none.</summary>
    public static Roster Empty(string file) => new(file, null, null, RosterPolicy.Default, []);

    /// <summary>The variables that it names, each once: of app id and app secret, then of passwords by extension.</summary>
    public IEnumerable<string> Variables => new[] { AppId, Secret }
        .Concat(Agents.Select(agent => (agent.Password as PasswordSource.Text)?.Template))
        .OfType<Template>().SelectMany(template => template.Variables).Distinct(StringComparer.Ordinal);

    /// <summary>The account where the file names it as a number; null for a reference or nothing.</summary>
    public long? LiteralAppId => AppId?.Literal is { } text ? Client.Agents.AppId.Parse(text) : null;

    /// <summary>The entry of an extension, or null.</summary>
    public RosterAgent? Find(int extension)
    {
        var (low, high) = (0, Agents.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = Agents[middle].Extension;
            if (found == extension)
            {
                return Agents[middle];
            }

            (low, high) = found < extension ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }
}

/// <summary>
/// One entry. A null optional value is not managed (defaults are already applied): its live value is kept and sent back.
/// </summary>
/// <param name="Extension">The key, one that the generation gives.</param>
/// <param name="Values">Names in NFC, after <c>$$</c>; the phone in 7 to 15 digits; both hours or none.</param>
/// <param name="Password">Where the password comes from; null = not managed.</param>
/// <param name="Protected">Null keeps the recorded flag.</param>
/// <param name="Position">Of the entry's extension.</param>
public sealed record RosterAgent(int Extension, AgentValues Values, PasswordSource? Password, bool? Protected, Position Position)
{
    /// <summary>Display name.</summary>
    public string Name => Values.Name ?? "";

    /// <summary>Digits.</summary>
    public string PhoneNumber => Values.PhoneNumber ?? "";
}

/// <summary>Where a password comes from. A closed set; none prints what it holds.</summary>
/// <param name="Position">Of the value.</param>
public abstract record PasswordSource(Position Position)
{
    /// <summary>A text with <c>${...}</c> references, or a literal.</summary>
    public sealed record Text(Template Template, Position At) : PasswordSource(At);

    /// <summary><c>{ file: PATH }</c>.</summary>
    public sealed record File(string Path, Position At) : PasswordSource(At);

    /// <summary>Given by whoever made the roster, not by a file.</summary>
    /// <param name="Rule">What becomes of it.</param>
    public sealed record Given(PasswordRule Rule = PasswordRule.Compared) : PasswordSource(default(Position));

    /// <summary>True where another source has the same text, wherever it stands.</summary>
    public bool IsWrittenLike(PasswordSource? other) => (this, other) switch
    {
        (Text mine, Text theirs) => mine.Template.Equals(theirs.Template),
        (File mine, File theirs) => mine.Path == theirs.Path,
        _ => false,
    };
}

/// <summary>What becomes of a password that no file gives.</summary>
public enum PasswordRule
{
    /// <summary>It is sent where it differs.</summary>
    Compared,

    /// <summary>It is compared with nothing, and sent only where one must be.</summary>
    Kept,

    /// <summary>It is sent, whether it differs or not.</summary>
    Sent,
}

/// <summary>How much may change at once, and who must be on duty.</summary>
/// <param name="MaximumRemovals">Null = the default: the larger of 3 and 10 %.</param>
/// <param name="Passwords">Managed or initial.</param>
/// <param name="ReportUnmanaged">False for <c>unmanaged: ignore</c>.</param>
/// <param name="MinimumOnDuty">Floor for hours 1..24 (index 0 = hour 1); empty = no floor.</param>
/// <param name="AllowedWarnings">Codes of the roster's warnings that <c>--strict</c> lets pass.</param>
public sealed record RosterPolicy(
    RemovalLimit? MaximumRemovals, PasswordPolicy Passwords, bool ReportUnmanaged, ImmutableArray<int> MinimumOnDuty,
    ImmutableArray<string> AllowedWarnings)
{
    /// <summary>What holds where the file says nothing.</summary>
    public static RosterPolicy Default { get; } = new(null, PasswordPolicy.Managed, true, [], []);
}

/// <summary>When a password counts as changed.</summary>
public enum PasswordPolicy
{
    /// <summary>The roster's value is kept in force.</summary>
    Managed,

    /// <summary>Sent on add and when the roster's value changes, never compared with live.</summary>
    Initial,
}

/// <summary>A number of agents, or a share of the recorded ones.</summary>
/// <param name="Value">Agents, or percent 0..100.</param>
/// <param name="IsPercent">True for a share.</param>
public readonly record struct RemovalLimit(int Value, bool IsPercent)
{
    /// <summary>How many that is, rounded down.</summary>
    public int Of(int recorded) => IsPercent ? (int)((long)recorded * Value / 100) : Value;

    /// <summary>Reads <c>N</c> or <c>P%</c>, decimal digits only; null for anything else, also above 100 %.</summary>
    public static RemovalLimit? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isPercent = text.EndsWith('%');
        var digits = isPercent ? text.AsSpan(0, text.Length - 1) : text;
        return digits.Length <= 9 && TextRules.IsDigits(digits) && int.Parse(digits) is var value && (!isPercent || value <= 100)
            ? new RemovalLimit(value, isPercent)
            : null;
    }

    /// <summary>As the user writes it.</summary>
    public override string ToString() => IsPercent ? $"{Value}%" : $"{Value}";
}
