using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Git;

/// <summary>The commit that a roster is read at: something to tell, and never a reason to fail.</summary>
/// <param name="Id">The whole id.</param>
/// <param name="IsEdited">True where the roster differs from that of the commit.</param>
public sealed record RosterCommit(string Id, bool IsEdited)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks git; null where there is no commit, or git does not tell.</summary>
    /// <param name="file">The roster, as the user named it.</param>
    /// <param name="environment">Gives a variable's value or null.</param>
    /// <param name="time">Of the time that git is given.</param>
    /// <param name="stop">Ends git.</param>
    public static async Task<RosterCommit?> OfAsync(
        string file, Func<string, string?> environment, TimeProvider time, CancellationToken stop)
    {
        if (file == RosterFile.StandardInput)
        {
            return null;
        }

        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            var repository = await GitRepository.OpenAsync(file, environment, either.Token);
            return await repository.CommitOfHeadAsync(either.Token) is { } head
                ? new RosterCommit(head, await IsEditedAsync(repository, head, file, either.Token))
                : null;
        }
        catch (Exception untold) when (untold is GitException || FileFault.Is(untold)
            || (untold is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<bool> IsEditedAsync(GitRepository repository, string head, string file, CancellationToken stop)
    {
        try
        {
            var committed = await new GitTree(repository, head, "HEAD")
                .ReadAsync(EarlierRosters.PathOf(repository, null, file), RosterFile.MaximumBytes, stop);
            return RosterFile.Read(file, Stream.Null).Content is { IsEmpty: false } now
                && (committed is null || !Lines(now.Span).SequenceEqual(Lines(committed)));
        }
        catch (GitException)
        {
            // What the commit holds is not known.
            return false;
        }
    }

    // A checkout may have made the ends of lines those of its platform.
    private static byte[] Lines(ReadOnlySpan<byte> text) => [.. text.ToArray().Where(one => one != (byte)'\r')];
}
