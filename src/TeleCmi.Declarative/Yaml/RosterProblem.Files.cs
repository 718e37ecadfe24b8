using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>The file as a whole, and its text before it has a meaning.</summary>
internal static partial class RosterProblem
{
    public static Diagnostic FileMissing(string file, string? neighbour) =>
        Error("ROS001", Whole(file), "the roster does not exist", neighbour is null
            ? "run `telecmi init` to write a starter, or name another file with -f"
            : $"there is a `{KeyText.Show(neighbour, 200)}`: name it with -f");

    public static Diagnostic FileUnreadable(string file) =>
        Error("ROS002", Whole(file), "the roster cannot be read", "check its permissions, or run `telecmi init` for a new one elsewhere");

    public static Diagnostic FileNotRegular(string file) =>
        Error("ROS003", Whole(file), "the roster is a folder, a pipe or a device", "name a file with -f; `-f -` reads standard input");

    public static Diagnostic FileOutside(string file) =>
        Error("ROS004", Whole(file), "the roster leaves its work tree through a link", "put the file itself into the work tree");

    public static Diagnostic TooLarge(string file) =>
        Error("ROS005", Whole(file), "the roster is larger than 8 MiB", "an account has at most 900 agents; is this the right file?");

    public static Diagnostic NotUtf8(Position at) =>
        Error("ROS006", at, "the text is not UTF-8 from here on", "save the file as UTF-8");

    public static Diagnostic Utf16(string file) =>
        Error("ROS006", Whole(file), "the file is UTF-16, not UTF-8",
            "save it as UTF-8; Windows PowerShell writes UTF-16 with `>`, so use `telecmi export --out FILE` there");

    public static Diagnostic ControlCharacter(Position at, char character) =>
        Error("ROS007", at, $"the control character U+{(int)character:X4} must not appear in a roster",
            "delete it; it is probably invisible");

    public static Diagnostic NotYaml(Position at, string hint) => Error("ROS008", at, "this is not valid YAML; reading stops here", hint);

    public static Diagnostic Conflict(Position at) =>
        Error("ROS008", at, "an unresolved merge conflict begins here", "choose one side and delete the three markers of git");

    public static Diagnostic OddIndentation(Position at) =>
        Error("ROS008", at, "this line is indented with a blank that YAML takes for a letter", "delete it and indent with ordinary spaces");

    public static Diagnostic EmptyFile(string file) =>
        Error("ROS009", Whole(file), "the roster is empty", "run `telecmi init` for a starter; write `agents: []` if you mean none");

    public static Diagnostic SecondDocument(Position at) =>
        Error("ROS010", at, "a roster is one document; a second begins here", "delete the `---` or `...` line, or keep one roster a file");

    public static Diagnostic TooDeep(Position at) =>
        Error("ROS011", at, "lists and mappings are nested too deep; reading stops here", "a roster needs four levels");

    public static Diagnostic TooManyValues(Position at) =>
        Error("ROS012", at, "the roster holds too many values; nothing of it was checked",
            "an account has at most 900 agents; is this the right file?");

    public static Diagnostic Tag(Position at) =>
        Error("ROS013", at, "a value must not carry a tag", "if the value begins with `!`, put it in quotes");

    public static Diagnostic Anchor(Position at) =>
        Error("ROS014", at, "a value must not carry an anchor",
            "if the value begins with `&`, put it in quotes; use `defaults` for shared values");

    public static Diagnostic Alias(Position at) =>
        Error("ROS015", at, "aliases are not used in a roster",
            "if the value begins with `*`, put it in quotes; use `defaults` for shared values");

    public static Diagnostic MergeKey(Position at) =>
        Error("ROS016", at, "merge keys are not used in a roster", "use `defaults` for shared values");

    public static Diagnostic Table(Position at) =>
        Error("ROS017", at, "this looks like a table from a spreadsheet; a roster is YAML",
            "`telecmi init --from FILE.csv -f new.yaml` makes a roster of it");

    public static Diagnostic TypographicQuotes(Position at, string what) =>
        Error("ROS018", at, $"{what} stands in typographic quotes, which YAML takes for letters", "write straight quotes: \"...\"");

    public static Diagnostic FurtherProblems(string file, int count, bool anyError) => anyError
        ? Error("ROS019", Whole(file), $"{count} more problems are not shown", "mend the ones above first")
        : Warning("ROS019", Whole(file), $"{count} more warnings are not shown", null);
}
