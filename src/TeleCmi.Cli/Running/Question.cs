using System.Text;
using TeleCmi.Client.Agents;

namespace TeleCmi.Cli.Running;

/// <summary>Asks a person. Only <c>yes</c> counts.</summary>
internal static class Question
{
    /// <returns>Null for a yes; else that nobody can answer, or that the answer was another.</returns>
    public static async Task<Failure?> AskAsync(CommandRun run, string question)
    {
        if (!run.Terminal.CanAsk)
        {
            return Failure.Of("no_terminal", "There is no terminal to ask on, and nothing was changed.",
                "Give --yes, or a plan saved with `telecmi plan --out FILE`.");
        }

        run.Note($"{question} Only yes applies: ");
        var stop = run.Interrupts.Signals.Stop;
        var answer = await Task.Run(() => ReadLine(run.Terminal.In), CancellationToken.None).WaitAsync(stop);
        return answer?.Trim() == "yes" ? null : Failure.Of("not_approved", "Not approved; nothing was changed.");
    }

    private static string? ReadLine(Stream input)
    {
        using var reader = new StreamReader(input, Encoding.UTF8, false, 256, leaveOpen: true);
        return reader.ReadLine();
    }
}
