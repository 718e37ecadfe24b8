using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Planning;

/// <summary>
/// What a revision holds in the place of the roster that is reviewed. A closed set; whatever could not be read is none of these.
/// </summary>
public abstract record EarlierRoster
{
    private EarlierRoster()
    {
    }

    /// <summary>The roster; null where there is none to compare with.</summary>
    public virtual Roster? Roster => null;

    /// <summary>A roster.</summary>
    /// <param name="Earlier">The roster.</param>
    /// <param name="Instead">That of the merge base was not valid, and what was taken in its place; null where all is as usual.</param>
    public sealed record Found(Roster Earlier, string? Instead) : EarlierRoster
    {
        /// <inheritdoc/>
        public override Roster Roster => Earlier;
    }

    /// <summary>The tree has no such file: every entry is new.</summary>
    /// <param name="Others">
    /// Other rosters of that tree, each as <c>--base</c> takes it; null where it could not be seen whether there are any.
    /// </param>
    public sealed record Missing(ImmutableArray<string>? Others) : EarlierRoster;

    /// <summary>It is there, but no roster: nothing can be compared.</summary>
    /// <param name="Problems">What is wrong with it.</param>
    public sealed record Invalid(ImmutableArray<Diagnostic> Problems) : EarlierRoster;
}
