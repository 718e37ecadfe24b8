using System.Collections.Immutable;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.States;

/// <summary>Small states to start from.</summary>
internal static class Samples
{
    public const long AppId = 1111112;
    public const string Run = "run-1";

    public static RecordedAgent Agent(int extension, string? name = "Manish") => new()
    {
        Extension = extension,
        AgentId = $"{extension}_{AppId}",
        Values = KnownValues.Of(name, "919200000000", 9, 18, true),
    };

    public static RecordedState State(params RecordedAgent[] agents) => new()
    {
        Serial = 7,
        Lineage = "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        AppId = AppId,
        Origin = "rest.telecmi.com",
        Agents = agents.ToImmutableSortedDictionary(agent => agent.Extension, agent => agent),
    };

    public static RecordedState With(this RecordedState state, params PendingChange[] changes)
        => state with { Pending = new PendingRun(Run, [.. changes]) };

    public static PendingChange Pending(ChangeAction action, int extension, string? name = "Wanted") => new(
        extension,
        action,
        action is ChangeAction.Add ? null : Agent(extension, "Before"),
        action is ChangeAction.Remove or ChangeAction.Forget ? null : Agent(extension, name));

    public static JournalEntry Line(ChangeAction action, int extension, OutcomeKind outcome, RecordedAgent? fields = null, string run = Run)
        => new(run, extension, action, outcome, fields);
}
