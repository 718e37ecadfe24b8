namespace TeleCmi.Declarative.Rosters;

/// <summary>References, passwords and what becomes of them.</summary>
internal static partial class RosterProblem
{
    private const int MaximumMessage = 200;
    private const string Forms = "write ${NAME}, ${NAME:-text} or ${NAME:?message}; $$ stands for one $";

    public static Diagnostic MalformedReference(Position at, string what) =>
        Error("ROS050", at, $"{what} holds a malformed reference", Forms);

    public static Diagnostic ReferenceNotAllowed(Position at, string what) =>
        Error("ROS051", at, $"{what} must not hold a reference", "references are for password, secret and appid; write $$ for one $");

    public static Diagnostic SecretNotReference(Position at) =>
        Error("ROS052", at, "`secret` must be a reference and nothing else",
            "write ${NAME}; if a real secret stood here, replace it in the TeleCMI console");

    public static Diagnostic PasswordNamesSecret(Position at) =>
        Error("ROS053", at, "a password must not name the variable of the app secret", "give the agent a variable of its own");

    public static Diagnostic LiteralPassword(Position at) =>
        Warning("ROS054", at, "the password stands in the roster", "write ${NAME} or { file: PATH } and keep the password elsewhere");

    public static Diagnostic MaskedPassword(Position at) =>
        Error("ROS055", at, "the password looks masked", "put the real password there; it was probably copied from a screen");

    public static Diagnostic BlankedPassword(Position at) =>
        Error("ROS056", at, "the password begins or ends with a blank", "delete the blank");

    public static Diagnostic CommentInPassword(Position at) =>
        Error("ROS057", at, "a comment cuts this password off", "put the password in quotes, or the comment on a line of its own");

    public static Diagnostic BadAppId(Position at) =>
        Error("ROS058", at, "`appid` is not a positive decimal integer", "write the app id of the TeleCMI console, digits only");

    public static Diagnostic BadAppIdVariable() =>
        Diagnostic.Error("ROS058", "TELECMI_APPID is not a positive decimal integer", "set it to the app id of the TeleCMI console");

    public static Diagnostic VariableRequired(Position at, string message) =>
        Error("ROS060", at, message switch
        {
            "" => "a required variable is unset",
            { Length: > MaximumMessage } => message[..MaximumMessage] + "…",
            _ => message,
        }, "set the variable, or use --env-file");

    public static Diagnostic PasswordsUnset(Position at, int count, string extensions, string variables) =>
        Warning("ROS061", at, count == 1
            ? $"the variable of 1 password is unset; it is left alone (extension {extensions})"
            : $"the variables of {count} passwords are unset; they are left alone (extensions {extensions})", $"set {variables}, or use --env-file");

    public static Diagnostic EmptyPassword(Position at) => Error("ROS062", at, "the password is empty", "a login needs a password");

    public static Diagnostic AppIdsDiffer(Position at) =>
        Error("ROS063", at, "`appid` and TELECMI_APPID name different accounts", "unset TELECMI_APPID, or mend the roster");

    public static Diagnostic HoldsSecret(Position at, int extension) =>
        Error("ROS064", at, $"a value of extension {extension} holds the app secret", "remove it, and replace the secret in the TeleCMI console");

    public static Diagnostic PasswordFileOutside(Position at, string path) =>
        Error("ROS065", at, $"the password file `{KeyText.Show(path, 200)}` lies outside the allowed folders",
            "keep it under the roster's folder, /run/secrets or --secrets-dir; links are followed first");

    public static Diagnostic PasswordFileUnreadable(Position at, string path) =>
        Error("ROS066", at, $"the password file `{KeyText.Show(path, 200)}` is missing, unreadable, empty or no regular file", null);

    public static Diagnostic PasswordFileContent(Position at, string path) =>
        Error("ROS067", at, $"the password file `{KeyText.Show(path, 200)}` is not UTF-8 or larger than 4 KiB", "it holds the password and nothing else");

    public static Diagnostic EnvFileUnreadable(string file) =>
        Error("ROS070", Whole(file), "the env file is missing, unreadable, larger than 1 MiB or not UTF-8", null);

    public static Diagnostic EnvLine(Position at, string hint) => Error("ROS071", at, "this line is not KEY=VALUE", hint);

    public static Diagnostic EnvDuplicate(Position at, int firstLine) =>
        Error("ROS072", at, $"this variable is set twice; first in line {firstLine}", "keep one of them");
}
