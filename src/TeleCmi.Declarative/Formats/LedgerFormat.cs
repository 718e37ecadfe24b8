using System.Buffers;
using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;

namespace TeleCmi.Declarative.Formats;

/// <summary>A line of the ledger of a deployment as JSON, for other processes of ours.</summary>
internal static class LedgerFormat
{
    /// <summary>One line, its end included.</summary>
    public static byte[] Write(LedgerLine line)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("act", (int)line.Act);
            json.WriteString("account", line.Account);
            json.WriteNumber("extension", line.Extension);
            json.WriteString("resource", line.Resource);
            json.WriteBoolean("new", line.IsNew);
            FieldValue.Write(json, "held", FieldValue.Of(line.Held));
            FieldValue.Write(json, "person", FieldValue.Of(line.Person));
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what another process of ours wrote.</summary>
    /// <exception cref="JsonException">It did not.</exception>
    public static LedgerLine Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object
            && Number("act") is { } act && Text("account") is { } account && Number("extension") is { } extension
            && Text("resource") is { } resource
            ? new LedgerLine((LedgerAct)act, account, extension, resource)
            {
                Held = Number("held"),
                IsNew = root.TryGetProperty("new", out var isNew) && isNew.ValueKind == JsonValueKind.True,
                Person = Text("person"),
            }
            : throw new JsonException();

        string? Text(string name)
            => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        int? Number(string name)
            => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
                ? number
                : null;
    }
}
