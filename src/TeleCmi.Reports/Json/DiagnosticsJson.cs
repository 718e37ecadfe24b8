using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;

namespace TeleCmi.Reports.Json;

/// <summary><c>telecmi-validate/1</c> and <c>telecmi-error/1</c>.</summary>
public static class DiagnosticsJson
{
    /// <summary>The result of checking a roster.</summary>
    /// <param name="valid">True where the command exits 0.</param>
    /// <param name="agents">Entries of a valid roster, else 0.</param>
    /// <param name="diagnostics">All of them.</param>
    public static string RenderValidation(bool valid, int agents, IEnumerable<Diagnostic> diagnostics)
        => JsonDocuments.Write("telecmi-validate/1", json =>
        {
            json.WriteBoolean("valid", valid);
            json.WriteNumber("agents", agents);
            json.Objects("diagnostics", diagnostics, diagnostic =>
            {
                json.WriteString("severity", Words.Of(diagnostic.Severity));
                Write(json, diagnostic);
            });
        });

    /// <summary>Errors before any result.</summary>
    public static string RenderErrors(IEnumerable<Diagnostic> errors) => JsonDocuments.Write(
        "telecmi-error/1", json => json.Objects("errors", errors, error => Write(json, error)));

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteString("code", diagnostic.Code);
        json.WriteString("message", diagnostic.Message);
        json.WriteString("file", diagnostic.File);
        json.Optional("line", diagnostic.Line, json.WriteNumber);
        json.Optional("column", diagnostic.Column, json.WriteNumber);
        json.WriteString("hint", diagnostic.Hint);
    }
}
