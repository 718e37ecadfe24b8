namespace TeleCmi.Client.Http;

/// <summary>What one try brought back, before anything is made of it. A closed set.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>A complete response.</summary>
    /// <param name="Status">HTTP status.</param>
    /// <param name="Body">At most 1 MiB, as it came.</param>
    /// <param name="RetryAfter">
    /// How long the service asks to wait; zero where it asks in a way that cannot be read; null where it does not ask.
    /// </param>
    internal sealed record Received(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter = null) : Answer
    {
        /// <summary>True where asking again may bring another answer; a redirect or an unknown path stays what it is.</summary>
        public bool MayPass => Status is (>= 200 and < 300) or 408 or 429 or >= 500;
    }

    /// <summary>No connection could be made, so nothing can have been processed.</summary>
    /// <param name="Reason">Our words, without any of the exception's.</param>
    internal sealed record NotSent(string Reason) : Answer;

    /// <summary>Sent, at least in part, and no complete response came back.</summary>
    /// <param name="Reason">Our words, without any of the exception's.</param>
    internal sealed record Broken(string Reason) : Answer;
}
