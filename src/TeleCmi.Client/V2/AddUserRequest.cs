using System.Text.Json.Serialization;
using TeleCmi.Client.Agents;

namespace TeleCmi.Client.V2;

/// <summary>
/// Body of <c>POST /v2/user/add</c> (vendor page "add agent", global API). A class, not a record: it prints nothing but its name.
/// </summary>
internal sealed class AddUserRequest
{
    /// <summary>App id. A JSON number: the live validator refuses a string.</summary>
    [JsonPropertyName("appid")]
    public required long AppId { get; init; }

    /// <summary>App secret.</summary>
    [JsonConverter(typeof(SecretJsonConverter))]
    public required Secret Secret { get; init; }

    /// <summary>Documented as three digits; the live validator refuses values above 999.</summary>
    public required int Extension { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>Digits with the country code, no plus, as in the documented sample.</summary>
    public required string PhoneNumber { get; init; }

    /// <summary>Login password; its rules are not documented.</summary>
    [JsonConverter(typeof(SecretJsonConverter))]
    public required Secret Password { get; init; }

    /// <summary>First hour of the shift, 1..24; null is not sent.</summary>
    public int? StartTime { get; init; }

    /// <summary>Last hour of the shift, 1..24, included; null is not sent.</summary>
    public int? EndTime { get; init; }

    /// <summary>Missed-call alert by SMS; null is not sent.</summary>
    public bool? SmsAlert { get; init; }
}
