namespace TeleCmi.Client.Agents;

/// <summary>Tells a password from what a service shows in its place. None of these may ever be sent: it would lock the agent out.</summary>
public static class PasswordMask
{
    /// <summary>True for an empty text, one of mask characters only, and one that holds three dots or asterisks in a row.</summary>
    public static bool IsMaskedOrEmpty(string password) =>
        password.AsSpan().IndexOfAnyExcept("*xX•") < 0
        || password.Contains("***", StringComparison.Ordinal)
        || password.Contains("•••", StringComparison.Ordinal);

    /// <inheritdoc cref="IsMaskedOrEmpty(string)"/>
    internal static bool IsMaskedOrEmpty(Secret password) => IsMaskedOrEmpty(password.Reveal());
}
