using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TeleCmi.Declarative.Formats;

/// <summary>One complete JSON document: indented, everything outside ASCII escaped, lone surrogates as U+FFFD.</summary>
public static class JsonDocuments
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    /// <summary>The document that <paramref name="write"/> writes, with a final newline.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>The document of one of our formats, which begins with the format's name.</summary>
    public static string Write(string format, Action<Utf8JsonWriter> members) => Write(json => json.Members(() =>
    {
        json.WriteString("format", format);
        members(json);
    }));

    /// <summary>A number or a flag, null where there is none.</summary>
    public static void Optional<T>(this Utf8JsonWriter json, string name, T? value, Action<string, T> write)
        where T : struct
    {
        if (value is { } known)
        {
            write(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>An object, in an array or as the document.</summary>
    public static void Members(this Utf8JsonWriter json, Action members)
    {
        json.WriteStartObject();
        members();
        json.WriteEndObject();
    }

    /// <summary>An object member.</summary>
    public static void Members(this Utf8JsonWriter json, string name, Action members)
    {
        json.WritePropertyName(name);
        json.Members(members);
    }

    /// <summary>An array member.</summary>
    public static void Array<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    /// <summary>An array member of objects.</summary>
    public static void Objects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> members)
        => json.Array(name, items, item => json.Members(() => members(item)));
}
