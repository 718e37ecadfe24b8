namespace TeleCmi.Declarative.Rosters;

/// <summary>What no password may be, whether it stands in the roster or comes from a variable or file.</summary>
public static class PasswordRules
{
    /// <summary>What is wrong with a password, or null.</summary>
    public static Diagnostic? Check(string password, Position at) => password switch
    {
        "" => RosterProblem.EmptyPassword(at),
        _ when TextRules.IsUnprintable(password) => RosterProblem.Unprintable(at, "the password"),
        _ when char.IsWhiteSpace(password[0]) || char.IsWhiteSpace(password[^1]) => RosterProblem.BlankedPassword(at),
        _ when IsMasked(password) => RosterProblem.MaskedPassword(at),
        _ => null,
    };

    // Dashboards and logs show passwords so; sent back, they would lock the agent out.
    private static bool IsMasked(string password) =>
        !password.AsSpan().ContainsAnyExcept("*xX•") || password.Contains("***", StringComparison.Ordinal);
}
