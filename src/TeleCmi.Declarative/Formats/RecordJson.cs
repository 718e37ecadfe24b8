using System.Text.Encodings.Web;
using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Formats;

/// <summary>A JSON value that is not what its place asks for; the message names the place in our own words.</summary>
internal sealed class RecordJsonException(string message) : Exception(message);

/// <summary>The JSON of one recorded agent, and what the state and the journal spell alike.</summary>
internal static class RecordJson
{
    // What an agent carries on must still fit where it lies deepest: in the pending change of a state.
    private const int MaximumUnknownDepth = 8;

    public const int MaximumDepth = 16;

    public static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = MaximumDepth, AllowDuplicateProperties = false };

    // The relaxed encoder leaves names and plus signs legible in a git diff; the file is never part of a web page.
    public static readonly JsonWriterOptions LineOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaximumDepth,
    };

    public static void WriteAgent(Utf8JsonWriter json, RecordedAgent agent) => WriteAgent(json, agent, null);

    public static void WriteAgent(Utf8JsonWriter json, RecordedAgent agent, Action? more)
    {
        json.WriteStartObject();
        json.WriteNumber("extension", agent.Extension);
        json.WriteString("agent_id", agent.AgentId);
        foreach (var field in agent.Values.Schema.Fields)
        {
            FieldValue.Write(json, field.Key, field.Get(agent.Values));
        }

        FieldValue.Write(json, "password_fingerprint", FieldValue.Of(agent.PasswordFingerprint));
        json.WriteBoolean("protected", agent.Protected);
        json.WriteBoolean("unlisted", agent.Unlisted);
        WriteExtra(json, agent.Extra);
        more?.Invoke();
        json.WriteEndObject();
    }

    public static void WriteExtra(Utf8JsonWriter json, ExtraMembers extra)
    {
        foreach (var (name, value) in extra.ByName)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    /// <param name="agent">The value.</param>
    /// <param name="schema">The fields of its account.</param>
    /// <exception cref="RecordJsonException">It is no agent.</exception>
    public static RecordedAgent ReadAgent(JsonElement agent, AgentSchema schema)
    {
        int? extension = null;
        string? agentId = null, fingerprint = null;
        bool? isProtected = null, isUnlisted = null;
        var values = schema.None;
        var extra = new ExtraReader();
        foreach (var member in Members(agent, "agent"))
        {
            switch (member.Name)
            {
                case "extension": extension = Extension(member); break;
                case "agent_id": agentId = Text(member); break;
                case "password_fingerprint": fingerprint = IsNull(member) ? null : Text(member); break;
                case "protected": isProtected = Flag(member); break;
                case "unlisted": isUnlisted = Flag(member); break;
                case var name when schema.Find(name) is { } field: values = field.With(values, ReadValue(field.Kind, member)); break;
                default: extra.Add(member, MaximumUnknownDepth); break;
            }
        }

        var key = extension ?? throw Missing("extension");
        var id = agentId ?? throw Missing("agent_id");
        if (!id.StartsWith($"{key}_", StringComparison.Ordinal))
        {
            throw new RecordJsonException($"the agent_id of extension {key} is that of another extension");
        }

        return new RecordedAgent
        {
            Extension = key,
            AgentId = id,
            Values = values,
            PasswordFingerprint = fingerprint,
            Protected = isProtected ?? throw Missing("protected"),
            Unlisted = isUnlisted ?? false,
            Extra = extra.ToExtra(),
        };
    }

    public static JsonElement.ObjectEnumerator Members(JsonElement value, string what) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject()
        : throw new RecordJsonException($"the {what} is no JSON object");

    public static JsonElement.ArrayEnumerator Items(JsonProperty member) => member.Value.ValueKind == JsonValueKind.Array
        ? member.Value.EnumerateArray()
        : throw Wrong(member, "an array");

    public static bool IsNull(JsonProperty member) => member.Value.ValueKind == JsonValueKind.Null;

    public static string Text(JsonProperty member) => member.Value.ValueKind == JsonValueKind.String
        ? member.Value.GetString()!
        : throw Wrong(member, "a text");

    public static string FilledText(JsonProperty member) => Text(member) is { Length: > 0 } text ? text : throw Wrong(member, "a text");

    public static long Whole(JsonProperty member, long maximum)
        => member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var number) && number >= 0 && number <= maximum
            ? number
            : throw Wrong(member, $"a whole number of at most {maximum}");

    public static int Extension(JsonProperty member) => (int)Whole(member, int.MaxValue) is > 0 and var extension
        ? extension
        : throw Wrong(member, "an extension");

    public static bool Flag(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(member, "true or false"),
    };

    public static T Word<T>(JsonProperty member, string what)
        where T : struct, Enum => Words.Parse<T>(Text(member)) ?? throw Wrong(member, what);

    /// <summary>Names come from our own closed list, so that nothing of the file is echoed.</summary>
    public static RecordJsonException Missing(string name) => new($"`{name}` is missing");

    private static RecordJsonException Wrong(JsonProperty member, string expected) => new($"`{member.Name}` is not {expected}");

    // A masked phone was recorded once: nobody knows its digits.
    private static FieldValue? ReadValue(FieldKind kind, JsonProperty member) => kind switch
    {
        _ when IsNull(member) => null,
        FieldKind.Phone => Phones.IsMasked(Text(member)) ? null : FieldValue.Of(Text(member)),
        FieldKind.Text => FieldValue.Of(Text(member)),
        FieldKind.Hour => FieldValue.Of((int)Whole(member, int.MaxValue)),
        _ => FieldValue.Of(Flag(member)),
    };
}
