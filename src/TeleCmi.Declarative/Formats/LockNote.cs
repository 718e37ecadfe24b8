using System.Buffers;
using System.Text.Json;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Formats;

/// <summary>What the holder of a lock writes into its file. Only a courtesy to whoever waits: the lock itself is the kernel's.</summary>
internal static class LockNote
{
    /// <summary>How much of a lock file is looked at.</summary>
    public const int MaximumBytes = 4096;

    public static byte[] Write(LockHolder holder)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("pid", holder.Pid);
            json.WriteString("host", holder.Host);
            json.WriteString("started", LockHolder.Spell(holder.Started));
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The holder; null where the file, which may hold anything, does not tell.</summary>
    public static LockHolder? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, RecordJson.ReadOptions);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("pid", out var pid) && pid.ValueKind == JsonValueKind.Number && pid.TryGetInt64(out var id)
                && root.TryGetProperty("host", out var host) && host.ValueKind == JsonValueKind.String
                && root.TryGetProperty("started", out var started) && started.ValueKind == JsonValueKind.String
                && started.TryGetDateTimeOffset(out var since)
                ? new LockHolder(id, host.GetString()!, since)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
