using System.Text.Json.Serialization;

namespace TeleCmi.Client.Agents;

/// <summary>How grave a diagnostic is.</summary>
public enum Severity
{
    /// <summary>Nothing can be done with the input.</summary>
    Error,

    /// <summary>Worth a look; an error with <c>--strict</c>.</summary>
    Warning,
}

/// <summary>
/// One problem as data. Messages never hold a scalar of the roster (extensions, hours and keys of up to 40 characters excepted), a secret,
/// or the text of a foreign exception.
/// </summary>
/// <param name="Severity">Error or warning.</param>
/// <param name="Code">Stable, e.g. <c>ROS012</c>; listed in docs/diagnostics.md.</param>
/// <param name="Message">What is wrong, one line.</param>
/// <param name="File">The file, as the user named it; null where none is meant.</param>
/// <param name="Line">1-based; null where no file is meant.</param>
/// <param name="Column">1-based; null where no file is meant.</param>
/// <param name="Hint">The next step to take; null where the message says it all.</param>
public sealed record Diagnostic(
    Severity Severity, string Code, string Message, string? File = null, int? Line = null, int? Column = null, string? Hint = null)
{
    /// <summary>An error without a position.</summary>
    public static Diagnostic Error(string code, string message, string? hint = null) => new(Severity.Error, code, message, Hint: hint);

    /// <summary>A warning without a position.</summary>
    public static Diagnostic Warning(string code, string message, string? hint = null) => new(Severity.Warning, code, message, Hint: hint);

    /// <summary>A mistake of ours. Text and stack of an exception may quote a secret: only its type is told.</summary>
    public static Diagnostic Internal(Exception bug)
    {
        ArgumentNullException.ThrowIfNull(bug);
        return Error(
            "internal", $"Something went wrong that should not: {bug.GetType().Name}.",
            "Please report it, with the command and --verbose.");
    }

    /// <summary>True for an error.</summary>
    [JsonIgnore]
    public bool IsError => Severity == Severity.Error;
}
