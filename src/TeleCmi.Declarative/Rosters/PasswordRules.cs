using TeleCmi.Client.Agents;
using static TeleCmi.Client.Agents.Diagnostic;

namespace TeleCmi.Declarative.Rosters;

/// <summary>What no password may be, whether it stands in the roster, in a variable or file, or is the input of a resource.</summary>
internal static class PasswordRules
{
    /// <summary>What is wrong with a password, without a place; null where nothing is: then the service is sent it.</summary>
    public static Diagnostic? Check(string password) => password switch
    {
        _ when TextRules.IsTooLong(password) => TextRules.TooLong("the password"),
        _ when TextRules.IsUnprintable(password) => TextRules.Unprintable("the password"),
        _ when !TextRules.IsVisible(password) => Error("ROS062", "the password is empty or shows nothing", "a login needs a password"),
        _ when TextRules.HasOuterBlank(password) => Error("ROS056", "the password begins or ends with a blank", "delete the blank"),
        _ when PasswordMask.IsMaskedOrEmpty(password) => Error(
            "ROS055", "the password looks masked, as if copied from a screen",
            "write ${NAME} or { file: PATH } and keep the real one there"),
        _ when SealedText.Of(password) is var (tool, hint)
            => Error("ROS059", $"{tool} has still to decrypt or look up this password", hint),
        _ => null,
    };
}
