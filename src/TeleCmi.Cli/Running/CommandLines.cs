using System.CommandLine;
using System.Text.RegularExpressions;
using TeleCmi.Cli.Commands;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Reports;

namespace TeleCmi.Cli.Running;

/// <summary>
/// Command lines that a message tells to run: they carry what this run was told about files, sandbox and service, so that they work as
/// printed.
/// </summary>
internal sealed partial class CommandLines(ParseResult parsed)
{
    private static readonly Option[] Carried = [
        Settings.File, Settings.State, Settings.Sandbox, Settings.EnvFile, Settings.SecretsDir, Settings.BaseUrl];

    /// <summary>A text, with each command line in it made whole.</summary>
    public string Whole(string text) => Whole(text, null);

    /// <summary>The same of a diagnostic: one about a roster among several tells to run commands on that roster.</summary>
    public Diagnostic Whole(Diagnostic one)
    {
        var roster = ValidateCommand.Named(parsed).Contains(one.File, StringComparer.Ordinal) ? one.File : null;
        return one with { Message = Whole(one.Message, roster), Hint = one.Hint is null ? null : Whole(one.Hint, roster) };
    }

    /// <summary>The same of all that a report tells.</summary>
    public Report Whole(Report report)
    {
        report = report with { Diagnostics = [.. report.Diagnostics.Select(Whole)] };
        return report switch
        {
            Report.OfPlan plan => plan with { Plan = Whole(plan.Plan), ToAllow = Allowing(plan.Plan) },
            Report.OfApply apply => apply with { Plan = Whole(apply.Plan), ToAllow = Allowing(apply.Plan) },
            Report.OfDrift drift => drift with { Advice = [.. drift.Advice.Select(one => one with { Text = Whole(one.Text) })] },
            Report.OfFleet fleet => fleet with { Accounts = [.. fleet.Accounts.Select(one => one with { Result = Whole(one.Result) })] },
            _ => report,
        };
    }

    /// <summary>The one command that does a refused plan all the same, once every password has a value.</summary>
    public string ToAllow(Plan plan) => Apply(plan.Options,
        [.. plan.Refusals.Where(refusal => refusal.Rule != SafetyRule.NoPassword).Select(refusal => refusal.Override).Distinct()]);

    /// <summary>The apply that does a refused plan all the same.</summary>
    /// <param name="options">Those of the plan.</param>
    /// <param name="overrides">Options that allow it, each as it is written.</param>
    public string Apply(PlanOptions options, IReadOnlyCollection<string> overrides)
    {
        List<string> words = ["apply"];
        AddIf(options.Prune, "--prune");
        AddIf(options.MaximumRemovals is not null && !overrides.Any(one => one.StartsWith("--max-removals", StringComparison.Ordinal)),
            $"--max-removals {options.MaximumRemovals}");
        AddIf(options.AllowEmpty, "--allow-empty");
        AddIf(options.AllowRecreate, "--allow-recreate");
        AddIf(options.AllowTakeover, "--allow-takeover");
        AddIf(options.AllowUnderCoverage, "--allow-under-coverage");
        AddIf(!options.Only.IsEmpty, $"--only {Ranges.Argument(options.Only)}");
        words.AddRange(overrides.Except(words));
        var line = string.Join(' ', words);
        return $"telecmi {line}{Missing(line)}";

        void AddIf(bool isSo, string word)
        {
            if (isSo)
            {
                words.Add(word);
            }
        }
    }

    private string Whole(string text, string? roster) => CommandLine().Replace(
        text, found => $"`telecmi {found.Groups["line"].Value}{Missing(found.Groups["line"].Value, roster)}`");

    private Plan Whole(Plan plan)
        => plan with
        {
            Warnings = [.. plan.Warnings.Select(one => one with { Message = Whole(one.Message) })],
            Refusals = [.. plan.Refusals.Select(one => one with { Message = Whole(one.Message) })],
        };

    private string? Allowing(Plan plan) => plan.Refusals.IsEmpty ? null : ToAllow(plan);

    // The sandbox is an account of its own: only the roster is the same there.
    private string Missing(string line, string? roster = null)
    {
        var taken = line.EndsWith("--help", StringComparison.Ordinal) ? [] : Definition.Find(line.Split(' '))?.Common ?? [];
        var named = roster is not null && taken.Contains(Settings.File) && !Has(line, Settings.File) ? $" -f {Shell.Quote(roster)}" : "";
        return named + string.Concat(
            Carried.Where(option => taken.Contains(option) && !Has(line, option)
                && (option == Settings.File || !Has(line, Settings.Sandbox)) && Settings.IsGiven(parsed, option)).Select(Words));
    }

    private static bool Has(string line, Option option)
        => line.Split(' ', '=').Any(word => word == option.Name || option.Aliases.Contains(word));

    private string Words(Option option)
    {
        var name = option == Settings.File ? "-f" : option.Name;
        return option == Settings.Sandbox ? parsed.GetValue(Settings.Sandbox) ? $" {name}" : ""
            : string.Concat(parsed.GetResult(option)!.Tokens.Select(token => $" {name} {Shell.Quote(token.Value)}"));
    }

    [GeneratedRegex("`telecmi (?<line>[a-z][^`]*)`", RegexOptions.None, 10_000)]
    private static partial Regex CommandLine();
}
