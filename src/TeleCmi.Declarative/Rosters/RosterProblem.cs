namespace TeleCmi.Declarative.Rosters;

/// <summary>
/// The catalogue: each problem of a roster, its variables and files as one named factory with a stable code. docs/diagnostics.md
/// explains each; a test holds the two together. No message holds a value of the roster, extensions and hours excepted.
/// </summary>
internal static partial class RosterProblem
{
    private static Diagnostic Error(string code, Position at, string message, string? hint) =>
        new(Severity.Error, code, message, at.File, at.Line, at.Column, hint);

    private static Diagnostic Warning(string code, Position at, string message, string? hint) =>
        new(Severity.Warning, code, message, at.File, at.Line, at.Column, hint);

    private static Position Whole(string file) => new(file, 1, 1);
}
