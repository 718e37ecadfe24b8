using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Formats;

/// <summary>The bytes of a journal: one JSON object a line, whole only once its newline is there.</summary>
internal static class JournalFormat
{
    public static byte[] Write(JournalEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, RecordJson.LineOptions))
        {
            json.WriteStartObject();
            json.WriteString("run", entry.Run);
            json.WriteNumber("extension", entry.Extension);
            json.WriteString("action", Words.Of(entry.Action));
            json.WriteString("outcome", Words.Of(entry.Outcome));
            json.WritePropertyName("fields");
            if (entry.Fields is null)
            {
                json.WriteNullValue();
            }
            else
            {
                RecordJson.WriteAgent(json, entry.Fields);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The lines of one run, up to the first that is torn: what follows a torn line cannot be told from its rest.</summary>
    public static ImmutableArray<JournalEntry> Read(ReadOnlyMemory<byte> utf8, string run, AgentSchema schema)
    {
        var entries = ImmutableArray.CreateBuilder<JournalEntry>();
        while (utf8.Span.IndexOf((byte)'\n') is >= 0 and var end && TryRead(utf8[..end], schema) is { } entry)
        {
            if (string.Equals(entry.Run, run, StringComparison.Ordinal))
            {
                entries.Add(entry);
            }

            utf8 = utf8[(end + 1)..];
        }

        return entries.ToImmutable();
    }

    private static JournalEntry? TryRead(ReadOnlyMemory<byte> line, AgentSchema schema)
    {
        try
        {
            using var document = JsonDocument.Parse(line, RecordJson.ReadOptions);
            return Read(document.RootElement, schema);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or RecordJsonException)
        {
            return null;
        }
    }

    private static JournalEntry Read(JsonElement line, AgentSchema schema)
    {
        string? run = null;
        int? extension = null;
        ChangeAction? action = null;
        OutcomeKind? outcome = null;
        RecordedAgent? fields = null;
        foreach (var member in RecordJson.Members(line, "journal line"))
        {
            switch (member.Name)
            {
                case "run": run = RecordJson.FilledText(member); break;
                case "extension": extension = RecordJson.Extension(member); break;
                case "action": action = RecordJson.Word<ChangeAction>(member, "an action"); break;
                case "outcome": outcome = RecordJson.Word<OutcomeKind>(member, "an outcome"); break;
                case "fields": fields = RecordJson.IsNull(member) ? null : RecordJson.ReadAgent(member.Value, schema); break;
            }
        }

        var entry = new JournalEntry(
            run ?? throw RecordJson.Missing("run"),
            extension ?? throw RecordJson.Missing("extension"),
            action ?? throw RecordJson.Missing("action"),
            outcome ?? throw RecordJson.Missing("outcome"),
            fields);
        return (fields?.Extension ?? entry.Extension) == entry.Extension
            ? entry
            : throw new RecordJsonException("the fields are those of another extension");
    }
}
