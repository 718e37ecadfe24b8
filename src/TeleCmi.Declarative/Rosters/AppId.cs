namespace TeleCmi.Declarative.Rosters;

/// <summary>The number of an account.</summary>
public static class AppId
{
    /// <summary>A positive decimal integer, digits only; null for anything else.</summary>
    public static long? Parse(string text) => TextRules.IsDigits(text) && long.TryParse(text, out var id) && id > 0 ? id : null;
}
