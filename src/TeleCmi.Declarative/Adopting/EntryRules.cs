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
    private const int NamedAtMost = 100;

    /// <summary>True for an agent of whom an entry can say what the service shows.</summary>
    public static bool CanSay(Generation generation, RecordedAgent agent) => generation.Gives(agent.Extension) && (OfName(agent.Name) ?? OfPhone(agent.PhoneNumber)) is null;

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

    /// <summary>True where the service shows hours that no entry can say.</summary>
    public static bool LosesShift(RecordedAgent agent) => Shift(agent) is null && (agent.Values.StartTime ?? agent.Values.EndTime) is not null;

    /// <summary>One diagnostic for each problem, naming whom it is about.</summary>
    public static ImmutableArray<Diagnostic> Problems(IEnumerable<RecordedAgent> agents, Severity severity, string hint)
        => [.. agents.SelectMany(agent => new[] { OfName(agent.Name), OfPhone(agent.PhoneNumber) }.OfType<EntryProblem>().Select(problem => (problem, agent.Extension)))
            .GroupBy(one => one.problem, one => one.Extension)
            .OrderBy(group => group.Key)
            .Select(group => new Diagnostic(severity, Code(group.Key), $"{Words(group.Key)} {Named(group)}.", Hint: hint))];

    /// <summary>Extensions in a sentence.</summary>
    public static string Named(IEnumerable<int> extensions) => Wording.Some(extensions, NamedAtMost);

    /// <summary>What a roster can name, in a sentence.</summary>
    public static string Range(Generation generation) => $"A roster names extensions from {generation.LowestExtension} to {generation.HighestExtension};";

    private static string Code(EntryProblem problem) => problem switch
    {
        EntryProblem.UnreadableName => "unreadable_name",
        EntryProblem.ForbiddenName => "name_not_allowed",
        EntryProblem.UnreadablePhone => "unreadable_phone",
        EntryProblem.MaskedPhone => "masked_phone",
        EntryProblem.ForbiddenPhone => "phone_not_allowed",
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };

    private static string Words(EntryProblem problem) => problem switch
    {
        EntryProblem.UnreadableName => "The service shows no name of",
        EntryProblem.ForbiddenName => "No roster can hold the name (a control character, half a character, or nothing that shows) of",
        EntryProblem.UnreadablePhone => "The service shows no readable phone of",
        EntryProblem.MaskedPhone => "The service shows only a part of the phone of",
        EntryProblem.ForbiddenPhone => "A roster takes 7 to 15 digits; the service shows another number of them in the phone of",
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };
}
