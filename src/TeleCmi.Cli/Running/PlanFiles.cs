using TeleCmi.Declarative;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Cli.Running;

/// <summary>Saved plans on disk.</summary>
internal static class PlanFiles
{
    private const int MaximumBytes = 64 * 1024 * 1024;

    private static ReadOnlySpan<byte> Blanks => " \t\r\n\uFEFF"u8;

    /// <exception cref="CommandException">Unreadable (1), or not as it was saved (3).</exception>
    public static SavedPlan Read(string file)
    {
        byte[] content;
        try
        {
            using var stream = File.OpenRead(file);
            if (stream.Length > MaximumBytes)
            {
                throw Damaged(file);
            }

            content = new byte[stream.Length];
            stream.ReadExactly(content);
        }
        catch (Exception unreadable) when (FileFault.Is(unreadable))
        {
            throw CommandException.Failed("unreadable_plan", $"The plan {file} can't be read: {FileFault.Describe(unreadable)}.", "Save one with `telecmi plan --out FILE`.");
        }

        return SavedPlan.Read(content) ?? throw (content.AsSpan().TrimStart(Blanks) is [(byte)'{', ..] ? Damaged(file) : NoPlan(file));
    }

    private static CommandException NoPlan(string file) => new(ExitCode.Refused, Diagnostic.Error(
        "damaged_plan", $"{file} is no plan.", $"If it is a roster, `telecmi apply -f {Shell.Quote(file)}` applies it."));

    private static CommandException Damaged(string file) => new(ExitCode.Refused, Diagnostic.Error(
        "damaged_plan", $"{file} is not a plan as `telecmi plan --out` saved it: its content does not match its fingerprint.", "Plan again, and have that approved."));
}
