using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Makes a key or path of an untrusted file fit for a message, between backticks.</summary>
internal static class KeyText
{
    /// <summary>The text, cut to <paramref name="maximum"/> characters.</summary>
    public static string Show(string text, int maximum = 40)
        => VisibleText.Of(text, maximum).Replace("`", "\\u{60}", StringComparison.Ordinal);
}
