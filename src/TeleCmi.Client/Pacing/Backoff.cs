namespace TeleCmi.Client.Pacing;

/// <summary>Waiting times that grow and are never the same for two callers.</summary>
internal static class Backoff
{
    private const int MostDoublings = 10;

    /// <summary>No wait of ours is longer than this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>The first time doubled with every failure, jittered, <see cref="Longest"/> at most.</summary>
    /// <param name="first">After the first failure.</param>
    /// <param name="failures">Earlier failures in a row, 0 or more.</param>
    /// <param name="jitter">As <see cref="ServiceOptions.Jitter"/>.</param>
    public static TimeSpan Growing(TimeSpan first, int failures, Func<double> jitter)
    {
        var wait = Jittered(first * Math.Pow(2, Math.Min(failures, MostDoublings)), jitter);
        return wait < Longest ? wait : Longest;
    }

    /// <summary>The time and up to a quarter more.</summary>
    /// <param name="time">At least this.</param>
    /// <param name="jitter">As <see cref="ServiceOptions.Jitter"/>.</param>
    public static TimeSpan Jittered(TimeSpan time, Func<double> jitter) => time * (1 + (jitter() / 4));
}
