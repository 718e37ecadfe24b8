using System.Text.Json.Serialization;
using TeleCmi.Client.Agents;

namespace TeleCmi.Client.V2;

/// <summary>
/// Body of <c>POST /v2/user/update</c> (vendor page "update agent", global API). It replaces the whole record, so the
/// password goes with every update. A class, not a record: it prints nothing but its name.
/// </summary>
internal sealed class UpdateUserRequest
{
    /// <summary>App id. A JSON number: the live validator refuses a string.</summary>
    [JsonPropertyName("appid")]
    public required long AppId { get; init; }

    /// <summary>App secret.</summary>
    [JsonConverter(typeof(SecretJsonConverter))]
    public required Secret Secret { get; init; }

    /// <summary><c>EXTENSION_APPID</c>, what the list calls <c>agent_id</c>; the extension itself cannot be changed.</summary>
    public required string Id { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>Digits with the country code, no plus.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>Login password; mandatory, and the service answers with it in clear.</summary>
    [JsonConverter(typeof(SecretJsonConverter))]
    public required Secret Password { get; init; }

    /// <summary>First hour of the shift, 1..24; null is not sent.</summary>
    public int? StartTime { get; init; }

    /// <summary>Last hour of the shift, 1..24, included; null is not sent.</summary>
    public int? EndTime { get; init; }

    /// <summary>Missed-call alert by SMS; null is not sent. Lists call it <c>notify</c>.</summary>
    public bool? SmsAlert { get; init; }
}
