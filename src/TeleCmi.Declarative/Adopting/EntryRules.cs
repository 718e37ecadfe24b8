using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Adopting;

/// <summary>Why an entry can't say what the service shows.</summary>
internal enum EntryProblem
{
    UnreadableName,
    ForbiddenName,
    UnreadablePhone,
    MaskedPhone,
    ForbiddenPhone,
}

/// <summary>What of a user an entry of a roster can say.</summary>
internal static class EntryRules
{
    /// <summary>What an entry says nothing of.</summary>
    public const string NoShift = "The service shows no whole shift, or one that ends in the hour in which it starts;";

    private const int NamedAtMost = 100;

    /// <summary>True for an agent of whom an entry can say what the service shows.</summary>
    public static bool CanSay(Generation generation, RecordedAgent agent)
        => generation.Gives(agent.Extension) && CanSay(agent);

    /// <summary>The same, whatever the extension.</summary>
    public static bool CanSay(RecordedAgent agent) => (OfName(agent.Name) ?? OfPhone(agent.PhoneNumber)) is null;

    public static EntryProblem? OfName(string? name)
        => name is null ? EntryProblem.UnreadableName
        : !TextRules.IsVisible(name) || TextRules.IsUnprintable(name) || TextRules.HasMarkPile(name) ? EntryProblem.ForbiddenName
        : null;

    public static EntryProblem? OfPhone(string? phone)
        => phone is null ? EntryProblem.UnreadablePhone
        : Phones.IsMasked(phone) ? EntryProblem.MaskedPhone
        : Phones.Parse(phone) is null ? EntryProblem.ForbiddenPhone
        : null;

    /// <summary>The shift, where an entry can say it: both hours are readable, and two of them.</summary>
    public static (int Start, int End)? Shift(RecordedAgent agent)
        => agent.Values is { StartTime: { } start, EndTime: { } end } && start != end ? (start, end) : null;

    /// <summary>What an entry says of a field; null for what the service does not show, and for half a shift.</summary>
    public static FieldValue? Said(AgentField field, RecordedAgent agent)
        => field.Kind == FieldKind.Hour && Shift(agent) is null ? null : field.Get(agent.Values);

    /// <summary>True where the service shows hours that no entry can say.</summary>
    public static bool LosesShift(RecordedAgent agent)
        => Shift(agent) is null && (agent.Values.StartTime ?? agent.Values.EndTime) is not null;

    /// <summary>One diagnostic for each problem, naming whom it is about.</summary>
    public static ImmutableArray<Diagnostic> Problems(IEnumerable<RecordedAgent> agents, Severity severity, string hint)
    {
        var found = from agent in agents
                    from problem in new[] { OfName(agent.Name), OfPhone(agent.PhoneNumber) }.OfType<EntryProblem>()
                    group agent.Extension by problem into whom
                    orderby whom.Key
                    select (Whom: whom, Told: Told(whom.Key));
        return [.. found.Select(one => new Diagnostic(severity, one.Told.Code, $"{one.Told.Words} {Named(one.Whom)}.", Hint: hint))];
    }

    /// <summary>Extensions in a sentence.</summary>
    public static string Named(IEnumerable<int> extensions) => Wording.Some(extensions, NamedAtMost);

    /// <summary>What a roster can name, in a sentence.</summary>
    public static string Range(Generation generation)
        => $"A roster names extensions from {generation.LowestExtension} to {generation.HighestExtension};";

    /// <summary>A warning of each kind that is about anybody.</summary>
    public static IEnumerable<Diagnostic> Warnings(
        params (string Code, IEnumerable<RecordedAgent> Whom, string Words, string? Hint)[] kinds)
    {
        foreach (var (code, whom, words, hint) in kinds)
        {
            var extensions = whom.Select(agent => agent.Extension).ToList();
            if (extensions.Count > 0)
            {
                yield return Diagnostic.Warning(code, $"{words} {Named(extensions)}.", hint);
            }
        }
    }

    private static (string Code, string Words) Told(EntryProblem problem) => problem switch
    {
        EntryProblem.UnreadableName => ("unreadable_name", "The service shows no name of"),
        EntryProblem.ForbiddenName => (
            "name_not_allowed", "No roster can hold the name (a control character, half a character, or nothing that shows) of"),
        EntryProblem.UnreadablePhone => ("unreadable_phone", "The service shows no readable phone of"),
        EntryProblem.MaskedPhone => ("masked_phone", "The service shows only a part of the phone of"),
        _ => ("phone_not_allowed", "A roster takes 7 to 15 digits; the service shows another number of them in the phone of"),
    };
}
