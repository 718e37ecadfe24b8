using System.Globalization;

namespace TeleCmi.Client.Agents;

/// <summary>The id of an agent at the service: <c>EXTENSION_APPID</c>, compared as text.</summary>
public static class AgentId
{
    private const int LongestExtension = 9;

    /// <summary>The id that an extension has in an account.</summary>
    public static string Of(int extension, long appId) => string.Create(CultureInfo.InvariantCulture, $"{extension}_{appId}");

    /// <summary>Reads an id, or an extension alone; null for anything else.</summary>
    public static (int Extension, long? AppId)? Parse(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var parts = id.Split('_');
        var appId = parts.Length == 2 ? AppId.Parse(parts[1]) : null;
        return parts.Length <= 2 && parts[0].Length <= LongestExtension && (parts.Length == 1 || appId is not null)
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var extension)
            ? (extension, appId)
            : null;
    }
}
