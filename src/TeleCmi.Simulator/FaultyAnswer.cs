namespace TeleCmi.Simulator;

/// <summary>What a caller gets where a fault hits its call.</summary>
internal static class FaultyAnswer
{
    private static readonly SimulatedResponse Nothing = new(200, "", ReadOnlyMemory<byte>.Empty);

    /// <summary>Lets the call take effect, or not, and spoils the answer.</summary>
    public static SimulatedResponse Of(FaultRule fault, Func<SimulatedResponse> process) => fault.Kind switch
    {
        FaultKind.Dropped => Nothing with { Delivery = SimulatedDelivery.Aborted },
        FaultKind.Hang => Nothing with { Delivery = SimulatedDelivery.Never },
        FaultKind.InternalError => Error(500, "Internal Server Error"),
        FaultKind.TooManyRequests => WithRetryAfter(Error(429, "Too Many Requests"), fault),
        FaultKind.Unavailable => WithRetryAfter(HtmlPage.Of(503, "Service Unavailable"), fault),
        FaultKind.Html => HtmlPage.Of(200, "Please sign in"),
        _ => Spoiled(fault.Kind, process()),
    };

    private static SimulatedResponse Spoiled(FaultKind kind, SimulatedResponse answer) => kind switch
    {
        FaultKind.Lost => answer with { Delivery = SimulatedDelivery.Aborted },
        FaultKind.HangAfter => answer with { Delivery = SimulatedDelivery.Never },
        FaultKind.BadGatewayAfter => HtmlPage.Of(502, "Bad Gateway"),
        FaultKind.Truncate => answer with { Body = answer.Body[..(answer.Body.Length / 2)] },
        FaultKind.Cut => answer with { Delivery = SimulatedDelivery.Cut },
        FaultKind.Empty => Nothing,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of fault that nobody plays."),
    };

    /// <summary>The documented shape of a refusal.</summary>
    public static SimulatedResponse Error(int status, string text) => JsonBody.Write(status, json =>
    {
        json.WriteNumber("code"u8, status);
        json.WriteString("status"u8, "error"u8);
        json.WriteString("msg"u8, text);
    });

    private static SimulatedResponse WithRetryAfter(SimulatedResponse answer, FaultRule fault) => fault.RetryAfter is not { } seconds
        ? answer
        : answer with
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = $"{seconds}" },
        };
}
