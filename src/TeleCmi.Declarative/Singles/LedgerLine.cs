namespace TeleCmi.Declarative.Singles;

/// <summary>What a line of the ledger tells of an extension.</summary>
internal enum LedgerAct
{
    /// <summary>A resource of the program wants it.</summary>
    Claim,

    /// <summary>It is being added, adopted or imported.</summary>
    Take,

    /// <summary>A removal was left out: whoever claims it may overwrite the person.</summary>
    Leave,

    /// <summary>It is being removed.</summary>
    Remove,

    /// <summary>Its claimer met another person there and failed.</summary>
    Refuse,

    /// <summary>A plan is to remove it.</summary>
    Intend,
}

/// <summary>One line of the ledger of a deployment. Written before the call that it tells of, so that no call goes untold.</summary>
/// <param name="Act">What is told.</param>
/// <param name="Account">Whose extension it is.</param>
/// <param name="Extension">The extension.</param>
/// <param name="Resource">The engine's name of the resource.</param>
internal sealed record LedgerLine(LedgerAct Act, string Account, int Extension, string Resource)
{
    /// <summary>Parts the name of a roster, which has many extensions, from one of them: to the ledger each is a resource.</summary>
    internal const char OfRoster = '\u001F';

    /// <summary>Of a claim: the extension that the resource has had so far, where it is known.</summary>
    public int? Held { get; init; }

    /// <summary>Of a claim: the engine makes the resource anew, whether or not there was one before.</summary>
    public bool IsNew { get; init; }

    /// <summary>Of a removal left out: who was there, as a digest that tells nothing.</summary>
    public string? Person { get; init; }
}
