using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Numbers, words, phones and shifts.</summary>
internal static partial class RosterProblem
{
    public static Diagnostic NotInteger(Position at, string what, int minimum, int maximum) =>
        Error("ROS030", at, $"{what} is not a decimal integer", $"write a number from {minimum} to {maximum}, digits only");

    public static Diagnostic OutOfRange(Position at, string what, string shown, int minimum, int maximum) =>
        Error("ROS031", at, $"{what}{shown} is out of range", $"it must be {minimum} to {maximum}");

    public static Diagnostic NotBoolean(Position at, string what) =>
        Error("ROS032", at, $"{what} is neither true nor false", "write `true` or `false`, in lower case");

    public static Diagnostic UnknownWord(Position at, string what, string words) =>
        Error("ROS033", at, $"{what} has a value that is not known", $"write {words}");

    public static Diagnostic DuplicateExtension(Position at, int extension, int firstLine) =>
        Error("ROS034", at, $"extension {extension} appears twice; first in line {firstLine}", "give each agent an extension of its own");

    public static Diagnostic ClaimedTwice(Position at, int extension, Position first) =>
        Error("ROS074", at,
            $"extension {extension} of the same account stands in `{KeyText.Show(first.File, 200)}` as well, line {first.Line}",
            "keep one of the two entries, or give the rosters their own `appid`");

    public static Diagnostic NotPhone(Position at) =>
        Error("ROS035", at, "`phone_number` is not a phone number", TextRules.PhoneForm);

    public static Diagnostic SpreadsheetPhone(Position at) =>
        Error("ROS035", at, "`phone_number` holds a dot or an exponent, as a spreadsheet writes numbers",
            "write the digits anew, in quotes: a spreadsheet rounds long numbers unless the column is text");

    public static Diagnostic ImpossiblePhone(Position at, string hint) =>
        Warning("ROS036", at, "the country whose code this phone number begins with has no such number", hint);

    public static Diagnostic HalfShift(Position at, string given, string missing, bool replacesNamed) =>
        Error("ROS037", at, $"`{given}` stands without `{missing}`", replacesNamed
            ? $"write `{missing}` as well: the shift of `defaults` is taken whole or not at all"
            : $"write `{missing}` here or in `defaults`, or leave both out");

    public static Diagnostic EqualShift(Position at, int hour) =>
        Error("ROS038", at, $"the shift starts and ends at hour {hour}", "both hours are included; for the whole day write 1 and 24");

    public static Diagnostic ShiftAndHours(Position at) =>
        Error("ROS039", at, "`shift` stands beside `start_time` or `end_time`", "keep the name of the shift, or the two hours");

    public static Diagnostic UnknownShift(Position at, string hint) =>
        Error("ROS048", at, "`shifts` has no shift of this name", hint);

    public static Diagnostic BadRemovalLimit(Position at) =>
        Error("ROS040", at, "`max_removals` is neither a number nor a percentage", "write a number such as 5, or 0% to 100% such as 10%");

    public static Diagnostic BadHours(Position at) =>
        Error("ROS041", at, "a key of `min_on_duty` must be an hour or a range of hours", "write \"9\" or \"9-18\", hours 1 to 24");

    public static Diagnostic OverlappingHours(Position at, int hour) =>
        Error("ROS042", at, $"hour {hour} already has a floor", "let each hour appear in one range only");

    public static Diagnostic BlankedName(Position at) =>
        Warning("ROS043", at, "`name` begins or ends with a blank", "delete the blank");

    public static Diagnostic SharedPhone(Position at, int other, int line) =>
        Warning("ROS044", at, $"extension {other} has the same phone number; see line {line}", "give each agent a phone number of its own");

    public static Diagnostic SharedVariable(Position at, int other, int line) =>
        Warning("ROS045", at, $"extension {other} has the same password variable; see line {line}",
            "give each agent a variable of its own");

    public static Diagnostic NoWarning(Position at) =>
        Error("ROS046", at, "`allow_warnings` holds something else than the code of a warning",
            $"it takes {string.Join(", ", WarningCodes)}");
}
