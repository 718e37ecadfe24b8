using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace TeleCmi.Client.Tests.Doubles;

/// <summary>Answers in the process what a script says, and remembers what was asked.</summary>
internal sealed class ScriptedService(Func<ScriptedService.Request, HttpResponseMessage> script) : HttpMessageHandler
{
    private int _inFlight;

    public ConcurrentQueue<Request> Requests { get; } = new();

    public int MostInFlight { get; private set; }

    /// <summary>How long each answer takes; zero answers at once.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How long the answer to a request takes; <see cref="Latency"/> where this is not given.</summary>
    public Func<Request, TimeSpan>? LatencyOf { get; init; }

    public static ScriptedService Always(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(_ => Json(body, status));

    /// <summary>Answers one after the other; the last one again and again.</summary>
    public static ScriptedService InTurn(params Func<HttpResponseMessage>[] answers)
    {
        var next = -1;
        return new(_ => answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)]());
    }

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Limited(string? retryAfter = null, HttpStatusCode status = HttpStatusCode.TooManyRequests)
    {
        var response = Json("""{"code":429,"msg":"Too many requests"}""", status);
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var inFlight = Interlocked.Increment(ref _inFlight);
        lock (Requests)
        {
            MostInFlight = Math.Max(MostInFlight, inFlight);
        }

        try
        {
            var text = request.Content is null ? "{}" : await request.Content.ReadAsStringAsync(cancellationToken);
            using var body = JsonDocument.Parse(text);
            var received = new Request(request.RequestUri?.AbsolutePath ?? string.Empty, body.RootElement.Clone(), text);
            Requests.Enqueue(received);
            var latency = LatencyOf?.Invoke(received) ?? Latency;
            if (latency != TimeSpan.Zero)
            {
                await Task.Delay(latency, cancellationToken);
            }

            return script(received);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    internal sealed record Request(string Path, JsonElement Body, string Text)
    {
        public int Page => Body.GetProperty("page").GetInt32();
    }
}
