using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Singles;

/// <summary>Makes an agent: adds the user, or takes over the same person who exists already. Another person is never overwritten.</summary>
public static class SingleCreation
{
    /// <summary>Adds or takes over.</summary>
    /// <param name="one">The resource.</param>
    /// <param name="wanted">Its values; what is required is known.</param>
    /// <param name="password">Its password.</param>
    /// <param name="cancellationToken">Ends it before the next call.</param>
    /// <exception cref="LedgerException">The ledger can no longer be kept.</exception>
    public static async Task<SingleResult> CreateAsync(
        SingleResource one, AgentValues wanted, Secret password, CancellationToken cancellationToken)
    {
        if (SingleAgent.Missing(wanted) is { } key)
        {
            return new SingleFailure.Unknown(key);
        }

        using var held = await one.HoldAsync(cancellationToken);
        if (held.OtherClaimer(one.Name) is { } other)
        {
            return new SingleFailure.Claimed(other);
        }

        held.Take(one.Name);
        var agent = new SingleAgent(wanted, password, Person.Of(wanted));
        if (one.Account.Lists.Showing(one.Extension)?.Live is { } shown && shown.Find(one.Extension) is { } there && agent.Person.Is(there))
        {
            return await TakeOverAsync(one, agent, shown, there, held, cancellationToken);
        }

        return await SettledCall.AddAsync(one.Account, one.Account.Write(one.Extension, wanted, password), cancellationToken) switch
        {
            CallResult.Changed => new SingleResult.Held(agent),
            CallResult.Converged { Live: { } live } met => await TakeOverAsync(one, agent, met.List, live, held, cancellationToken),
            CallResult.Converged => new SingleResult.Unlisted(agent with { Person = Person.Unknown }),
            var failed => SingleFailure.Of(ChangeAction.Add, failed),
        };
    }

    /// <summary>Whom a create will meet, by one list for all of a preview.</summary>
    /// <param name="one">The resource.</param>
    /// <param name="wanted">Its values, as far as they are known.</param>
    /// <param name="password">Its password, where it is known.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="LedgerException">The ledger can no longer be kept.</exception>
    public static async Task<SingleResult> ForeseeAsync(
        SingleResource one, AgentValues wanted, Secret? password, CancellationToken cancellationToken)
    {
        var looked = await one.Account.Foresight.LookAsync(cancellationToken);
        if (!looked.Is(out var seen, out var unread))
        {
            return SingleFailure.Of(unread);
        }

        // Whom the deployment has removed since the list was read is not met.
        using var held = await one.HoldAsync(cancellationToken);
        var list = seen.Live;
        if (list.Find(one.Extension) is not { } live || held.IsRemoved)
        {
            return new SingleResult.Absent();
        }

        var person = Person.Of(wanted);
        if (person.IsUnknown || person.Is(live))
        {
            var takeover = Takeover.Of(one.Account.Write(one.Extension, wanted, password), list, live);
            return new SingleResult.Held(new SingleAgent(wanted, password, person), takeover);
        }

        return new SingleFailure.AnotherPerson(live.Name, held.IsGivenUp);
    }

    private static async Task<SingleResult> TakeOverAsync(
        SingleResource one, SingleAgent wanted, LiveAccount list, LiveAgent live, HeldExtension held, CancellationToken cancellationToken)
    {
        if (list.Doubled.Contains(one.Extension))
        {
            return new SingleFailure.Doubled();
        }

        if (!wanted.Person.Is(live) && !held.WasLeft(one.Account.PersonOf(live)))
        {
            held.Refuse(one.Name);
            return new SingleFailure.AnotherPerson(live.Name);
        }

        var agent = wanted with { Values = SingleAgent.Whole(wanted.Values, wanted.Values, live) };
        var write = one.Account.Write(one.Extension, agent.Values, wanted.Password);
        var takeover = Takeover.Of(write with { Values = wanted.Values }, list, live);
        var ended = takeover.SetsPassword || !takeover.Changes.IsEmpty
            ? await SettledCall.UpdateAsync(one.Account, list, write, cancellationToken)
            : new CallResult.Changed();
        return ended is CallResult.Changed ? new SingleResult.Held(agent, takeover) : SingleFailure.Of(ChangeAction.Update, ended);
    }
}
