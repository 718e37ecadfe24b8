using System.Text;
using TeleCmi.Declarative;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Secrets;
using TeleCmi.Declarative.States;
using TeleCmi.Reports.Json;

namespace TeleCmi.Cli.Running;

/// <summary>The files of <c>--report</c>. Written also when the run fails; one that can't be written makes the run end with 1.</summary>
internal sealed class ReportFiles
{
    private readonly CommandRun _run;
    private readonly IReadOnlyList<string> _files;

    private ReportFiles(CommandRun run, IReadOnlyList<string> files) => (_run, _files) = (run, files);

    /// <exception cref="CommandException">An extension names no format: said before any call.</exception>
    public static ReportFiles Of(CommandRun run)
    {
        var files = run.Parsed.GetValue(Settings.Report) ?? [];
        foreach (var file in files.Where(file => Path.GetExtension(file) != ".json"))
        {
            throw CommandException.Failed("usage", $"--report {file}: the format is told by the extension; .json is known.");
        }

        return new ReportFiles(run, files);
    }

    /// <exception cref="CommandException">A report would overwrite the roster, the state, its journal or its lock.</exception>
    public void CheckAgainst(FileStateStore store)
    {
        foreach (var file in _files)
        {
            Places.CheckOutput(_run, file, store);
        }
    }

    public bool Write(Plan plan) => Write(() => PlanJson.Render(plan));

    public bool Write(Plan plan, ApplyResult? result) => Write(() => ApplyJson.Render(plan, result));

    private bool Write(Func<string> json)
    {
        var written = true;
        foreach (var file in _files)
        {
            try
            {
                DurableFile.WriteAtomically(file, Encoding.UTF8.GetBytes(json()), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            }
            catch (Exception unwritten) when (FileFault.Is(unwritten))
            {
                written = false;
                _run.Note([Diagnostic.Error("report_not_written", $"The report {file} could not be written: {FileFault.Describe(unwritten)}.")]);
            }
        }

        return written;
    }
}
