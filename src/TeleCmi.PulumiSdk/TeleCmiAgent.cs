using System.Collections.Immutable;
using Pulumi;

namespace TeleCmi;

/// <summary>
/// One user ("agent") of a TeleCMI account. One that exists already when it is to be created is taken over and updated, where name or
/// phone number show the same person; a warning says what was changed. What is left out is not managed: its value in force is kept.
/// </summary>
[ResourceType("telecmi:index:Agent", null)]
public sealed class TeleCmiAgent : CustomResource
{
    /// <summary>The service's id of the user, <c>EXTENSION_APPID</c>; also the id of this resource.</summary>
    [Output("agentId")]
    public Output<string> AgentId { get; private set; } = null!;

    /// <summary>The agent's key.</summary>
    [Output("extension")]
    public Output<int> Extension { get; private set; } = null!;

    /// <summary>Display name, as the service shows it.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>Phone number, digits only.</summary>
    [Output("phoneNumber")]
    public Output<string> PhoneNumber { get; private set; } = null!;

    /// <summary>The password last given; always a secret. Null after an import.</summary>
    [Output("password")]
    public Output<string?> Password { get; private set; } = null!;

    /// <summary>First hour on duty, 1 to 24, included; null where the service shows none.</summary>
    [Output("startTime")]
    public Output<int?> StartTime { get; private set; } = null!;

    /// <summary>Last hour on duty, 1 to 24, included; null where the service shows none.</summary>
    [Output("endTime")]
    public Output<int?> EndTime { get; private set; } = null!;

    /// <summary>Whether a missed call is told by SMS; null where the service does not show it.</summary>
    [Output("smsAlert")]
    public Output<bool?> SmsAlert { get; private set; } = null!;

    /// <summary>Name and phone number last applied, taken over or imported: a delete removes this person and no other.</summary>
    [Output("applied")]
    public Output<ImmutableDictionary<string, string>?> Applied { get; private set; } = null!;

    /// <summary>Declares an agent.</summary>
    /// <param name="name">Name of the resource in the stack: a stable one, without the extension where that may change.</param>
    /// <param name="args">What the agent should be.</param>
    /// <param name="options">How Pulumi treats it, e.g. <c>Protect</c>.</param>
    public TeleCmiAgent(string name, TeleCmiAgentArgs args, CustomResourceOptions? options = null)
        : base("telecmi:index:Agent", name, args, WithDefaults(options, id: null))
    {
    }

    private TeleCmiAgent(string name, Input<string> id, CustomResourceOptions? options)
        : base("telecmi:index:Agent", name, null, WithDefaults(options, id))
    {
    }

    /// <summary>Reads an agent that this stack does not manage.</summary>
    /// <param name="name">Name of the resource in the stack.</param>
    /// <param name="id">Its extension, or <c>EXTENSION_APPID</c>.</param>
    /// <param name="options">How Pulumi treats it.</param>
    public static TeleCmiAgent Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static CustomResourceOptions WithDefaults(CustomResourceOptions? options, Input<string>? id)
    {
        var defaults = new CustomResourceOptions { AdditionalSecretOutputs = { "password" } };
        var merged = CustomResourceOptions.Merge(defaults, options);
        merged.Id = id ?? merged.Id;
        return merged;
    }
}
