using Pulumi;

namespace TeleCmi;

/// <summary>What an agent should be.</summary>
public sealed class TeleCmiAgentArgs : ResourceArgs
{
    [Input("password")]
    private Input<string>? _password;

    /// <summary>The agent's key: a number from 100 to 999, unique in the account. A change replaces the agent.</summary>
    [Input("extension", required: true)]
    public Input<int> Extension { get; set; } = null!;

    /// <summary>Display name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Phone number with country code, 7 to 15 digits; a leading <c>+</c>, spaces, dashes and brackets may be written.</summary>
    [Input("phoneNumber", required: true)]
    public Input<string> PhoneNumber { get; set; } = null!;

    /// <summary>Login password, a secret from here on. A new agent needs one; left out later, the one in force is kept.</summary>
    public Input<string>? Password
    {
        get => _password;
        set => _password = Secrets.Of(value);
    }

    /// <summary>First hour on duty, 1 to 24, included. Given together with <see cref="EndTime"/>, or left alone.</summary>
    [Input("startTime")]
    public Input<int>? StartTime { get; set; }

    /// <summary>Last hour on duty, 1 to 24, included. An end before the start runs past midnight.</summary>
    [Input("endTime")]
    public Input<int>? EndTime { get; set; }

    /// <summary>Whether a missed call is told by SMS. Left out, the value in force is kept.</summary>
    [Input("smsAlert")]
    public Input<bool>? SmsAlert { get; set; }
}
