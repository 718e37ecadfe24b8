namespace TeleCmi.Simulator;

/// <summary>What goes wrong with a call, and whether it took effect. The words are those of a fault spec.</summary>
public enum FaultKind
{
    /// <summary><c>lost</c>: takes effect, then the connection is aborted without an answer.</summary>
    Lost,

    /// <summary><c>dropped</c>: no effect, the connection is aborted without an answer.</summary>
    Dropped,

    /// <summary><c>500</c>: no effect, HTTP 500 with a JSON body of the same code.</summary>
    InternalError,

    /// <summary><c>503</c>: no effect, HTTP 503 with a page of HTML, as a proxy would; Retry-After if the rule has one.</summary>
    Unavailable,

    /// <summary><c>429</c>: no effect, HTTP 429 with a JSON body of the same code; Retry-After if the rule has one.</summary>
    TooManyRequests,

    /// <summary><c>502-after</c>: takes effect, but the answer is HTTP 502 with a page of HTML, as a proxy would.</summary>
    BadGatewayAfter,

    /// <summary><c>hang</c>: no effect, and no answer ever.</summary>
    Hang,

    /// <summary><c>hang-after</c>: takes effect, and no answer ever.</summary>
    HangAfter,

    /// <summary><c>html</c>: no effect, a page of HTML in HTTP 200, as a login page of a network would.</summary>
    Html,

    /// <summary><c>truncate</c>: takes effect, half of the body in an answer that is whole as far as HTTP knows.</summary>
    Truncate,

    /// <summary><c>cut</c>: takes effect, the connection is aborted after half of the body that was announced.</summary>
    Cut,

    /// <summary><c>empty</c>: takes effect, HTTP 200 without a body.</summary>
    Empty,
}
