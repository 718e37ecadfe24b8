using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Coverage;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Github;

/// <summary>
/// Workflow commands of GitHub Actions: what is wrong with the roster and who drifted, at their lines, and counts of our own. What the
/// service says in words never comes here, and no command but <c>error</c>, <c>warning</c> and <c>notice</c>.
/// </summary>
internal static class GithubReport
{
    // Nobody reads more, and a job's page shows fewer.
    private const int MostAnnotations = 100;

    /// <summary>One command a line.</summary>
    public static string Render(Report report)
    {
        var text = new StringBuilder();
        foreach (var first in report is Report.OfPlan { Plan: var reviewed } ? ChangeWords.First(reviewed) : [])
        {
            text.Append(Command("warning", $"telecmi: {ChangeWords.Heading(first)}", first.Message));
        }

        foreach (var diagnostic in report.Diagnostics)
        {
            text.Append(Annotation(diagnostic, report));
        }

        foreach (var refusal in report.NotCarriedOut?.Refusals ?? [])
        {
            var title = $"telecmi: refused by {Words.Of(refusal.Rule)}";
            text.Append(Command("error", title, $"{refusal.Message}\nTo allow it: {refusal.Override}"));
        }

        var drifted = report is Report.OfDrift { Drift: var drift } ? drift.Agents.Where(agent => agent.Counts).ToList() : [];
        foreach (var agent in drifted.Take(MostAnnotations))
        {
            text.Append(Command("warning", $"telecmi drift: {Words.Of(agent.Kind)}", Sentence(agent), Place(agent.Source, report)));
        }

        if (drifted.Count > MostAnnotations)
        {
            text.Append(Command("warning", "telecmi drift", $"{drifted.Count - MostAnnotations} more agents drifted."));
        }

        var results = Results(report).ToList();
        foreach (var ((level, title, message), at) in results.Select((result, at) => (result, at)))
        {
            text.Append(Command(level, title, at == results.Count - 1 ? Stamped(message, report) : message));
        }

        return text.ToString();
    }

    // An annotation of its own would take the place of another: a job shows few.
    private static string Stamped(string message, Report report)
        => Stamp.Line(report, value => value.ToString()) is { Length: > 0 } stamp ? $"{message}\n{stamp}" : message;

    // Numbers and words of our own only.
    private static IEnumerable<(string Level, string Title, string Message)> Results(Report report) => report switch
    {
        Report.OfPlan { Plan: var plan } => [("notice", "telecmi plan", Sentence(plan))],
        Report.OfApply { Plan: var plan, Result: null } => [("notice", "telecmi apply", Sentence(plan))],
        Report.OfApply { Result: { } result } =>
        [
            .. Only(!result.IsComplete, ("error", "telecmi apply", $"Not complete. Run telecmi apply again: {OutcomeWords.OfAgain}")),
            ("notice", "telecmi apply", $"Applied: {OutcomeWords.Counts(result)}."),
        ],
        Report.OfDrift { Drift: var drift } =>
        [
            .. Only(drift.IsDrifted, ("warning", "telecmi drift", $"{DriftText.Drifted(drift)}.")),
            ("notice", "telecmi drift", $"{DriftText.Counts(drift)}."),
        ],
        Report.OfRoster { IsValid: false } => [("notice", "telecmi validate", "The roster is not valid.")],
        Report.OfRoster roster => [("notice", "telecmi validate", $"{Wording.Count(roster.Agents, "agent")}, valid.")],
        Report.OfCoverage { Hours: var hours, Floor: var floor } => Coverage(hours, floor),
        Report.OfAgents { Agents: var agents } => [("notice", "telecmi", $"{Wording.Count(agents.Length, "recorded agent")}.")],
        _ => [],
    };

    // Hours and switches are shown; a text of the service is not, so of a name or a phone only that it differs.
    private static string Sentence(DriftedAgent agent)
    {
        var fields = string.Join("; ", agent.Fields.Select(Field));
        return $"{agent.Extension} {DriftText.Describe(agent)}{(fields.Length == 0 ? "" : $": {fields}")}";
    }

    private static string Field(DriftField field)
        => field is { IsSecret: false, Recorded: not FieldValue.Text, Live: not FieldValue.Text, Roster: not FieldValue.Text }
            ? DriftText.Value(field, default)
            : $"{field.Field} differs";

    private static string Sentence(Plan plan)
        => $"{ChangeWords.Counts(plan)}{(plan.Compared ? $"; {plan.Summary.None} unchanged, {plan.Summary.Kept} kept" : "")}.";

    private static IEnumerable<(string Level, string Title, string Message)> Coverage(DutyHours hours, ImmutableArray<int> floor)
    {
        var under = hours.Under(floor).ToList();
        return
        [
            .. Only(under.Count > 0, ("warning", "telecmi coverage", $"Under the floor in hours: {HourRanges.Of(under)}.")),
            ("notice", "telecmi coverage", CoverageSpan.Gaps(hours)),
        ];
    }

    private static T[] Only<T>(bool isSo, T command) => isSo ? [command] : [];

    private static string Annotation(Diagnostic diagnostic, Report report)
    {
        var message = diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message}\nhint: {diagnostic.Hint}";
        Position? place = diagnostic.File is { } file ? new Position(file, diagnostic.Line ?? 1, diagnostic.Column ?? 1) : null;
        return Command(diagnostic.IsError ? "error" : "warning", diagnostic.Code, message, Place(place, report));
    }

    private static (string Name, string Value)[] Place(Position? position, Report report)
        => position is { } place && RosterPath.Relative(place.File, report) is { } file
            ? [("file", file), ("line", $"{place.Line}"), ("col", $"{place.Column}")]
            : [];

    private static string Command(string level, string title, string message, params (string Name, string Value)[] properties)
    {
        var all = properties.Append(("title", title)).Select(one => $"{one.Item1}={Property(Shown.Of(one.Item2))}");
        return $"::{level} {string.Join(",", all)}::{string.Join("%0A", message.Split('\n').Select(line => Data(Shown.Sentence(line))))}\n";
    }

    private static string Data(Shown text) => text.ToString()
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(Shown text)
        => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
