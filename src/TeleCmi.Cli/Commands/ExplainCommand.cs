using System.CommandLine;
using TeleCmi.Cli.Running;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Reports;
using TeleCmi.Reports.Findings;
using TeleCmi.Reports.Text;

namespace TeleCmi.Cli.Commands;

/// <summary>Says what a code means, or lists all of them.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string?> Code = new("CODE")
    {
        Description = "A code as telecmi prints it: ROS034, no_credentials. Without one, all are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Definition Definition { get; } = new("explain", "Say what a code means, and what to do.", RunAsync)
    {
        Details = ["Says for each error, warning and refusal what happened, whether the account was changed, and what to do."],
        Common = Settings.OfText,
        Arguments = [Code],
        Examples = ["telecmi explain stale_plan", "telecmi explain ROS034", "telecmi explain"],
    };

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        if (run.Parsed.GetValue(Code) is not { } code)
        {
            run.Print(() => string.Concat(Explanation.All.Select(one => $"{one.Code,-22} {one.Title}\n")), () => Document(Explanation.All));
            return Task.FromResult(ExitCode.Success);
        }

        // SARIF names a rule by its kind as well: refused/removal_limit.
        var name = code.Split('/')[^1];
        var found = Explanation.Find(name) ?? throw Unknown(code, name);
        run.Print(
            () => Lines.Wrapped($"{found.Code}: {found.Title}\n\n{found.Text}", run.Terminal.OutColumns), () => Document([found]));
        return Task.FromResult(ExitCode.Success);
    }

    private static CommandException Unknown(string code, string name)
    {
        var nearest = Spelling.Nearest(name.ToLowerInvariant(), Explanation.All.Select(one => one.Code.ToLowerInvariant()));
        var meant = nearest is null ? "." : $"; did you mean {Explanation.Find(nearest)!.Code}?";
        return CommandException.Failed("usage", $"`{Shown.Of(code)}` is no code{meant}", "`telecmi explain` lists all codes.");
    }

    private static string Document(IEnumerable<Explanation> explanations)
        => JsonDocuments.Write("telecmi-explain/1", json => json.Objects("codes", explanations, one =>
        {
            json.WriteString("code", one.Code);
            json.WriteString("title", one.Title);
            json.WriteString("text", one.Text);
        }));
}
