using System.Globalization;
using System.Text.Json;

namespace TeleCmi.Client.Http;

/// <summary>
/// The members of an answer that decide what it means. Every one is optional, and <c>code</c> and <c>msg</c> come in more
/// than one type: public clients have seen <c>200</c>, <c>"200"</c> and <c>"cmi-200"</c>, a text and a list of faults.
/// </summary>
internal sealed class AnswerBody(JsonElement root)
{
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 16 };

    /// <summary>True where there is a <c>code</c>, readable or not.</summary>
    public bool HasCode { get; } = root.Member("code") is not null;

    /// <summary>The code as an integer; null where there is none that can be read.</summary>
    public int? Code { get; } = Number(root.Member("code"));

    /// <summary>True where <c>status</c> is present and is anything but "success".</summary>
    public bool DeniesSuccess { get; } = root.Member("status") is not null && !Succeeded(root);

    /// <summary>True where <c>status</c> is "success".</summary>
    public bool StatesSuccess { get; } = Succeeded(root);

    /// <summary>The service's words; those of a validation joined.</summary>
    public string? Message { get; } = root.Member("msg") is { } message ? string.Join("; ", Texts(message)) : null;

    /// <summary>True where <c>msg</c> is the object of the schema validator.</summary>
    public bool IsValidation { get; } = root.Member("msg")?.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    /// <summary>The id that <c>agent</c> names, if any.</summary>
    public string? AgentId { get; } = root.Member("agent")?.Member("agent_id")?.Text();

    /// <summary>The extension that <c>agent</c> names, if any.</summary>
    public int? Extension { get; } = Number(root.Member("agent")?.Member("extension"));

    /// <summary>Opens a body within the limits that hold for every answer.</summary>
    /// <exception cref="JsonException">It is no JSON, is cut short or nested deeper than 16.</exception>
    public static JsonDocument Open(ReadOnlyMemory<byte> body) => JsonDocument.Parse(body, Limits);

    /// <summary>Reads a body; null where it is no complete JSON object.</summary>
    public static AnswerBody? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = Open(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new AnswerBody(document.RootElement) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a member name that is no valid UTF-16.
            return null;
        }
    }

    private static bool Succeeded(JsonElement root)
        => string.Equals(root.Member("status")?.Text(), "success", StringComparison.OrdinalIgnoreCase);

    private static int? Number(JsonElement? element)
    {
        if (element is { ValueKind: JsonValueKind.Number } number)
        {
            return number.TryGetInt32(out var value) ? value : null;
        }

        var text = element?.Text();
        var digits = text is not null && text.StartsWith("cmi-", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
    }

    // The validator answers {"body":[{"message":"..."}]}: every text of its own, or one called "message" at any depth, is a fault.
    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.Text() is { Length: > 0 } text ? [text] : [],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject()
            .Where(member => member.Value.ValueKind != JsonValueKind.String || member.NameEquals("message"))
            .SelectMany(member => Texts(member.Value)),
        _ => [],
    };
}
