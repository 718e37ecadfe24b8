using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// The catalogue: each problem of a roster, its variables and files as one named factory with a stable code. docs/diagnostics.md
/// explains each; a test holds the two together. No message holds a value of the roster, extensions and hours excepted.
/// </summary>
internal static partial class RosterProblem
{
    /// <summary>Those that warn of the roster itself, and that its policy may allow.</summary>
    public static readonly string[] WarningCodes = ["ROS036", "ROS043", "ROS044", "ROS045", "ROS047", "ROS054"];

    private static Diagnostic Error(string code, Position at, string message, string? hint) =>
        new(Severity.Error, code, message, at.File, at.Line, at.Column, hint);

    /// <summary>A problem that its rule knows without the place.</summary>
    public static Diagnostic At(Position at, Diagnostic problem) => problem with { File = at.File, Line = at.Line, Column = at.Column };

    private static Diagnostic Warning(string code, Position at, string message, string? hint) =>
        new(Severity.Warning, code, message, at.File, at.Line, at.Column, hint);

    // What comes from the environment has no place in a file.
    private static Diagnostic Placed(string code, Position? at, string message, string? hint) =>
        at is { } place ? Error(code, place, message, hint) : Diagnostic.Error(code, message, hint);

    private static Position Whole(string file) => new(file, 1, 1);
}
