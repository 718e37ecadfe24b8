using Pulumi;

namespace TeleCmi.Outputs;

/// <summary>One user of the account, as its list shows it. There is no password in it.</summary>
[OutputType]
public sealed class AgentInfo
{
    /// <summary>The service's id of the user, <c>EXTENSION_APPID</c>.</summary>
    public readonly string AgentId;

    /// <summary>The agent's key.</summary>
    public readonly int Extension;

    /// <summary>Display name.</summary>
    public readonly string? Name;

    /// <summary>Phone number, digits only.</summary>
    public readonly string? PhoneNumber;

    /// <summary>First hour on duty, 1 to 24, included.</summary>
    public readonly int? StartTime;

    /// <summary>Last hour on duty, 1 to 24, included.</summary>
    public readonly int? EndTime;

    /// <summary>Whether a missed call is told by SMS.</summary>
    public readonly bool? SmsAlert;

    [OutputConstructor]
    private AgentInfo(string agentId, int extension, string? name, string? phoneNumber, int? startTime, int? endTime, bool? smsAlert)
    {
        AgentId = agentId;
        Extension = extension;
        Name = name;
        PhoneNumber = phoneNumber;
        StartTime = startTime;
        EndTime = endTime;
        SmsAlert = smsAlert;
    }
}
