using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Adopting;

/// <summary>What an import starts from.</summary>
internal sealed record ImportRequest
{
    /// <summary>What the user wants: only managed fields are recorded of those that have an entry.</summary>
    public required Roster Roster { get; init; }

    /// <summary>The state after what was pending is settled; where there was none, an empty one.</summary>
    public required RecordedState State { get; init; }

    /// <summary>The account.</summary>
    public required LiveAccount Live { get; init; }

    /// <summary>Whom to record; all of them live.</summary>
    public required ImmutableSortedSet<int> Extensions { get; init; }

    /// <summary>Passwords that the roster gives, for <see cref="PasswordPolicy.Initial"/>.</summary>
    public required IReadOnlyDictionary<int, Secret> Passwords { get; init; }

    /// <summary>Key of the fingerprints.</summary>
    public required PasswordKey Key { get; init; }

    /// <summary>True where those without entry and record become protected.</summary>
    public required bool Protects { get; init; }

    /// <summary>True where the entries follow: a difference that they take over is none to be told.</summary>
    public bool Writes { get; init; }
}

/// <summary>What an import makes.</summary>
/// <param name="State">With the records; its serial is that of the request.</param>
/// <param name="Agents">The records, by extension.</param>
/// <param name="WithoutEntry">Those of them that no entry names, with the phone as the service shows it where none is recorded.</param>
/// <param name="Updates">Entries as they become where the roster follows.</param>
/// <param name="Warnings">What to know.</param>
public sealed record ImportResult(
    RecordedState State, ImmutableArray<RecordedAgent> Agents, ImmutableArray<RecordedAgent> WithoutEntry,
    ImmutableArray<EntryUpdate> Updates, ImmutableArray<Diagnostic> Warnings)
{
    /// <summary>Those without entry of whom one can say what the service shows.</summary>
    public ImmutableArray<RecordedAgent> Additions => WithoutEntry.RemoveAll(agent => !EntryRules.CanSay(State.Generation, agent));

    /// <summary>Those without entry whom a roster can name, but whose entry is to be completed by hand.</summary>
    public ImmutableArray<RecordedAgent> Incomplete
        => WithoutEntry.RemoveAll(agent => !State.Generation.Gives(agent.Extension) || EntryRules.CanSay(agent));
}

/// <summary>Records what is live, as it is: this accepts an edit made in the dashboard. Pure.</summary>
internal static class AgentImport
{
    /// <summary>The records of some live agents; all others stay.</summary>
    public static ImportResult Of(ImportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var before = request.State.WithKey(request.Key.KeyId);
        var agents = request.Extensions.Select(extension => Record(request, before, request.Live.Agents[extension])).ToImmutableArray();
        var updates = agents.Select(agent => request.Roster.Find(agent.Extension) is { } entry ? EntryUpdate.Of(entry, agent) : null)
            .OfType<EntryUpdate>().ToImmutableArray();
        return new ImportResult(
            before with { Agents = before.Agents.SetItems(agents.Select(agent => KeyValuePair.Create(agent.Extension, agent))) },
            agents, WithoutEntry(request, agents), updates, Warnings(request, agents, request.Writes ? updates : []));
    }

    private static ImmutableArray<RecordedAgent> WithoutEntry(ImportRequest request, ImmutableArray<RecordedAgent> agents)
        => [.. from agent in agents
               where request.Roster.Find(agent.Extension) is null
               let phone = agent.PhoneNumber ?? request.Live.Agents[agent.Extension].Phone
               select agent with { Values = agent.Values with { PhoneNumber = phone } }];

    /// <summary>The error about extensions that no user has; null where there is none.</summary>
    public static Diagnostic? NotLive(LiveAccount live, IEnumerable<int> extensions)
    {
        ArgumentNullException.ThrowIfNull(live);
        var unknown = extensions.Where(extension => !live.Agents.ContainsKey(extension)).ToList();
        return unknown.Count == 0 ? null : Diagnostic.Error(
            "not_live", $"The account has no user {EntryRules.Named(unknown)}; nothing was done.",
            "`telecmi drift` and the dashboard show whom it has.");
    }

    private static RecordedAgent Record(ImportRequest request, RecordedState before, LiveAgent live)
    {
        var entry = request.Roster.Find(live.Extension);
        var old = before.Agents.GetValueOrDefault(live.Extension);

        // Values that the service does not show stay as recorded, unless they were another person's.
        var known = old is not null && Names.SamePerson(old.Name, old.PhoneNumber, live) ? old : null;
        var recorded = known?.PasswordFingerprint;
        var seen = request.Key.FingerprintIn(request.Live, live.Extension);
        var isInitial = entry is not null && request.Roster.Policy.Passwords == PasswordPolicy.Initial;
        var fingerprint = isInitial ? recorded ?? Given() : seen ?? recorded;
        var record = entry is null ? Whole(live, known, fingerprint) : Records.Following(entry, known, live, fingerprint);
        return record with
        {
            Values = record.Values with { PhoneNumber = Phone(live.Phone, known?.PhoneNumber, entry?.PhoneNumber) },
            Protected = old?.Protected ?? entry?.Protected ?? (entry is null && request.Protects),
            Extra = old?.Extra ?? ExtraMembers.None,
        };

        // Under "initial" the roster's own value is the base line for noticing its next change.
        string? Given()
            => request.Passwords.TryGetValue(live.Extension, out var given) ? request.Key.Fingerprint(live.AgentId, given) : null;
    }

    private static RecordedAgent Whole(LiveAgent live, RecordedAgent? known, string? fingerprint)
    {
        var record = Records.OfLive(live, fingerprint, known);
        return record with { Values = record.Values.Or(known?.Values) };
    }

    // Only a phone that is shown whole says something new: not a masked one, nor one that lacks the country code of the entry's.
    private static string? Phone(string? shown, string? known, string? entry)
        => shown is null ? known
        : known is not null && Phones.Fit(shown, known) && (Phones.IsMasked(shown) || known.Length >= shown.Length) ? known
        : Phones.IsMasked(shown) || (entry is not null && entry.Length > shown.Length && Phones.Fit(shown, entry)) ? null
        : shown;

    private static ImmutableArray<Diagnostic> Warnings(
        ImportRequest request, ImmutableArray<RecordedAgent> agents, ImmutableArray<EntryUpdate> written)
    {
        var entries = written.ToDictionary(update => update.Before.Extension, update => update.After);
        var (withEntry, without) = (agents.Where(agent => request.Roster.Find(agent.Extension) is not null), WithoutEntry(request, agents));
        var named = without.Where(agent => request.Roster.Generation.Gives(agent.Extension)).ToList();
        return
        [
            .. EntryRules.Warnings(
                ("extension_not_allowed", without.Except(named),
                    $"{EntryRules.Range(request.Roster.Generation)} recorded, but without an entry to paste:", null)),
            .. EntryRules.Problems(
                named, Severity.Warning, "What it shows is recorded, a masked phone aside; complete the entry before you paste it."),
            .. EntryRules.Warnings(
                ("masked_phone", withEntry.Where(HidesAnotherPhone),
                    "The service shows a part of another phone than entry and record have; write the new one whole into the entry of",
                    null),
                ("differs_from_entry", withEntry.Where(Differs),
                    "Recorded as the service has it, but the entry says otherwise, and the next apply does as the entry says:",
                    "Edit the entries to keep what the service has; `telecmi plan` shows the differences."),
                ("shift_left_out", without.Where(EntryRules.LosesShift), $"{EntryRules.NoShift} left out of the entry of", null),
                ("doubled_user", agents.Where(agent => request.Live.Doubled.Contains(agent.Extension)),
                    "The service lists more than one user, of which one is recorded, for", null),
                ("still_protected", without.Where(agent => agent.Protected && !request.Protects),
                    "Protected by an earlier run, and still so:", "`telecmi state unprotect EXT` lifts that.")),
        ];

        bool HidesAnotherPhone(RecordedAgent agent) => agent.PhoneNumber is null && request.Live.Agents[agent.Extension].Phone is { } shown
            && Phones.IsMasked(shown) && request.Roster.Find(agent.Extension) is { } entry && !Phones.Fit(shown, entry.PhoneNumber);

        bool Differs(RecordedAgent agent)
            => (entries.GetValueOrDefault(agent.Extension) ?? request.Roster.Find(agent.Extension)) is { } entry
            && Comparison.View(entry.Values, agent.Values, request.Live.Agents[agent.Extension].Values).Any(view => view.Differs);
    }
}
