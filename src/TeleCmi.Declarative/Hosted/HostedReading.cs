using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Hosted;

/// <summary>What the account shows, as the record of a roster: of its own agents for a refresh, of everybody for an import.</summary>
internal sealed class HostedReading(RunInput input, SharedAccount account, HostedClaims claims)
{
    // As the command's rule: a share of a handful of agents says nothing.
    private const int EnoughToJudge = 10;

    /// <summary>As <see cref="HostedRoster.ReadAsync"/>.</summary>
    public async Task<Result<HostedRecord>> ReadAsync(
        HostedRecord recorded, bool allowsRecreate, Func<int, bool>? followsPassword, CancellationToken cancellationToken)
    {
        var lists = account.Lists;
        var looked = await lists.ReadAsync(cancellationToken);
        if (looked.Is(out var first, out _) && !first.Confirmed
            && recorded.State.Agents.Keys.Any(extension => first.Live.Find(extension) is null))
        {
            looked = await lists.ConfirmAsync(first, cancellationToken);
        }

        if (!looked.Is(out var seen, out var failure))
        {
            return failure;
        }

        var listed = recorded.State.Agents.Values.Where(agent => !agent.Unlisted).ToList();
        var missing = listed.FindAll(agent => seen.Live.Find(agent.Extension) is null);
        if (listed.Count >= EnoughToJudge && missing.Count * 2 > listed.Count && !allowsRecreate)
        {
            return Failure.Refused("missing_live",
                $"{missing.Count} of {listed.Count} recorded agents are missing from the account. Is this the right account?");
        }

        var key = input.AppSecret is { } secret ? PasswordKey.Derive(secret, recorded.State.Lineage) : null;
        var (agents, applied) = (recorded.State.Agents.ToBuilder(), recorded.Applied.ToBuilder());
        foreach (var gone in missing.Where(agent => !agent.Protected))
        {
            agents.Remove(gone.Extension);
            applied.Remove(gone.Extension);
        }

        foreach (var record in listed.Except(missing))
        {
            var values = SingleAgent.Following(record.Values, seen.Live.Find(record.Extension)!.Values);
            agents[record.Extension] = record with { Values = values };
            if (values != record.Values)
            {
                applied.TryAdd(record.Extension, record.Values);
            }
        }

        var state = recorded.State with { Agents = agents.ToImmutable() };
        state = key is null || followsPassword is null ? state : FollowingPasswords(state, seen.Live, key, followsPassword);
        return new HostedRecord(state, applied.ToImmutable());
    }

    /// <summary>As <see cref="HostedRoster.ImportAsync"/>.</summary>
    public async Task<Result<HostedImport>> ImportAsync(CancellationToken cancellationToken)
    {
        if (!(await account.Lists.ReadAsync(cancellationToken)).Is(out var seen, out var failure))
        {
            return failure;
        }

        var lineage = Guid.NewGuid().ToString();
        var key = PasswordKey.Derive(input.AppSecret ?? throw new InvalidOperationException("To import needs the app secret."), lineage);
        var users = seen.Live.Agents.Values.Select(
            live => Records.OfLive(live, Print(key, seen.Live, live), null) with { Values = live.Values }).ToList();
        var whole = users.FindAll(user => EntryRules.CanSay(input.Roster.Generation, user) && !seen.Live.Doubled.Contains(user.Extension));
        await claims.TakeAsync(whole.Select(user => user.Extension), cancellationToken);
        var state = new RecordedState
        {
            Lineage = lineage,
            AppId = account.AppId,
            Origin = input.Origin,
            Generation = input.Roster.Generation,
            KeyId = key.KeyId,
            Agents = whole.ToImmutableSortedDictionary(user => user.Extension, user => user),
        };
        var left = users.Except(whole).Select(user => user.Extension).ToList();
        return new HostedImport(new HostedRecord(state), left.Count == 0 ? [] :
            [Diagnostic.Warning("left_out",
                "Left out, as no entry can say what the service shows of them (a masked phone, a number out of range, a user listed "
                + $"twice): {Ranges.Of(left)}.")]);
    }

    // Fingerprints of two keys do not stand side by side: after a rotation of the app secret all are made anew, or none.
    private static RecordedState FollowingPasswords(RecordedState state, LiveAccount live, PasswordKey key, Func<int, bool> follows)
    {
        var prints = (from record in state.Agents.Values
                      where follows(record.Extension)
                      let print = key.FingerprintIn(live, record.Extension)
                      where print is not null
                      select record with { PasswordFingerprint = print }).ToDictionary(record => record.Extension);
        return state.KeyId != key.KeyId
            && state.Agents.Values.Any(record => record.PasswordFingerprint is not null && !prints.ContainsKey(record.Extension))
            ? state
            : state with { KeyId = key.KeyId, Agents = state.Agents.SetItems(prints) };
    }

    private static string? Print(PasswordKey key, LiveAccount list, LiveAgent live)
        => list.Passwords.Find(live.Extension) is { } password ? key.Fingerprint(live.AgentId, password) : null;
}
