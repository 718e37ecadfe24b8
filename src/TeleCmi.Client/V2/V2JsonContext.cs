using System.Text.Json.Serialization;

namespace TeleCmi.Client.V2;

/// <summary>The request bodies of v2, serialised without reflection; a null member is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AddUserRequest))]
[JsonSerializable(typeof(UpdateUserRequest))]
[JsonSerializable(typeof(RemoveUserRequest))]
[JsonSerializable(typeof(ListUsersRequest))]
internal sealed partial class V2JsonContext : JsonSerializerContext;
