namespace TeleCmi.Client;

/// <summary>Tells a password from what a service shows in its place. None of these may ever be sent back.</summary>
internal static class PasswordMask
{
    /// <summary>True for an empty text, one of mask characters only, and one that holds three dots or asterisks in a row.</summary>
    public static bool IsMaskedOrEmpty(Secret password)
    {
        var text = password.Reveal();
        return text.AsSpan().IndexOfAnyExcept("*xX•") < 0
            || text.Contains("***", StringComparison.Ordinal)
            || text.Contains("•••", StringComparison.Ordinal);
    }
}
