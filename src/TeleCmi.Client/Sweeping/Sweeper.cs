using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Client.Pacing;

namespace TeleCmi.Client.Sweeping;

/// <summary>
/// Reads the whole account through a list that gives a few users a call in no stated order. One sweep reads every page; pages that do not
/// agree are thrown away together and the sweep is begun anew.
/// </summary>
internal sealed class Sweeper(ListPageReader pageReader, PacedCalls calls, ServiceOptions options) : IAgentReader
{
    private const int MaximumPages = 10_000;

    private static readonly ImmutableArray<TimeSpan> WaitsBefore =
        [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)];

    private readonly Lock _gate = new();
    private ImmutableHashSet<string> _doubledBefore = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<Result<LiveAccount>> SweepAsync(CancellationToken cancellationToken)
    {
        var problem = string.Empty;
        foreach (var wait in WaitsBefore)
        {
            if (wait > TimeSpan.Zero)
            {
                await calls.WaitAsync(Backoff.Jittered(wait, options.Jitter), cancellationToken).ConfigureAwait(false);
            }

            var (pages, failure) = await ReadPagesAsync(cancellationToken).ConfigureAwait(false);
            if (failure is not null)
            {
                return failure;
            }

            var result = Check(pages);
            if (result.Account is not null)
            {
                return result.Account;
            }

            problem = result.Problem;
        }

        return Failure.Of(
            "list_inconsistent",
            $"{options.Service} gave no consistent list of users in {WaitsBefore.Length} sweeps: {problem}",
            "Somebody may be changing users at this moment: wait until that is done, then run the command again.");
    }

    private ListConsistency.Result Check(IReadOnlyList<ListPage> pages)
    {
        lock (_gate)
        {
            var result = ListConsistency.Check(pages, _doubledBefore);
            _doubledBefore = _doubledBefore.Union(result.Doubled);
            return result;
        }
    }

    private async Task<(IReadOnlyList<ListPage> Pages, Failure? Failure)> ReadPagesAsync(CancellationToken cancellationToken)
    {
        var budget = new SweepBudget();
        var (first, failure) = await ReadPageAsync(1, null, budget, cancellationToken).ConfigureAwait(false);
        if (first is null)
        {
            return ([], failure);
        }

        if (first.Count is not { } count)
        {
            return await ReadSeriallyAsync(first, budget, cancellationToken).ConfigureAwait(false);
        }

        // The rows of page 1 are the page size wherever there is more: what the service really gives, whatever was asked for.
        var size = first.Rows.Length;
        if (size == 0 || size >= count)
        {
            return ([first], null);
        }

        var pages = (count + size - 1) / size;
        return pages <= MaximumPages
            ? await ReadInParallelAsync(first, pages, budget, cancellationToken).ConfigureAwait(false)
            : ([], pageReader.Unreadable($"more than {MaximumPages} pages"));
    }

    private async Task<(ListPage? Page, Failure? Failure)> ReadPageAsync(
        int number, int? of, SweepBudget budget, CancellationToken cancellationToken)
    {
        var (page, failure) = await pageReader.ReadAsync(number, of, cancellationToken).ConfigureAwait(false);
        return page is null || budget.Covers(page) ? (page, failure)
            : (null, pageReader.Unreadable(
                $"more than {ListPage.MaximumCount} rows or {SweepBudget.MaximumBytes / 1024 / 1024} MiB in all"));
    }

    private async Task<(IReadOnlyList<ListPage> Pages, Failure? Failure)> ReadInParallelAsync(
        ListPage first, int count, SweepBudget budget, CancellationToken cancellationToken)
    {
        var pages = new ListPage[count];
        pages[0] = first;
        Failure? failed = null;
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(2, count - 1),
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = abort.Token },
                async (number, token) =>
                {
                    // The loop learns of the abort a moment later than this.
                    if (abort.IsCancellationRequested)
                    {
                        return;
                    }

                    var (page, failure) = await ReadPageAsync(number, count, budget, token).ConfigureAwait(false);
                    if (page is not null)
                    {
                        pages[number - 1] = page;
                        return;
                    }

                    Interlocked.CompareExchange(ref failed, failure, null);
                    await abort.CancelAsync().ConfigureAwait(false);
                }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (failed is not null && !cancellationToken.IsCancellationRequested)
        {
            return ([], failed);
        }

        return (pages, failed);
    }

    private async Task<(IReadOnlyList<ListPage> Pages, Failure? Failure)> ReadSeriallyAsync(
        ListPage first, SweepBudget budget, CancellationToken cancellationToken)
    {
        var pages = new List<ListPage>();
        var seen = new HashSet<string?>(StringComparer.Ordinal);
        var page = first;
        while (page.Rows.Aggregate(false, (isNew, row) => seen.Add(row.AgentId) || isNew))
        {
            pages.Add(page);
            if (pages.Count == MaximumPages)
            {
                return ([], pageReader.Unreadable($"more than {MaximumPages} pages"));
            }

            var (next, failure) = await ReadPageAsync(pages.Count + 1, null, budget, cancellationToken).ConfigureAwait(false);
            if (next is null)
            {
                return ([], failure);
            }

            page = next;
        }

        // An account without users has one page, an empty one.
        return (pages.Count > 0 ? pages : [first], null);
    }
}
