namespace TeleCmi.Client.Pacing;

/// <summary>Waiting times that grow and are never the same for two callers.</summary>
internal static class Backoff
{
    /// <summary>No wait of ours is longer than this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>The first time doubled with every failure, jittered, <see cref="Longest"/> at most.</summary>
    /// <param name="first">After the first failure.</param>
    /// <param name="failures">Earlier failures in a row, 0 or more.</param>
    public static TimeSpan Growing(TimeSpan first, int failures)
    {
        var wait = Jittered(first * Math.Pow(2, Math.Min(failures, 10)));
        return wait < Longest ? wait : Longest;
    }

    /// <summary>The time and up to a quarter more.</summary>
    /// <param name="time">At least this.</param>
    public static TimeSpan Jittered(TimeSpan time) => time * (1 + (Random.Shared.NextDouble() / 4));
}
