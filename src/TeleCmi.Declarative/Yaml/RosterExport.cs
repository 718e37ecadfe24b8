using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Yaml;

/// <summary>A roster that has been read back and says what the service shows.</summary>
/// <param name="Text">The roster. An agent of whom no entry can say what the service shows is a comment in it.</param>
/// <param name="Agents">How many entries it has, without those comments.</param>
/// <param name="Warnings">What it does not say.</param>
public sealed record ExportedRoster(string Text, int Agents, ImmutableArray<Diagnostic> Warnings);

/// <summary>Makes a roster of a live account. Pure; passwords are references only.</summary>
public static class RosterExport
{
    /// <summary>The roster, or all that keeps it from being written.</summary>
    /// <param name="live">The account.</param>
    /// <param name="generation">Of the API that it speaks.</param>
    /// <param name="appId">Its app id.</param>
    /// <param name="only">Whom to write; empty = all.</param>
    /// <param name="passwords">False to leave passwords unmanaged.</param>
    public static Result<ExportedRoster> Of(
        LiveAccount live, Generation generation, long appId, ImmutableSortedSet<int> only, bool passwords = true)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(only);
        if (AgentImport.NotLive(live, only) is { } unknown)
        {
            return Failure.Of(unknown);
        }

        var shown = live.Agents.Values.Where(agent => only.IsEmpty || only.Contains(agent.Extension))
            .Select(agent => Records.OfLive(agent, null, null) with { Values = agent.Values }).ToList();
        var entries = shown.FindAll(agent => EntryRules.CanSay(generation, agent));
        var text = RosterWriter.Roster(generation, appId, shown, passwords);
        return RosterWriter.ReadsBack(generation, text, entries, passwords)
            ? new ExportedRoster(text, entries.Count, Warnings(generation, shown, live))
            : Failure.Of(
                "not_read_back", "The roster that was made does not read back as what the service shows; nothing was printed.",
                "Export a part with --only, and please report it.");
    }

    private static ImmutableArray<Diagnostic> Warnings(Generation generation, IReadOnlyCollection<RecordedAgent> shown, LiveAccount live)
    {
        var named = shown.Where(agent => generation.Gives(agent.Extension)).ToList();
        return
        [
            .. EntryRules.Problems(
                named, Severity.Warning, "Such an entry is written as a comment: complete it by hand, or mend the user in the dashboard."),
            .. EntryRules.Warnings(
                ("extension_not_allowed", shown.Except(named), $"{EntryRules.Range(generation)} written as a comment:", null),
                ("shift_left_out", shown.Where(EntryRules.LosesShift), $"{EntryRules.NoShift} left out for", null),
                ("doubled_user", shown.Where(agent => live.Doubled.Contains(agent.Extension)),
                    "The service lists more than one user, of which one is written, for", null)),
        ];
    }
}
