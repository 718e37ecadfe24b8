namespace TeleCmi.Simulator;

/// <summary>One line of planned trouble: every n-th call of some endpoints fails in one way.</summary>
/// <param name="Endpoints">The calls that count and can be hit.</param>
/// <param name="Every">Each n-th of them is hit; 1 or more, 1 = each.</param>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Times">Hits until the rule is spent; 1 or more, null = it never is.</param>
/// <param name="RetryAfter">Seconds in a Retry-After header, 0..3600; 429 and 503 only; null = no header.</param>
public sealed record FaultRule(SimulatedEndpoints Endpoints, int Every, FaultKind Kind, int? Times = null, int? RetryAfter = null);
