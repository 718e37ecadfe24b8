using System.Text.Json.Serialization;

namespace TeleCmi.Client.V2;

/// <summary>The request bodies of v2, serialised without reflection.</summary>
[JsonSerializable(typeof(UserRequest))]
internal sealed partial class V2JsonContext : JsonSerializerContext;
