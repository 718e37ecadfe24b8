namespace TeleCmi.Client.Http;

/// <summary>Reads the Retry-After header without our own clock, which may be wrong.</summary>
internal static class RetryAfter
{
    /// <summary>How long the service asks to wait: null where it does not ask, zero where no length can be made of it.</summary>
    /// <param name="response">Seconds count as they are, an HTTP date against the Date header of the same response.</param>
    public static TimeSpan? Read(HttpResponseMessage response)
    {
        if (!response.Headers.Contains("Retry-After"))
        {
            return null;
        }

        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? (asked?.Date - response.Headers.Date) ?? TimeSpan.Zero;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
