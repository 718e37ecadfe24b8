namespace TeleCmi.Client.Sweeping;

/// <summary>What the answers of one sweep may hold together: each page has a limit of its own, but there may be ten thousand.</summary>
internal sealed class SweepBudget
{
    /// <summary>In bytes: as many rows as there may be, of 4 KiB each.</summary>
    public const long MaximumBytes = ListPage.MaximumCount * 4096L;

    private long _bytes;
    private int _rows;

    /// <summary>Takes a page into account; false where it is one too many. Safe for several callers at once.</summary>
    public bool Covers(ListPage page)
        => Interlocked.Add(ref _bytes, page.Bytes) <= MaximumBytes & Interlocked.Add(ref _rows, page.Rows.Length) <= ListPage.MaximumCount;
}
