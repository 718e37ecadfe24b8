using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>What is known of one agent's password, without the password.</summary>
/// <param name="IsManaged">The entry names a password.</param>
/// <param name="IsGiven">Its value is known in this run.</param>
/// <param name="IsLiveReadable">The service shows the live one.</param>
/// <param name="Differs">Whether the roster's value must replace the current one; null = could not be compared.</param>
/// <param name="Roster">Fingerprint of the roster's value under the current key.</param>
/// <param name="Live">Fingerprint of the live value under the current key.</param>
/// <param name="Recorded">Recorded fingerprint, if it was made with the current key.</param>
/// <param name="IsMissing">It has no value where one must be sent.</param>
/// <param name="IsUncompared">
/// It was not known to whoever approved the plan: it is sent where one must be, and compared with nothing.
/// </param>
public sealed record PasswordFacts(
    bool IsManaged, bool IsGiven, bool IsLiveReadable, bool? Differs, string? Roster, string? Live, string? Recorded,
    bool IsMissing = false, bool IsUncompared = false)
{
    /// <summary>True where whoever approves a plan has not seen it compared.</summary>
    public bool IsUnknown => IsManaged && (!IsGiven || IsUncompared);

    /// <summary>Nothing is known and nothing managed.</summary>
    public static PasswordFacts None { get; } = new(false, false, false, null, null, null, null);
}

/// <summary>
/// Turns secrets into facts before planning, so that the planner, the plan and everything that renders it never see one.
/// </summary>
public sealed class PasswordEvidence
{
    private readonly ImmutableDictionary<int, PasswordFacts> _facts;

    private PasswordEvidence(ImmutableDictionary<int, PasswordFacts> facts, PasswordPolicy policy, bool keyChanged)
        => (_facts, Policy, KeyChanged) = (facts, policy, keyChanged);

    /// <summary>The roster's policy.</summary>
    public PasswordPolicy Policy { get; }

    /// <summary>True where recorded fingerprints were made with another key (the app secret was rotated).</summary>
    public bool KeyChanged { get; }

    /// <summary>The facts of one extension.</summary>
    public PasswordFacts For(int extension) => _facts.GetValueOrDefault(extension, PasswordFacts.None);

    /// <summary>Only which entries manage a password: for runs that read no secret and compare none.</summary>
    public static PasswordEvidence Uncompared(
        Roster roster, IReadOnlyDictionary<int, Secret>? given = null, PasswordKey? key = null, long? appId = null)
    {
        return new(roster.Agents.ToImmutableDictionary(agent => agent.Extension, Facts), roster.Policy.Passwords, keyChanged: false);

        PasswordFacts Facts(RosterAgent agent)
        {
            var facts = PasswordFacts.None with { IsManaged = agent.Password is not null };
            var password = given?.GetValueOrDefault(agent.Extension);
            return password is null
                ? facts with { IsMissing = key is not null || !facts.IsManaged }
                : facts with { IsGiven = true, Roster = key?.Fingerprint(AgentId.Of(agent.Extension, appId ?? 0), password) };
        }
    }

    /// <summary>Compares how two versions of a roster write each password: for runs against a revision, which know no value.</summary>
    public static PasswordEvidence BySource(Roster roster, Roster? earlier) => new(
        roster.Agents.ToImmutableDictionary(
            agent => agent.Extension,
            agent => PasswordFacts.None with
            {
                IsManaged = agent.Password is not null,
                Differs = agent.Password is null ? null : !agent.Password.IsWrittenLike(earlier?.Find(agent.Extension)?.Password),
            }),
        roster.Policy.Passwords,
        keyChanged: false);

    /// <summary>Compares what the roster gives with live (in clear), or else with the recorded fingerprints.</summary>
    /// <param name="roster">Which entries manage a password.</param>
    /// <param name="given">What the roster gives.</param>
    /// <param name="live">What the service shows.</param>
    /// <param name="state">What is recorded; null where there is no state.</param>
    /// <param name="key">Of this run.</param>
    /// <param name="appId">The account.</param>
    /// <param name="uncompared">Extensions whose password was unknown when the plan was approved.</param>
    public static PasswordEvidence Gather(
        Roster roster, IReadOnlyDictionary<int, Secret> given, LivePasswords live, RecordedState? state, PasswordKey key, long appId,
        ImmutableSortedSet<int>? uncompared = null)
    {
        var sameKey = state?.KeyId == key.KeyId;
        var facts = ImmutableDictionary.CreateBuilder<int, PasswordFacts>();
        foreach (var extension in roster.Agents.Select(a => a.Extension).Union(state?.Agents.Keys ?? []))
        {
            var id = AgentId.Of(extension, appId);
            var wanted = given.GetValueOrDefault(extension);
            var seen = live.Find(extension);
            var recorded = sameKey ? state?.Agents.GetValueOrDefault(extension)?.PasswordFingerprint : null;
            var wantedPrint = wanted is null ? null : key.Fingerprint(id, wanted);
            var compareLive = roster.Policy.Passwords == PasswordPolicy.Managed && seen is not null;
            var isManaged = roster.Find(extension)?.Password is not null;
            var rule = (roster.Find(extension)?.Password as PasswordSource.Given)?.Rule;
            var isUncompared = rule == PasswordRule.Kept || uncompared?.Contains(extension) == true;
            bool? differs = wanted is null || !isManaged || isUncompared ? null
                : rule == PasswordRule.Sent ? true
                : compareLive ? !wanted.Equals(seen)
                : recorded is null ? null
                : recorded != wantedPrint;
            facts.Add(extension, new PasswordFacts(
                isManaged, wanted is not null, seen is not null, differs,
                wantedPrint, seen is null ? null : key.Fingerprint(id, seen), recorded, wanted is null, isUncompared));
        }

        var keyChanged = state is { KeyId: not null } && !sameKey;
        return new PasswordEvidence(facts.ToImmutable(), roster.Policy.Passwords, keyChanged);
    }
}
