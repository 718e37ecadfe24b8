using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Files;

/// <summary>Who holds a lock, as its file tells. Only a courtesy to whoever waits: the lock itself is the kernel's.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="Started">When the lock was taken.</param>
internal sealed record LockHolder(long Pid, string Host, DateTimeOffset Started)
{
    /// <summary>How much of a lock file is looked at.</summary>
    public const int MaximumBytes = 4096;

    private const int MaximumHostLength = 64;
    private const string Stranger = "another process";

    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("pid", Pid);
            json.WriteString("host", Host);
            json.WriteString("started", Spell(Started));
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Names the holder for a message. The file may hold anything: it is foreign text.</summary>
    public static string Describe(ReadOnlyMemory<byte> utf8)
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
                ? $"process {id} on {VisibleText.Of(host.GetString()!, MaximumHostLength)} since {Spell(since)}"
                : Stranger;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Stranger;
        }
    }

    private static string Spell(DateTimeOffset moment)
        => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
