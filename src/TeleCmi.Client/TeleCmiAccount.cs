using System.Net.Http.Headers;
using System.Reflection;
using Refit;
using TeleCmi.Client.Http;
using TeleCmi.Client.Pacing;
using TeleCmi.Client.Sweeping;
using TeleCmi.Client.V2;

namespace TeleCmi.Client;

/// <summary>
/// One account of the global v2 API, opened. Reader and writer share connections, pace and redactor; opening sends nothing.
/// </summary>
public sealed class TeleCmiAccount : IDisposable
{
    // What the service's owner sees in its log.
    private static readonly string Version =
        typeof(TeleCmiAccount).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private readonly HttpClient _http;

    private TeleCmiAccount(HttpClient http, IAgentReader reader, IAgentWriter writer) =>
        (_http, Reader, Writer) = (http, reader, writer);

    /// <summary>Reads the account; may be handed out alone, it cannot write.</summary>
    public IAgentReader Reader { get; }

    /// <summary>Writes single users.</summary>
    public IAgentWriter Writer { get; }

    /// <summary>Opens an account.</summary>
    /// <param name="options">Where and as whom. Its redactor learns the app secret here.</param>
    /// <exception cref="ArgumentException">
    /// The address may not be used (see <see cref="ServiceAddress"/>), or the parallelism is not 1..64.
    /// </exception>
    public static TeleCmiAccount Open(ServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Parallelism is < 1 or > ServiceOptions.MostInFlight)
        {
            throw new ArgumentException($"The parallelism is 1 to {ServiceOptions.MostInFlight}.", nameof(options));
        }

        if (options.Handler is null
            && ServiceAddress.FindProblem(options.BaseAddress, options.BaseAddress.OriginalString) is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        options.Redactor.Learn(options.Secret);
        var http = new HttpClient(options.Handler ?? ServiceHandler.Create(options.BaseAddress), disposeHandler: options.Handler is null)
        {
            BaseAddress = options.BaseAddress,
            // The exchange limits each try, its body included.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("telecmi-declarative", Version));
        var settings = RefitSettings.ForJsonContext(V2JsonContext.Default);
        // A Content-Length instead of chunks.
        settings.Buffered = true;
        // Refit's own exception would carry the request; ours is judged and never leaves the exchange.
        settings.TransportExceptionFactory = (_, error, _) => error;

        var users = RestService.ForGenerated<ITeleCmiV2Users>(http, settings);
        var pacer = new CallPacer(options.Parallelism, options.Time, options.Jitter);
        var calls = new PacedCalls(pacer, new Exchange(options.Time, options.TryTimeout), V2Wordings.Read, options);
        return new TeleCmiAccount(
            http,
            new Sweeper(new ListPageReader(new V2ListPages(users, options), calls, options), calls, options),
            new V2AgentWriter(users, calls, options));
    }

    /// <summary>Closes the connections; a handler that was given stays open.</summary>
    public void Dispose() => _http.Dispose();
}
