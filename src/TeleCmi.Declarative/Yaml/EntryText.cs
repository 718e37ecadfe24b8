using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.States;
using YamlDotNet.Core;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// A user as an entry of a roster. Its password is a reference to a variable of its own, and what no entry can say stays open behind a
/// comment, where `telecmi validate` finds it.
/// </summary>
internal static class EntryText
{
    /// <summary>The lines, each with its end.</summary>
    /// <param name="agent">The user.</param>
    /// <param name="style">How it is written.</param>
    /// <param name="defaults">What needs not be said; null = nothing.</param>
    /// <param name="passwords">False to leave the password unmanaged.</param>
    public static string Of(RecordedAgent agent, EntryStyle style, AgentValues? defaults = null, bool passwords = true)
    {
        // A comment would eat the closing brace.
        var isFlow = style.IsFlow && EntryRules.CanSay(agent);
        var fields = Fields(agent, style, isFlow, defaults ?? agent.Values.Schema.None, passwords).ToList();
        var dash = $"{Blanks(style.Indent)}-{Blanks(style.Offset - 1)}";
        return isFlow
            ? $"{dash}{{{style.Padding}{string.Join(", ", fields)}{style.Padding}}}{style.LineBreak}"
            : string.Concat(fields.Select((field, i) => $"{(i == 0 ? dash : Blanks(dash.Length))}{field}{style.LineBreak}"));
    }

    /// <summary>The reference to the variable of a password.</summary>
    public static string Password(int extension) => $"${{{Variable(extension)}}}";

    /// <summary>The variable that a written entry names for its password.</summary>
    public static string Variable(int extension) => $"AGENT_{extension}_PASSWORD";

    private static IEnumerable<string> Fields(
        RecordedAgent agent, EntryStyle style, bool isFlow, AgentValues defaults, bool passwords)
    {
        yield return $"extension: {ScalarText.OfWord($"{agent.Extension}", style.QuotesOf("extension", isText: false))}";
        foreach (var key in agent.Values.Schema.Keys)
        {
            var written = key switch
            {
                AgentSchema.Password => !passwords ? null : ScalarText.OfWord(Password(agent.Extension), PasswordQuotes(style, isFlow)),
                AgentSchema.Protected => agent.Protected ? ScalarText.OfWord("true", style.QuotesOf(key, isText: false)) : null,
                _ => Field(agent, agent.Values.Schema.Find(key)!, style, defaults),
            };
            if (written is not null)
            {
                yield return $"{key}: {written}";
            }
        }
    }

    private static string? Field(RecordedAgent agent, AgentField field, EntryStyle style, AgentValues defaults)
        => (field.Kind, EntryRules.Said(field, agent)) switch
    {
        (FieldKind.Phone, var value) when EntryRules.OfPhone(FieldValue.TextOf(value)) is not null
            => "# write it whole: the service does not show it so",
        (FieldKind.Text, var value) when field.Is(FieldUse.Required) && EntryRules.OfName(FieldValue.TextOf(value)) is not null
            => "# write one: a roster can't hold what the service shows",
        (_, null) => null,
        (FieldKind.Hour, _) when EntryRules.Shift(agent) == (defaults.StartTime, defaults.EndTime) => null,
        (not FieldKind.Hour, { } value) when value == field.Get(defaults) => null,
        (_, { } value) => ScalarText.Of(field, value, style.QuotesOf(field)),
    };

    // Braces have a meaning there.
    private static ScalarStyle PasswordQuotes(EntryStyle style, bool isFlow)
        => style.QuotesOf(AgentSchema.Password, isText: false) is var quotes && isFlow && quotes == ScalarStyle.Plain
            ? ScalarStyle.DoubleQuoted : quotes;

    private static string Blanks(int count) => new(' ', Math.Max(count, 0));
}
