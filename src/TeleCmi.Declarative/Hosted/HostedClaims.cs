using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Hosted;

/// <summary>What a roster does to the extensions of a deployment, as its ledger is told: each by itself, as an agent would.</summary>
internal sealed class HostedClaims(DeploymentLedger ledger, string resource)
{
    /// <summary>Claims every entry.</summary>
    /// <param name="entries">The extensions of the roster.</param>
    /// <param name="recorded">Those that it has had so far; null for a resource that is made anew.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>An extension that another resource claims, and which; null where there is none.</returns>
    public async Task<(int Extension, string Other)?> ClaimAsync(
        IEnumerable<int> entries, ICollection<int>? recorded, CancellationToken cancellationToken)
    {
        foreach (var extension in entries)
        {
            using var held = await ledger.HoldAsync(extension, cancellationToken);
            var had = recorded?.Contains(extension) == true ? extension : (int?)null;
            if (held.Claim(held.OneOf(resource), had, isNew: recorded is null) is { } other)
            {
                return (extension, other);
            }
        }

        return null;
    }

    /// <summary>Says that a plan is to remove users.</summary>
    /// <returns>An extension that another resource of the plan claims; null where there is none.</returns>
    public async Task<int?> IntendAsync(IEnumerable<int> leaving, CancellationToken cancellationToken)
    {
        foreach (var extension in leaving)
        {
            using var held = await ledger.HoldAsync(extension, cancellationToken);
            var own = held.OneOf(resource);
            // Whom another resource has taken already is left to it without a call.
            if (held.BarTo(own) is not RemovalBar.Taken && held.Intend(own) is not null)
            {
                return extension;
            }
        }

        return null;
    }

    /// <summary>Who must not be removed, and why.</summary>
    public async Task<ImmutableSortedDictionary<int, RemovalBar>> BarsAsync(IEnumerable<int> leaving, CancellationToken cancellationToken)
    {
        var bars = ImmutableSortedDictionary.CreateBuilder<int, RemovalBar>();
        foreach (var extension in leaving)
        {
            using var held = await ledger.HoldAsync(extension, cancellationToken);
            if (held.BarTo(held.OneOf(resource)) is { } bar)
            {
                bars.Add(extension, bar);
            }
        }

        return bars.ToImmutable();
    }

    /// <summary>True where a removal of this person was left out, so that the roster may overwrite them.</summary>
    public async Task<bool> WasLeftAsync(int extension, string person, CancellationToken cancellationToken)
    {
        using var held = await ledger.HoldAsync(extension, cancellationToken);
        return held.WasLeft(person);
    }

    /// <summary>Tells that a removal is left out, and whom it was to take away.</summary>
    public async Task LeaveAsync(int extension, string person, CancellationToken cancellationToken)
    {
        using var held = await ledger.HoldAsync(extension, cancellationToken);
        held.Leave(held.OneOf(resource), person);
    }

    /// <summary>Tells that another person was met, and nobody taken over.</summary>
    public async Task RefuseAsync(IEnumerable<int> extensions, CancellationToken cancellationToken)
    {
        foreach (var extension in extensions)
        {
            using var held = await ledger.HoldAsync(extension, cancellationToken);
            held.Refuse(held.OneOf(resource));
        }
    }

    /// <summary>Tells that users are about to stay: of an import.</summary>
    public async Task TakeAsync(IEnumerable<int> extensions, CancellationToken cancellationToken)
    {
        foreach (var extension in extensions)
        {
            using var held = await ledger.HoldAsync(extension, cancellationToken);
            held.Take(held.OneOf(resource));
        }
    }

    /// <summary>
    /// Enters a plan: who is removed is held until the last call, so that nobody claims them meanwhile. Fails where another resource has
    /// come between, and nothing is sent then.
    /// </summary>
    public async Task<Result<IDisposable>> EnterAsync(Plan plan, CancellationToken cancellationToken)
    {
        var removals = new Held();
        var changes = plan.Changes.Where(change => change.Action != ChangeAction.Forget).ToList();
        if (changes.Exists(IsRemoval) && ledger.Problem is { } problem)
        {
            return Failure.Refused("no_ledger", problem);
        }

        foreach (var change in changes)
        {
            var held = await ledger.HoldAsync(change.Extension, cancellationToken);
            var other = IsRemoval(change) ? held.BarTo(held.OneOf(resource))?.Resource : held.OtherClaimer(held.OneOf(resource));
            if (other is not null)
            {
                held.Dispose();
                removals.Dispose();
                return Failure.Refused("claimed", $"{change.Extension} is claimed by {other} as well; nothing was sent.");
            }

            if (IsRemoval(change))
            {
                held.TryRemove(held.OneOf(resource));
                removals.Add(held);
                continue;
            }

            held.Take(held.OneOf(resource));
            held.Dispose();
        }

        return new Result<IDisposable>.Ok(removals);
    }

    private static bool IsRemoval(Change change) => change.Action == ChangeAction.Remove;

    private sealed class Held : IDisposable
    {
        private readonly List<HeldExtension> _extensions = [];

        public void Add(HeldExtension held) => _extensions.Add(held);

        public void Dispose()
        {
            _extensions.ForEach(held => held.Dispose());
            _extensions.Clear();
        }
    }
}
