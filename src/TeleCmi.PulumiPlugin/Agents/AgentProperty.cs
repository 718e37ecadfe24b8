using System.Collections.Immutable;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>The properties of an agent by name: the API's fields in camelCase.</summary>
internal static class AgentProperty
{
    public const string Extension = "extension";
    public const string Name = "name";
    public const string PhoneNumber = "phoneNumber";
    public const string Password = "password";
    public const string StartTime = "startTime";
    public const string EndTime = "endTime";
    public const string SmsAlert = "smsAlert";

    /// <summary>Output: <c>EXTENSION_APPID</c>, also the resource's id.</summary>
    public const string AgentId = "agentId";

    /// <summary>Output: name and phone number last applied, taken over or imported.</summary>
    public const string Applied = "applied";

    /// <summary>The inputs, in the order in which they are shown.</summary>
    public static readonly ImmutableArray<string> Inputs = [Extension, Name, PhoneNumber, Password, StartTime, EndTime, SmsAlert];
}
