using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Keys, types and presence.</summary>
internal static partial class RosterProblem
{
    public static Diagnostic UnknownKey(Position at, string key, string hint) =>
        Error("ROS020", at, $"unknown key `{KeyText.Show(key)}`", hint);

    public static Diagnostic DuplicateKey(Position at, string key, int firstLine) =>
        Error("ROS021", at, $"the key `{KeyText.Show(key)}` appears twice; first in line {firstLine}", "keep one of them");

    public static Diagnostic KeyNotText(Position at) => Error("ROS022", at, "a key must be a word", "write `key: value`");

    public static Diagnostic WrongType(Position at, string what, string wanted, string found, string? hint) =>
        Error("ROS023", at, $"{what} must be {wanted}, not {found}", hint);

    public static Diagnostic NoValue(Position at, string what) =>
        Error("ROS024", at, $"{what} has no value", "write a value or delete the key; quote a text that is `~` or `null`");

    public static Diagnostic EmptyText(Position at, string what) =>
        Error("ROS025", at, $"{what} is empty or shows nothing", "write a value or delete the key");

    public static Diagnostic MissingKey(Position at, string what, string key) =>
        Error("ROS026", at, $"this {what} has no `{key}`", $"`{key}` is required");

    public static Diagnostic AgentsMissing(Position at) =>
        Error("ROS027", at, "`agents` is missing or has no value", "list the agents; write `[]` if you mean none");

    public static Diagnostic MarkPile(Position at) =>
        Error("ROS029", at, "`name` piles up more than 30 combining marks", "type the name anew");
}
