using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Formats;

/// <summary>
/// The bytes of a state file: indented JSON with one agent a line, agents by extension, so that a commit shows who changed. The same
/// state always gives the same bytes.
/// </summary>
public static class StateFormat
{
    /// <summary>The format that is written.</summary>
    public const string Name = FormatPrefix + "1";

    /// <summary>No state may be larger, neither read nor written.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>A state that has come this far can't go on; no honest one ever does.</summary>
    internal const long MaximumSerial = 1L << 53;

    internal const string FormatPrefix = "telecmi-state/";
    private const int Version = 1;

    // Bytes: a guess that spares the buffer from growing.
    private const int UsualRecord = 384;

    /// <summary>The bytes of a state, with a final newline.</summary>
    public static byte[] Write(RecordedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var buffer = new ArrayBufferWriter<byte>(1024 + (UsualRecord * (state.Agents.Count + (state.Pending?.Changes.Length ?? 0))));
        using (var json = new Utf8JsonWriter(buffer, RecordJson.LineOptions with { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("format", Name);
            json.WriteNumber("serial", state.Serial);
            json.WriteString("lineage", state.Lineage);
            json.WriteNumber("appid", state.AppId);
            json.WriteString("api", state.Generation.Name);
            json.WriteString("origin", state.Origin);
            json.WriteString("key_id", state.KeyId);
            json.WriteStartArray("agents");
            WriteLines(json, "\n    "u8, state.Agents.Values, RecordJson.WriteAgent);
            json.WriteEndArray();
            if (state.Pending is { } pending)
            {
                json.WriteStartObject("pending");
                json.WriteString("run", pending.Run);
                json.WriteStartArray("changes");
                WriteLines(json, "\n      "u8, pending.Changes, WriteChange);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("pending");
            }

            RecordJson.WriteExtra(json, state.Extra);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads the bytes of a state; an older format is upgraded in memory.</summary>
    /// <param name="utf8">All of the file.</param>
    /// <param name="location">Where they come from, for messages.</param>
    /// <exception cref="StateException">Damaged (STA003), of a newer format (STA004) or too large (STA005).</exception>
    public static RecordedState Read(ReadOnlyMemory<byte> utf8, string location) => Read(utf8, location, Generations.Find);

    /// <summary>Reads a state of one of these generations.</summary>
    internal static RecordedState Read(ReadOnlyMemory<byte> utf8, string location, Func<string, Generation?> generations)
    {
        if (utf8.Length > MaximumBytes)
        {
            throw new StateException(StateFaults.TooLarge(location, MaximumBytes));
        }

        // Editors put a mark in front.
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            throw new StateException(StateFaults.Corrupt(location, "it is not UTF-8"));
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, RecordJson.ReadOptions);
            return StateReader.VersionOf(document.RootElement) switch
            {
                Version => StateReader.Read(document.RootElement, location, generations),
                > Version and var newer => throw new StateException(StateFaults.NewerFormat(location, $"{FormatPrefix}{newer}", Name)),
                _ => throw new RecordJsonException("no such format was ever written"), // formats to upgrade get their arm here
            };
        }
        catch (JsonException e)
        {
            if (MergeConflict.LineOf(utf8.Span) is { } marker)
            {
                throw new StateException(StateFaults.Conflict(location, marker));
            }

            throw new StateException(StateFaults.Corrupt(location, $"it is no valid JSON from line {e.LineNumber + 1} on"));
        }
        catch (InvalidOperationException)
        {
            throw new StateException(StateFaults.Corrupt(location, "it holds a text that is no Unicode"));
        }
        catch (RecordJsonException e)
        {
            throw new StateException(StateFaults.Corrupt(location, e.Message));
        }
    }

    /// <summary>What is pending in a state that an engine kept as a text; null where nothing is, or it cannot be read.</summary>
    public static PendingRun? ReadPending(string state)
    {
        try
        {
            return Read(Encoding.UTF8.GetBytes(state), "what is recorded").Pending;
        }
        catch (StateException)
        {
            return null;
        }
    }

    /// <summary>One agent as a state and <c>telecmi-agents/1</c> show it.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="more">Writes members behind its own.</param>
    public static void WriteAgent(Utf8JsonWriter json, RecordedAgent agent, Action? more = null)
        => RecordJson.WriteAgent(json, agent, more);

    private static void WriteChange(Utf8JsonWriter json, PendingChange change)
    {
        json.WriteStartObject();
        json.WriteNumber("extension", change.Extension);
        json.WriteString("action", Words.Of(change.Action));
        WriteRecord("before", change.Before);
        WriteRecord("after", change.After);
        json.WriteEndObject();

        void WriteRecord(string name, RecordedAgent? record)
        {
            json.WritePropertyName(name);
            if (record is null)
            {
                json.WriteNullValue();
            }
            else
            {
                RecordJson.WriteAgent(json, record);
            }
        }
    }

    // Each item is written compactly on its own and set in raw, which the writer does not indent.
    private static void WriteLines<T>(Utf8JsonWriter json, ReadOnlySpan<byte> indent, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        var line = new ArrayBufferWriter<byte>();
        using var inner = new Utf8JsonWriter(line, RecordJson.LineOptions);
        foreach (var item in items)
        {
            line.ResetWrittenCount();
            line.Write(indent);
            inner.Reset();
            write(inner, item);
            inner.Flush();
            json.WriteRawValue(line.WrittenSpan, skipInputValidation: true);
        }
    }
}
