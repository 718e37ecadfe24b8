namespace TeleCmi.Declarative.Singles;

/// <summary>One extension while nobody else of the deployment touches it.</summary>
public sealed class HeldExtension : IDisposable
{
    private readonly DeploymentLedger _ledger;
    private readonly int _extension;
    private readonly IDisposable _lock;

    internal HeldExtension(DeploymentLedger ledger, int extension, IDisposable held)
        => (_ledger, _extension, _lock) = (ledger, extension, held);

    /// <summary>True where a removal was sent in this deployment.</summary>
    public bool IsRemoved => _ledger.First(book => book.RemoverOf(_extension)) is not null;

    /// <summary>True where a resource that has had it takes another one, or is made anew.</summary>
    public bool IsGivenUp => _ledger.First(book => book.GiverUpOf(_extension)) is not null;

    /// <summary>Claims it for a resource, in place of what that claimed before.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="held">The extension that it has had so far, where it is known.</param>
    /// <param name="isNew">True where the engine makes it anew.</param>
    /// <returns>The other resource that claims it, or is to remove it: then nothing is claimed. Else null.</returns>
    public string? Claim(string resource, int? held, bool isNew)
    {
        if ((OtherClaimer(resource) ?? _ledger.First(book => book.IntenderOf(_extension, resource))) is { } other)
        {
            return Named(other);
        }

        _ledger.Write(_ledger.Line(LedgerAct.Claim, _extension, resource) with { Held = held, IsNew = isNew });
        return null;
    }

    /// <summary>
    /// Says that a plan is to remove it, for engines that plan a removal before anything is done. Where another resource of the plan claims
    /// it, whichever of the two comes second is told.
    /// </summary>
    /// <param name="resource">By whom.</param>
    /// <returns>The other resource that claims it, or null.</returns>
    public string? Intend(string resource)
    {
        var other = OtherClaimer(resource);
        _ledger.Write(_ledger.Line(LedgerAct.Intend, _extension, resource));
        return other;
    }

    /// <summary>The resource other than this one that claims it, or null.</summary>
    public string? OtherClaimer(string resource) =>
        _ledger.First(book => book.ClaimOn(_extension) is { } claim && claim.Resource != resource ? Named(claim.Resource) : null);

    /// <summary>Tells that it is about to be added, adopted or imported.</summary>
    public void Take(string resource) => _ledger.Write(_ledger.Line(LedgerAct.Take, _extension, resource));

    /// <summary>Tells that it is about to be removed.</summary>
    /// <param name="resource">By whom.</param>
    /// <param name="maximum">How many agents the deployment may remove one by one; null for no limit.</param>
    /// <returns>False, and nothing is told, where that many are removed already.</returns>
    public bool TryRemove(string resource, int? maximum = null)
        => _ledger.TryRemove(_ledger.Line(LedgerAct.Remove, _extension, resource), maximum);

    /// <summary>Tells that its claimer met another person there, and took nobody over.</summary>
    public void Refuse(string resource) => _ledger.Write(_ledger.Line(LedgerAct.Refuse, _extension, resource));

    /// <summary>Tells that a removal is left out, and whom it was to take away.</summary>
    public void Leave(string resource, string person)
        => _ledger.Write(_ledger.Line(LedgerAct.Leave, _extension, resource) with { Person = person });

    /// <summary>True where a removal of this person was left out, so that the claimer may overwrite them.</summary>
    public bool WasLeft(string person) => _ledger.First(book => book.LeftOf(_extension) == person ? person : null) is not null;

    /// <summary>Why the removal that a resource asks for must not be sent.</summary>
    public RemovalBar? BarTo(string resource)
    {
        if (_ledger.First(book => book.RefusedOf(_extension)) is { } refused)
        {
            return new RemovalBar.Refused(Named(refused));
        }

        if (_ledger.First(book => book.TakerOf(_extension)) is { } taker)
        {
            return new RemovalBar.Taken(Named(taker));
        }

        var claim = _ledger.First(book => book.ClaimOn(_extension));
        return claim is null ? null
            : claim.Resource != resource ? new RemovalBar.Claimed(Named(claim.Resource))
            // The program has the engine delete first. Else it is what an earlier run left of a resource that goes on.
            : claim.IsNew && (claim.Held is null || claim.Held == _extension) ? null
            : new RemovalBar.Claimed(Named(resource));
    }

    /// <summary>What one of many extensions of a resource is called here: a resource of the ledger has one.</summary>
    internal string OneOf(string resource) => $"{resource}{LedgerLine.OfRoster}{_extension}";

    private static string Named(string resource) => resource.Split(LedgerLine.OfRoster)[0];

    /// <summary>Lets the next one have it.</summary>
    public void Dispose() => _lock.Dispose();
}

/// <summary>Why a user is not removed. A closed set.</summary>
/// <param name="Resource">The resource that the user is left to.</param>
public abstract record RemovalBar(string Resource)
{
    /// <summary>It was added, adopted or imported in this deployment.</summary>
    public sealed record Taken(string Resource) : RemovalBar(Resource);

    /// <summary>
    /// A resource of the program wants it and has failed already, as another person is there: nobody would be left to answer for them.
    /// </summary>
    public sealed record Refused(string Resource) : RemovalBar(Resource);

    /// <summary>A resource of the program wants it.</summary>
    public sealed record Claimed(string Resource) : RemovalBar(Resource);
}
