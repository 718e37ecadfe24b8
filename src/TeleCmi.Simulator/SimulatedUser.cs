namespace TeleCmi.Simulator;

/// <summary>One user of the simulated account, as the service would hold it.</summary>
/// <param name="Extension">The key. The add endpoint takes 100..999; an account edited by hand may hold others, as real ones do.</param>
/// <param name="Name">Display name; sent and listed as <c>name</c>.</param>
/// <param name="Phone">The digits as they were sent (<c>phone_number</c>); listed as <c>phone</c>.</param>
public sealed record SimulatedUser(int Extension, string Name, string Phone)
{
    /// <summary>The login password in clear, as the service keeps and lists it; null where it is not known (after a reload).</summary>
    public string? Password { get; init; }

    /// <summary>First hour of the shift (samples of the documentation: 1..24); null where none was sent.</summary>
    public int? StartTime { get; init; }

    /// <summary>Last hour of the shift (samples of the documentation: 1..24); null where none was sent.</summary>
    public int? EndTime { get; init; }

    /// <summary>Missed-call notification: sent as <c>sms_alert</c>, listed as <c>notify</c>; null where none was sent.</summary>
    public bool? Notify { get; init; }

    /// <summary>
    /// The service's id where it is not <c>EXTENSION_APPID</c> of this account, to play a user of another app; else null.
    /// </summary>
    public string? AgentId { get; init; }

    /// <summary>The extension alone: a record's own text would print the password.</summary>
    public override string ToString() => $"user {Extension}";
}
