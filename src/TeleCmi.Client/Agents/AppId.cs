using System.Globalization;

namespace TeleCmi.Client.Agents;

/// <summary>The number of an account.</summary>
public static class AppId
{
    /// <summary>A positive decimal integer, digits only; null for anything else.</summary>
    public static long? Parse(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
}
