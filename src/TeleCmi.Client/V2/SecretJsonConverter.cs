using System.Text.Json;
using System.Text.Json.Serialization;
using TeleCmi.Client.Agents;

namespace TeleCmi.Client.V2;

/// <summary>Lets a <see cref="Secret"/> travel inside a request body, the one place where its text is written out.</summary>
internal sealed class SecretJsonConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? string.Empty);

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Reveal());
}
