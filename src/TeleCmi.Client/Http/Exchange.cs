using System.Net.Sockets;

namespace TeleCmi.Client.Http;

/// <summary>One try: a request and its whole response under one time limit. Never throws for what the network does.</summary>
/// <param name="time">Clock of the time limit.</param>
/// <param name="tryTimeout">Limit of a try including its body; HttpClient's own does not cover a body that is read later.</param>
internal sealed class Exchange(TimeProvider time, TimeSpan tryTimeout)
{
    /// <summary>What a response may hold at most: 1 MiB.</summary>
    public const int MaximumBody = 1024 * 1024;

    private const int UsualBody = 4 * 1024;

    /// <summary>Sends and reads.</summary>
    /// <param name="send">Starts the request; called once.</param>
    /// <param name="cancellationToken">Breaks the try off; the answer says so.</param>
    public async Task<Answer> TryAsync(
        Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(tryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await send(either.Token).ConfigureAwait(false);
            return await ReadBodyAsync(response.Content, either.Token).ConfigureAwait(false) is { } body
                ? new Answer.Received((int)response.StatusCode, body, RetryAfter.Read(response))
                : new Answer.Broken("the answer is longer than 1 MiB");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            return error switch
            {
                OperationCanceledException when cancellationToken.IsCancellationRequested
                    => new Answer.Broken("interrupted before the answer was complete"),
                OperationCanceledException when limit.IsCancellationRequested
                    => new Answer.Broken($"no complete answer within {tryTimeout.TotalSeconds:0.###} s"),

                // The only time limit left is that of connecting, which the handler reports in this shape.
                OperationCanceledException { InnerException: TimeoutException }
                    => new Answer.NotSent("no connection could be made in time"),
                HttpRequestException request when NeverConnected(request.HttpRequestError)
                    => new Answer.NotSent($"no connection could be made ({Reason(error)})"),
                _ => new Answer.Broken($"the connection broke before the answer was complete ({Reason(error)})"),
            };
        }
    }

    // Each of these ends the making of a connection, on which no request has been written yet.
    private static bool NeverConnected(HttpRequestError error) => error
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    // Names of ours and of the runtime's enumerations only; the text of an exception may hold what was sent.
    private static string Reason(Exception error) => error switch
    {
        { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
        { InnerException: HttpIOException { HttpRequestError: not HttpRequestError.Unknown } io } => io.HttpRequestError.ToString(),
        HttpIOException io => io.HttpRequestError.ToString(),
        HttpRequestException request => request.HttpRequestError.ToString(),
        _ => error.GetType().Name,
    };

    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > MaximumBody)
        {
            return null;
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            // As long as the answer says it is; where it does not, up to one byte more than it may be.
            var body = new byte[content.Headers.ContentLength ?? UsualBody];
            var length = 0;
            while (await stream.ReadAsync(body.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                length += read;
                if (length > MaximumBody)
                {
                    return null;
                }

                if (length == body.Length && content.Headers.ContentLength is null)
                {
                    Array.Resize(ref body, Math.Min(2 * length, MaximumBody + 1));
                }
            }

            return body.AsMemory(0, length);
        }
    }
}
