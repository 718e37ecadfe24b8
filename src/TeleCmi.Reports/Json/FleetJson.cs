using System.Text.Json;
using TeleCmi.Declarative.Formats;

namespace TeleCmi.Reports.Json;

/// <summary><c>telecmi-fleet/1</c>: the documents of several runs in one.</summary>
internal static class FleetJson
{
    /// <summary>The document.</summary>
    public static string Render(Report.OfFleet fleet) => JsonDocuments.Write("telecmi-fleet/1", json =>
    {
        json.Objects("accounts", fleet.Accounts, account =>
        {
            using var result = JsonDocument.Parse(JsonReport.Render(account.Result));
            json.WriteString("roster", account.Roster);
            json.WriteNumber("exit_code", account.ExitCode);
            json.WritePropertyName("result");
            result.WriteTo(json);
        });
        json.WriteNumber("exit_code", fleet.ExitCode);
    });
}
