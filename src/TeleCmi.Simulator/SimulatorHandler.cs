using System.Net;
using System.Net.Http.Headers;

namespace TeleCmi.Simulator;

/// <summary>
/// The stand-in as the innermost handler of an HTTP client: no socket, no port, the same answers and faults. Lost and dropped calls end
/// with the exception that a closed connection would give; one that never answers waits for the caller's token.
/// </summary>
public sealed class SimulatorHandler : HttpMessageHandler
{
    private readonly SimulatedExchange _exchange;

    private SimulatorHandler(SimulatedExchange exchange) => _exchange = exchange;

    /// <summary>The account, to look at and to edit as a person would in the dashboard.</summary>
    public SimulatedAccount Account => _exchange.Api.Account;

    /// <summary>The endpoints, to change how they behave.</summary>
    public SimulatedApi Api => _exchange.Api;

    /// <summary>Loads the data file if there is one; <see cref="SimulatorOptions.Port"/> means nothing here.</summary>
    /// <exception cref="InvalidDataException">The data file is not one of ours.</exception>
    public static SimulatorHandler Open(SimulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SimulatorHandler(new SimulatedExchange(options));
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        var response = await _exchange.AnswerAsync(request.Method.Method, request.RequestUri?.AbsolutePath ?? "/", body, cancellationToken);
        if (response.Delivery == SimulatedDelivery.Aborted)
        {
            throw new HttpRequestException(
                HttpRequestError.ResponseEnded, "The simulated connection was closed without an answer.", Ended());
        }

        return MessageOf(request, response);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                _exchange.Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The calls that could not be kept have said so already.
            }
        }

        base.Dispose(disposing);
    }

    private static HttpResponseMessage MessageOf(HttpRequestMessage request, SimulatedResponse response)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.HttpStatus)
        {
            RequestMessage = request,
            Content = response.Delivery == SimulatedDelivery.Cut
                ? new StreamContent(new CutStream(response.Body[..(response.Body.Length / 2)]))
                : new ReadOnlyMemoryContent(response.Body),
        };
        message.Content.Headers.ContentLength = response.Body.Length;
        if (response.ContentType.Length > 0)
        {
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
        }

        foreach (var (name, value) in response.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static HttpIOException Ended() => new(HttpRequestError.ResponseEnded, "The simulated connection was closed.");

    /// <summary>Some bytes, then a closed connection.</summary>
    private sealed class CutStream(ReadOnlyMemory<byte> bytes) : MemoryStream(bytes.ToArray(), writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position < Length ? base.Read(buffer, offset, count) : throw Ended();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw Ended();
    }
}
