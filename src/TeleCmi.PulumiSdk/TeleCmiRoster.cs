using System.Collections.Immutable;
using Pulumi;

namespace TeleCmi;

/// <summary>
/// A whole roster as one resource: the plan, the rules of safety and the apply of the command <c>telecmi</c>. Who exists already is adopted
/// or updated; who leaves is forgotten, or removed with <c>Prune</c>. A plan that a rule refuses is an error of the preview.
/// </summary>
[ResourceType("telecmi:index:Roster", null)]
public sealed class TeleCmiRoster : CustomResource
{
    /// <summary>What is recorded of each agent, by extension. Never a password.</summary>
    [Output("agents")]
    public Output<ImmutableDictionary<string, object>> Agents { get; private set; } = null!;

    /// <summary>The service's ids of the agents, by extension.</summary>
    [Output("agentIds")]
    public Output<ImmutableDictionary<string, string>> AgentIds { get; private set; } = null!;

    /// <summary>The extensions of the roster, ascending.</summary>
    [Output("extensions")]
    public Output<ImmutableArray<int>> Extensions { get; private set; } = null!;

    /// <summary>By extension, what tells a changed password from the one in force; says nothing without the app secret.</summary>
    [Output("passwordFingerprints")]
    public Output<ImmutableDictionary<string, string>> PasswordFingerprints { get; private set; } = null!;

    /// <summary>What a state of the command holds besides.</summary>
    [Output("record")]
    public Output<ImmutableDictionary<string, object>> Record { get; private set; } = null!;

    /// <summary>Declares a roster.</summary>
    /// <param name="name">Name of the resource in the stack.</param>
    /// <param name="args">Who should be there, and what is allowed.</param>
    /// <param name="options">How Pulumi treats it.</param>
    public TeleCmiRoster(string name, TeleCmiRosterArgs args, CustomResourceOptions? options = null)
        : base("telecmi:index:Roster", name, args, options)
    {
    }
}

/// <summary>Who should be there, by <see cref="File"/> or by <see cref="Agents"/>, and what is allowed.</summary>
public sealed class TeleCmiRosterArgs : ResourceArgs
{
    [Input("agents")]
    private InputMap<RosterAgentArgs>? _agents;

    /// <summary>
    /// Path of an agents.yaml, from the program's folder. Its passwords come from the environment and are nowhere in the state.
    /// </summary>
    [Input("file")]
    public Input<string>? File { get; set; }

    /// <summary>The agents, by extension.</summary>
    public InputMap<RosterAgentArgs> Agents
    {
        get => _agents ??= new InputMap<RosterAgentArgs>();
        set => _agents = value;
    }

    /// <summary>Rules of safety; beside <see cref="File"/> each member wins over the file's own.</summary>
    [Input("policy")]
    public Input<RosterPolicyArgs>? Policy { get; set; }

    /// <summary>The account: must be the provider's.</summary>
    [Input("appid")]
    public Input<string>? Appid { get; set; }

    /// <summary>Whether an agent that leaves, or a destroy, is removed from the account. Else the user stays and is forgotten.</summary>
    [Input("prune")]
    public Input<bool>? Prune { get; set; }

    /// <summary>Whether a roster without agents may remove everybody; applied, it lets a destroy go on.</summary>
    [Input("allowEmpty")]
    public Input<bool>? AllowEmpty { get; set; }

    /// <summary>Whether to go on where most of ten or more recorded agents are missing from the account.</summary>
    [Input("allowRecreate")]
    public Input<bool>? AllowRecreate { get; set; }

    /// <summary>Whether an extension that holds another person, whom no run recorded, may be taken over.</summary>
    [Input("allowTakeover")]
    public Input<bool>? AllowTakeover { get; set; }

    /// <summary>Whether an hour may fall under its floor.</summary>
    [Input("allowUnderCoverage")]
    public Input<bool>? AllowUnderCoverage { get; set; }
}

/// <summary>One agent of a roster. What is left out is not managed: its value in force is kept.</summary>
public sealed class RosterAgentArgs : ResourceArgs
{
    [Input("password")]
    private Input<string>? _password;

    /// <summary>Display name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Phone number with country code, 7 to 15 digits; a leading <c>+</c>, spaces, dashes and brackets may be written.</summary>
    [Input("phoneNumber", required: true)]
    public Input<string> PhoneNumber { get; set; } = null!;

    /// <summary>Login password, a secret from here on. A new agent needs one.</summary>
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

    /// <summary>Whether a missed call is told by SMS.</summary>
    [Input("smsAlert")]
    public Input<bool>? SmsAlert { get; set; }

    /// <summary>Whether the agent may never leave the roster until this is false in a step of its own.</summary>
    [Input("protected")]
    public Input<bool>? Protected { get; set; }
}

/// <summary>Rules of safety of a roster.</summary>
public sealed class RosterPolicyArgs : ResourceArgs
{
    [Input("minOnDuty")]
    private InputMap<int>? _minOnDuty;

    /// <summary>How many agents one deployment may remove, or put another person on: "N", or "P%" of the recorded ones.</summary>
    [Input("maxRemovals")]
    public Input<string>? MaxRemovals { get; set; }

    /// <summary>
    /// Floors of the hours, such as "9-18" and 2. A plan that puts an hour lower than it was and under its floor is refused.
    /// </summary>
    public InputMap<int> MinOnDuty
    {
        get => _minOnDuty ??= new InputMap<int>();
        set => _minOnDuty = value;
    }

    /// <summary>"managed" keeps the roster's password in force; "initial" sends it to a new agent, and when it changes.</summary>
    [Input("passwords")]
    public Input<string>? Passwords { get; set; }
}
