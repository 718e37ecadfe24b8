namespace TeleCmi.Client.Agents;

/// <summary>
/// What is wanted or known of an agent's fields. Null is not managed, or unknown; it is never false or empty. The one record that roster,
/// state, list and request share.
/// </summary>
/// <param name="Schema">The fields that there are, and how they are read and set without being named.</param>
public record AgentValues(AgentSchema Schema)
{
    /// <summary>Display name.</summary>
    public string? Name { get; init; }

    /// <summary>Digits; as a list shows it, with <c>X</c> or <c>*</c> where one is masked.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>First hour on duty, 1..24.</summary>
    public int? StartTime { get; init; }

    /// <summary>Last hour on duty, 1..24, included.</summary>
    public int? EndTime { get; init; }

    /// <summary>Whether a missed call is told by a text message.</summary>
    public bool? SmsAlert { get; init; }

    /// <summary>These values, and the others' where these have none.</summary>
    public AgentValues Or(AgentValues? others) => others is null ? this : Schema.Make(field => field.Get(this) ?? field.Get(others));
}
