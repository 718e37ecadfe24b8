using TeleCmi.Client.Agents;
using TeleCmi.Client.Http;
using TeleCmi.Client.Pacing;

namespace TeleCmi.Client.Sweeping;

/// <summary>Reads single pages of the user list, asking again where that may help: reading changes nothing.</summary>
internal sealed class ListPageReader(IListPages pages, PacedCalls calls, ServiceOptions options)
{
    /// <summary>How often one page is asked for at most.</summary>
    public const int Tries = 6;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads one page: either the page or, after the last try, the reason why the whole sweep failed.</summary>
    /// <param name="number">1 or more.</param>
    /// <param name="of">Pages in all; null where that is not known.</param>
    /// <param name="cancellationToken">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    public async Task<(ListPage? Page, Failure? Failure)> ReadAsync(int number, int? of, CancellationToken cancellationToken)
    {
        var call = new ServiceCall(ServiceOperation.List, pages.Path, Page: number, Pages: of, Tries: Tries);
        using var announced = calls.Begin();
        for (var tries = 1; ; tries++)
        {
            var (answer, verdict) = await calls
                .TryAsync(call with { Try = tries }, token => pages.SendAsync(number, token), cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (verdict.IsSuccess && answer is Answer.Received success)
            {
                var page = pages.Read(success.Body);
                foreach (var row in page?.Rows ?? [])
                {
                    options.Redactor.Learn(row.Password);
                }

                return page is null ? (null, Unreadable("success without a list of users")) : (page, null);
            }

            if (tries == Tries || !MayPass(answer, verdict.Kind))
            {
                return (null, WhyNot(answer, verdict));
            }

            if (verdict.Kind != VerdictKind.RateLimited)
            {
                await calls.WaitAsync(Backoff.Growing(FirstWait, tries - 1, options.Jitter), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool MayPass(Answer answer, VerdictKind verdict) => verdict switch
    {
        VerdictKind.RateLimited or VerdictKind.NotSent => true,
        VerdictKind.Lost => answer is not Answer.Received received || received.MayPass,
        _ => false,
    };

    private Failure WhyNot(Answer answer, Verdict verdict) => verdict.Kind switch
    {
        _ when answer is not Answer.Received => Failure.Of(
            "unreachable",
            $"{options.Service} cannot be reached: {verdict.Text}",
            "Check the network, the proxy and the service address, then run the command again."),
        VerdictKind.Authentication => Failure.Of(
            "credentials_refused",
            $"{options.Service} refused the app id or the app secret: {verdict.Text}",
            "Check TELECMI_APPID and TELECMI_SECRET against the account's settings."),
        VerdictKind.Lost => Unreadable(verdict.Text),
        _ => Failure.Of(
            "list_refused",
            $"{options.Service} did not list the users: {verdict.Text}",
            "Check the app id, the app secret and the service address; if they are right, try again later."),
    };

    /// <summary>What the service gives is no list that could be the account's.</summary>
    public Failure Unreadable(string? what) => Failure.Of(
        "list_unreadable",
        $"{options.Service} gave no readable list of users: {what}",
        "Check that the service address is that of TeleCMI; if it is, try again later.");
}
