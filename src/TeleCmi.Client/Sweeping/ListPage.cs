using System.Collections.Immutable;

namespace TeleCmi.Client.Sweeping;

/// <summary>One page of a list that the service called a success.</summary>
/// <param name="Count">Users of the account; null where the service does not say.</param>
/// <param name="Rows">As they came.</param>
/// <param name="Bytes">Length of the answer.</param>
internal sealed record ListPage(int? Count, ImmutableArray<ListRow> Rows, int Bytes)
{
    /// <summary>More users than any account has; a count beyond it is no count.</summary>
    public const int MaximumCount = 100_000;
}
