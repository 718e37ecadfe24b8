using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

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
        Error("ROS053", at, "a password must name neither the variable of the app secret nor one that begins with TELECMI_",
            "give the agent a variable of its own");

    public static Diagnostic LiteralPassword(Position at) =>
        Warning("ROS054", at, "the password stands in the roster", "write ${NAME} or { file: PATH } and keep the password elsewhere");

    public static Diagnostic BareVariable(Position at) =>
        Warning("ROS047", at, "the password is the name of a variable, taken as a text", "write ${NAME}, with the dollar and the braces");

    public static Diagnostic CommentInPassword(Position at) =>
        Error("ROS057", at, "a comment cuts this password off", "put the password in quotes, or the comment on a line of its own");

    public static Diagnostic BadAppId(Position at) =>
        Error("ROS058", at, "`appid` is not a positive decimal integer", "write the app id of the TeleCMI console, digits only");

    public static Diagnostic BadAppIdVariable() =>
        Diagnostic.Error("ROS058", "TELECMI_APPID is not a positive decimal integer", "set it to the app id of the TeleCMI console");

    public static Diagnostic SealedVariable(Position? at, string name, string tool, string hint) =>
        Placed("ROS059", at, $"{tool} has still to decrypt or look up the value of {KeyText.Show(name)}", hint);

    public static Diagnostic VariableRequired(Position at, string message) =>
        Error("ROS060", at, message switch
        {
            "" => "a required variable is unset",
            { Length: > MaximumMessage } => message[..MaximumMessage] + "…",
            _ => message,
        }, "set the variable, or use --env-file");

    public static Diagnostic PasswordsUnset(Position at, int count) =>
        Warning("ROS061", at, count == 1
            ? "1 password has no value in this run and is not managed"
            : $"{count} passwords have no value in this run and are not managed", null);

    public static Diagnostic AppIdsDiffer(Position at) =>
        Error("ROS063", at, "`appid` and TELECMI_APPID name different accounts", "unset TELECMI_APPID, or mend the roster");

    public static Diagnostic HoldsSecret(Position at, int extension) =>
        Error("ROS064", at, $"a value of extension {extension} holds the app secret",
            "remove it, and replace the secret in the TeleCMI console");

    public static Diagnostic PasswordFileOutside(Position at, string path) =>
        Error("ROS065", at, $"the password file `{KeyText.Show(path, 200)}` lies outside the allowed folders",
            "keep it under the roster's folder, /run/secrets or --secrets-dir; links are followed first");

    public static Diagnostic PasswordFileUnreadable(Position at, string path) =>
        Error("ROS066", at, $"the password file `{KeyText.Show(path, 200)}` is missing, unreadable, empty or no regular file", null);

    public static Diagnostic PasswordFileContent(Position at, string path) =>
        Error("ROS067", at, $"the password file `{KeyText.Show(path, 200)}` is not UTF-8 or larger than 4 KiB",
            "it holds the password and nothing else");

    public static Diagnostic UnusableSecret(Position? at, string name) =>
        Placed("ROS069", at,
            $"the app secret in {KeyText.Show(name)} begins or ends with a blank, holds a line break or control character, "
            + "or shows nothing",
            "set it to the secret alone, as the TeleCMI console shows it");

    public static Diagnostic EnvFileUnreadable(string file, string? reason) =>
        Error("ROS070", Whole(file), "the env file is missing, unreadable, larger than 1 MiB or not UTF-8", reason);

    public static Diagnostic EnvLinesSkipped(Position at, int count) =>
        Warning("ROS071", at, count == 1
            ? "1 line is no KEY=VALUE and was skipped"
            : $"{count} lines are no KEY=VALUE and were skipped; the first is this one", null);

    public static Diagnostic EnvDuplicate(Position at, string name, int firstLine) =>
        Error("ROS072", at, $"{KeyText.Show(name)} is set twice; first in line {firstLine}", "keep one of them");

    public static Diagnostic EnvValue(Position at, string name, string hint) =>
        Error("ROS073", at, $"not every reader of env files takes the value of {KeyText.Show(name)} as it is meant", hint);
}
