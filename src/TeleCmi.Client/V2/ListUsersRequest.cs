using System.Text.Json.Serialization;
using TeleCmi.Client.Agents;

namespace TeleCmi.Client.V2;

/// <summary>Body of <c>POST /v2/user/list</c> (vendor page "agent list", global API). Prints nothing but its name.</summary>
internal sealed class ListUsersRequest
{
    /// <summary>Rows a page, and the documented maximum.</summary>
    public const int PageSize = 10;

    /// <summary>App id. A JSON number: the live validator refuses a string.</summary>
    [JsonPropertyName("appid")]
    public required long AppId { get; init; }

    /// <summary>App secret.</summary>
    [JsonConverter(typeof(SecretJsonConverter))]
    public required Secret Secret { get; init; }

    /// <summary>1 for the first page.</summary>
    public required int Page { get; init; }

    /// <summary>Rows wanted, at most <see cref="PageSize"/>; documented as mandatory.</summary>
    public int Limit { get; init; } = PageSize;
}
