using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>What no password may be, whether it stands in the roster or comes from a variable or file.</summary>
public static class PasswordRules
{
    /// <summary>What is wrong with a password, or null: then the service is sent it.</summary>
    public static Diagnostic? Check(string password, Position at) => password switch
    {
        _ when TextRules.IsTooLong(password) => RosterProblem.TooLong(at, "the password"),
        _ when TextRules.IsUnprintable(password) => RosterProblem.Unprintable(at, "the password"),
        _ when !TextRules.IsVisible(password) => RosterProblem.EmptyPassword(at),
        _ when TextRules.HasOuterBlank(password) => RosterProblem.BlankedPassword(at),
        _ when PasswordMask.IsMaskedOrEmpty(password) => RosterProblem.MaskedPassword(at),
        _ when SealedText.Of(password) is { } kind => RosterProblem.SealedPassword(at, kind.Tool, kind.Hint),
        _ => null,
    };
}
