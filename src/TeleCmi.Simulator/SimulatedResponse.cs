namespace TeleCmi.Simulator;

/// <summary>What the simulated service answers, and how much of it arrives.</summary>
/// <param name="HttpStatus">HTTP status; says little about success (<see cref="TransportPattern"/>).</param>
/// <param name="ContentType">Media type; empty where there is no body.</param>
/// <param name="Body">The whole body.</param>
public sealed record SimulatedResponse(int HttpStatus, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>How the answer arrives.</summary>
    public SimulatedDelivery Delivery { get; init; }

    /// <summary>Headers besides those of the body.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoHeaders;

    private static readonly Dictionary<string, string> NoHeaders = [];
}

/// <summary>How an answer arrives.</summary>
public enum SimulatedDelivery
{
    /// <summary>As it should.</summary>
    Whole,

    /// <summary>Not at all: the connection is aborted before the first byte.</summary>
    Aborted,

    /// <summary>Status, headers and the first half of the body; then the connection is aborted.</summary>
    Cut,

    /// <summary>Not at all: the connection stays open until the caller gives up.</summary>
    Never,
}
