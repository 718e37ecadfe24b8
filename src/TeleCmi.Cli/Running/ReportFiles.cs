using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Reports;

namespace TeleCmi.Cli.Running;

/// <summary>The files of <c>--report</c>. Written also when the run fails; one that can't be written makes the run end with 1.</summary>
internal sealed class ReportFiles
{
    private readonly CommandRun _run;
    private readonly IReadOnlyList<string> _files;

    private ReportFiles(CommandRun run, IReadOnlyList<string> files) => (_run, _files) = (run, files);

    /// <summary>Checks the files, and makes their folders.</summary>
    /// <param name="run">The run.</param>
    /// <param name="isReview">True where the tree around is a stranger's: no link of it may lead a report out of it.</param>
    /// <exception cref="CommandException">
    /// An extension names no format, a report would overwrite a file that the run needs, or has no place: said before any call.
    /// </exception>
    public static ReportFiles Of(CommandRun run, bool isReview)
    {
        var files = run.Parsed.GetValue(Settings.Report) ?? [];
        foreach (var file in files)
        {
            if (Formats.OfFile(file) is null)
            {
                throw CommandException.Failed(
                    "usage",
                    $"--report {file}: the format is told by the extension; known are "
                    + $"{string.Join(", ", Formats.ByExtension.Keys.Order(StringComparer.Ordinal))}.");
            }

            if (isReview && !Containment.Holds(file))
            {
                throw CommandException.Failed("usage", $"--report {file} leaves its work tree through a link; choose another place.");
            }

            Places.PrepareOutput(run, file);
        }

        return new ReportFiles(run, files);
    }

    /// <summary>Writes all of them; false where one failed.</summary>
    public bool Write(Report report)
    {
        var written = true;
        foreach (var file in _files)
        {
            try
            {
                var text = Renderer.Render(report, Formats.OfFile(file) ?? ReportFormat.Text, _run.Style with { Color = false });
                DurableFile.WriteAtomically(file, Encoding.UTF8.GetBytes(text), DurableFile.Readable);
            }
            catch (Exception unwritten) when (FileFault.Is(unwritten))
            {
                written = false;
                _run.Note(
                    [Diagnostic.Error("report_not_written", $"The report {file} could not be written: {FileFault.Describe(unwritten)}.")]);
            }
        }

        return written;
    }
}
