using System.Globalization;

namespace TeleCmi.Simulator;

/// <summary>What a caller gets where a fault hits its call.</summary>
internal static class FaultyAnswer
{
    private static readonly SimulatedResponse Nothing = new(200, "", ReadOnlyMemory<byte>.Empty);

    /// <summary>Lets the call take effect, or not, and spoils the answer.</summary>
    public static SimulatedResponse Of(FaultRule fault, Func<SimulatedResponse> process)
    {
        switch (fault.Kind)
        {
            case FaultKind.Dropped:
                return Nothing with { Delivery = SimulatedDelivery.Aborted };
            case FaultKind.Hang:
                return Nothing with { Delivery = SimulatedDelivery.Never };
            case FaultKind.InternalError:
                return Error(500, "Internal Server Error");
            case FaultKind.TooManyRequests:
                return WithRetryAfter(Error(429, "Too Many Requests"), fault);
            case FaultKind.Unavailable:
                return WithRetryAfter(HtmlPage.Of(503, "Service Unavailable"), fault);
            case FaultKind.Html:
                return HtmlPage.Of(200, "Please sign in");
        }

        var answer = process();
        return fault.Kind switch
        {
            FaultKind.Lost => answer with { Delivery = SimulatedDelivery.Aborted },
            FaultKind.HangAfter => answer with { Delivery = SimulatedDelivery.Never },
            FaultKind.BadGatewayAfter => HtmlPage.Of(502, "Bad Gateway"),
            FaultKind.Truncate => answer with { Body = answer.Body[..(answer.Body.Length / 2)] },
            FaultKind.Cut => answer with { Delivery = SimulatedDelivery.Cut },
            FaultKind.Empty => Nothing,
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "A kind of fault that nobody plays."),
        };
    }

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
            Headers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture),
            },
        };
}
