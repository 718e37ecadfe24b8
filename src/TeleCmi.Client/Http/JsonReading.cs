using System.Text.Json;

namespace TeleCmi.Client.Http;

/// <summary>Reads foreign JSON one member at a time, so that what cannot be read spoils nothing but itself.</summary>
internal static class JsonReading
{
    /// <summary>A member of an object; null where there is no object, no such member or a JSON null.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The text of a JSON string; null for anything else, and for one that is no valid UTF-8 or UTF-16.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
