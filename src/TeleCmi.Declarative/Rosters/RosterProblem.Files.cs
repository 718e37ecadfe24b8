namespace TeleCmi.Declarative.Rosters;

/// <summary>The file as a whole, and its text before it has a meaning.</summary>
internal static partial class RosterProblem
{
    public static Diagnostic FileMissing(string file) =>
        Error("ROS001", Whole(file), "the roster does not exist", "run `telecmi init` to write a starter, or name another file with -f");

    public static Diagnostic FileUnreadable(string file) =>
        Error("ROS002", Whole(file), "the roster cannot be read", "check its permissions, or run `telecmi init` for a new one elsewhere");

    public static Diagnostic FileNotRegular(string file) =>
        Error("ROS003", Whole(file), "the roster is empty or no regular file",
            "run `telecmi init` to write a starter; use `-f -` to read standard input");

    public static Diagnostic FileOutside(string file) =>
        Error("ROS004", Whole(file), "the roster leaves its work tree through a link", "put the file itself into the work tree");

    public static Diagnostic TooLarge(string file) =>
        Error("ROS005", Whole(file), "the roster is larger than 8 MiB", "an account has at most 900 agents; is this the right file?");

    public static Diagnostic NotUtf8(Position at) =>
        Error("ROS006", at, "the text is not UTF-8 from here on", "save the file as UTF-8");

    public static Diagnostic ControlCharacter(Position at, char character) =>
        Error("ROS007", at, $"the control character U+{(int)character:X4} must not appear in a roster", "delete it; it is probably invisible");

    public static Diagnostic NotYaml(Position at, string hint) => Error("ROS008", at, "this is not valid YAML; reading stops here", hint);

    public static Diagnostic EmptyFile(string file) =>
        Error("ROS009", Whole(file), "the roster is empty", "run `telecmi init` elsewhere for a starter; write `agents: []` if you mean none");

    public static Diagnostic SecondDocument(Position at) =>
        Error("ROS010", at, "a roster is one document; a second begins here", "delete the `---` or `...` line, or keep one roster a file");

    public static Diagnostic TooDeep(Position at) =>
        Error("ROS011", at, "lists and mappings are nested too deep; reading stops here", "a roster needs four levels");

    public static Diagnostic TooManyValues(Position at) =>
        Error("ROS012", at, "the roster holds too many values; nothing of it was checked", "an account has at most 900 agents; is this the right file?");

    public static Diagnostic Tag(Position at) =>
        Error("ROS013", at, "a value must not carry a tag", "if the value begins with `!`, put it in quotes");

    public static Diagnostic Anchor(Position at) =>
        Error("ROS014", at, "a value must not carry an anchor", "if the value begins with `&`, put it in quotes; use `defaults` for shared values");

    public static Diagnostic Alias(Position at) =>
        Error("ROS015", at, "aliases are not used in a roster", "if the value begins with `*`, put it in quotes; use `defaults` for shared values");

    public static Diagnostic MergeKey(Position at) =>
        Error("ROS016", at, "merge keys are not used in a roster", "use `defaults` for shared values");

    public static Diagnostic FurtherProblems(string file, int count, bool anyError) => anyError
        ? Error("ROS019", Whole(file), $"{count} more problems are not shown", "mend the ones above first")
        : Warning("ROS019", Whole(file), $"{count} more warnings are not shown", null);
}
