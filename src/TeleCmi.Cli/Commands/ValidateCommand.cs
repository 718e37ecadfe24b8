using TeleCmi.Cli.Running;
using TeleCmi.Reports;
using TeleCmi.Reports.Json;
using TeleCmi.Reports.Text;

namespace TeleCmi.Cli.Commands;

/// <summary>Checks the roster: no network, no credentials, no variables.</summary>
internal static class ValidateCommand
{
    public static Definition Definition { get; } = new("validate", "Check the roster: no network, no credentials, no variables.", RunAsync)
    {
        Examples = ["telecmi validate", "telecmi validate --strict --format json", "telecmi validate -f - < agents.yaml"],
    };

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        RosterSource.CheckContained(run);
        var loaded = RosterSource.Read(run);
        var valid = !RosterSource.Blocking(run, loaded);
        var agents = loaded.Roster?.Agents.Length ?? 0;
        var file = Shown.Of(run.Parsed.GetValue(Settings.File));
        var lines = string.Concat(loaded.Diagnostics.Select(one => DiagnosticText.Render(one, run.Style)));
        var end = valid ? $"{file}: {agents} {(agents == 1 ? "agent" : "agents")}, valid.\n" : $"{file}: not valid.\n";
        run.Print(() => lines + end, () => DiagnosticsJson.RenderValidation(valid, agents, loaded.Diagnostics));
        return Task.FromResult(valid ? ExitCode.Success : ExitCode.Failure);
    }
}
