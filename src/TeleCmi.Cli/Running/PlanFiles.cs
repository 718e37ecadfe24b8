using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Planning;
using TeleCmi.Simulator;

namespace TeleCmi.Cli.Running;

/// <summary>Saved plans on disk.</summary>
internal static class PlanFiles
{
    private const int MaximumBytes = 64 * 1024 * 1024;

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    /// <summary>Reads a plan; a pipe, such as <c>&lt;(decrypt plan)</c>, to its end.</summary>
    /// <exception cref="CommandException">Unreadable (1), or not as it was saved (3).</exception>
    public static SavedPlan Read(string file)
    {
        byte[]? content;
        try
        {
            using var stream = GivenFile.Open(file);
            content = BoundedRead.All(stream, MaximumBytes);
        }
        catch (Exception unreadable) when (FileFault.Is(unreadable))
        {
            throw CommandException.Failed("unreadable_plan", $"The plan {file} can't be read: {FileFault.Describe(unreadable)}.",
                "Save one with `telecmi plan --out FILE`.");
        }

        if (content is null)
        {
            throw Damaged(file);
        }

        if (content.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[Encoding.UTF8.Preamble.Length..];
        }

        return SavedPlanReader.Read(content)
            ?? throw (content.AsSpan().TrimStart(Blanks) is [(byte)'{', ..] ? Damaged(file) : NoPlan(file));
    }

    /// <summary>Saves a plan; false where that failed, which is told.</summary>
    public static bool Write(CommandRun run, Plan plan, string file)
    {
        try
        {
            DurableFile.WriteAtomically(file, Encoding.UTF8.GetBytes(PlanDocument.RenderSaved(plan)), DurableFile.OwnerOnly);
            run.Note(
                $"Saved the plan{(plan.Service == Sandbox.Name ? " of the sandbox" : "")}; `telecmi apply {Shell.Quote(file)}` does it.\n");
            return true;
        }
        catch (Exception unwritten) when (FileFault.Is(unwritten))
        {
            run.Note([Diagnostic.Error("plan_not_saved", $"The plan could not be saved as {file}: {FileFault.Describe(unwritten)}.")]);
            return false;
        }
    }

    private static CommandException NoPlan(string file) => new(ExitCode.Refused, Diagnostic.Error(
        "damaged_plan", $"{file} is no plan.", $"If it is a roster, `telecmi apply -f {Shell.Quote(file)}` applies it."));

    private static CommandException Damaged(string file) => new(ExitCode.Refused, Diagnostic.Error(
        "damaged_plan", $"{file} is not a plan as it was saved: its content does not match its fingerprint.",
        "Plan again, and have that approved."));
}
