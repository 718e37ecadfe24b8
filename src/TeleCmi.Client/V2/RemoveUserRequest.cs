using System.Text.Json.Serialization;
using TeleCmi.Client.Agents;

namespace TeleCmi.Client.V2;

/// <summary>Body of <c>POST /v2/user/remove</c> (vendor page "remove agent", global API). Prints nothing but its name.</summary>
internal sealed class RemoveUserRequest
{
    /// <summary>App id. A JSON number: the live validator refuses a string.</summary>
    [JsonPropertyName("appid")]
    public required long AppId { get; init; }

    /// <summary>App secret.</summary>
    [JsonConverter(typeof(SecretJsonConverter))]
    public required Secret Secret { get; init; }

    /// <summary><c>EXTENSION_APPID</c>.</summary>
    public required string Id { get; init; }
}
