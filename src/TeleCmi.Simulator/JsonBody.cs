using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TeleCmi.Simulator;

/// <summary>Writes answers with a JSON body.</summary>
internal static class JsonBody
{
    /// <summary>The service is a JavaScript one: it writes text as UTF-8, not as escapes.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SimulatedResponse Write(int httpStatus, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return new SimulatedResponse(httpStatus, "application/json; charset=utf-8", buffer.WrittenMemory);
    }

    public static SimulatedResponse Success(SimulatorOptions options, Action<Utf8JsonWriter> members) => Write(200, json =>
    {
        WriteCode(json, options, 200);
        json.WriteString("status"u8, "success"u8);
        members(json);
    });

    public static void WriteCode(Utf8JsonWriter json, SimulatorOptions options, int code)
    {
        if (options.CodeAsText)
        {
            json.WriteString("code"u8, code.ToString());
        }
        else
        {
            json.WriteNumber("code"u8, code);
        }
    }

    /// <summary>The members that are there; the service cannot know what it was never told.</summary>
    public static void WriteShift(Utf8JsonWriter json, SimulatedUser user)
    {
        if (user.StartTime is { } start)
        {
            json.WriteNumber("start_time"u8, start);
        }

        if (user.EndTime is { } end)
        {
            json.WriteNumber("end_time"u8, end);
        }
    }

    public static void WriteNotify(Utf8JsonWriter json, SimulatedUser user)
    {
        if (user.Notify is { } notify)
        {
            json.WriteBoolean("notify"u8, notify);
        }
    }
}
