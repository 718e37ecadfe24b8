using System.Text.Json;
using System.Text.Json.Serialization;
using TeleCmi.Client.Agents;

namespace TeleCmi.Client.V2;

/// <summary>
/// Body of a user call (vendor pages "add agent" to "agent list", global API). What is null is not sent. A class, not a record: it prints
/// nothing but its name.
/// </summary>
[JsonConverter(typeof(Writer))]
internal sealed class UserRequest
{
    /// <summary>App id. A JSON number: the live validator refuses a string.</summary>
    public required long AppId { get; init; }

    /// <summary>App secret.</summary>
    public required Secret Secret { get; init; }

    /// <summary>For an add: documented as three digits; the live validator refuses values above 999.</summary>
    public int? Extension { get; init; }

    /// <summary>
    /// For an update and a remove: <c>EXTENSION_APPID</c>, what the list calls <c>agent_id</c>; the extension itself cannot be changed.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>For an add and an update, which replaces the whole record.</summary>
    public AgentValues? Values { get; init; }

    /// <summary>With the values: mandatory in both, and the service answers with it in clear. Its rules are not documented.</summary>
    public Secret? Password { get; init; }

    /// <summary>For a list: 1 for the first page. The rows wanted go with it, documented as mandatory.</summary>
    public int? Page { get; init; }

    /// <summary>The one place where a secret is written out. The keys are the fields' own.</summary>
    internal sealed class Writer : JsonConverter<UserRequest>
    {
        public override UserRequest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, UserRequest value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("appid", value.AppId);
            writer.WriteString("secret", value.Secret.Reveal());
            FieldValue.Write(writer, "extension", FieldValue.Of(value.Extension));
            FieldValue.Write(writer, "id", FieldValue.Of(value.Id));
            foreach (var key in value.Values?.Schema.Keys ?? [])
            {
                FieldValue.Write(writer, key, key == AgentSchema.Password
                    ? FieldValue.Of(value.Password?.Reveal())
                    : value.Values!.Schema.Find(key)?.Get(value.Values));
            }

            if (value.Page is { } page)
            {
                writer.WriteNumber("page", page);
                writer.WriteNumber("limit", V2Generation.Facts.PageSize);
            }

            writer.WriteEndObject();
        }
    }
}
