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
    public static string RenderValidation(bool valid, int agents, IEnumerable<Diagnostic> diagnostics) => JsonDocuments.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", "telecmi-validate/1");
        json.WriteBoolean("valid", valid);
        json.WriteNumber("agents", agents);
        json.Array("diagnostics", diagnostics, diagnostic => Write(json, diagnostic, withSeverity: true));
        json.WriteEndObject();
    });

    /// <summary>Errors before any result.</summary>
    public static string RenderErrors(IEnumerable<Diagnostic> errors) => JsonDocuments.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", "telecmi-error/1");
        json.Array("errors", errors, error => Write(json, error, withSeverity: false));
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic, bool withSeverity)
    {
        json.WriteStartObject();
        if (withSeverity)
        {
            json.WriteString("severity", Words.Of(diagnostic.Severity));
        }

        json.WriteString("code", diagnostic.Code);
        json.WriteString("message", diagnostic.Message);
        json.Text("file", diagnostic.File);
        json.Number("line", diagnostic.Line);
        json.Number("column", diagnostic.Column);
        json.Text("hint", diagnostic.Hint);
        json.WriteEndObject();
    }
}
