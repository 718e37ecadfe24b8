using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Wire;
using TeleCmi.Reports;
using TeleCmi.Reports.Text;

namespace TeleCmi.PulumiPlugin.Hosted;

/// <summary>A plan of a Roster in the words of Pulumi: its inputs, and no option of the command.</summary>
internal static class RosterWords
{
    private static readonly FieldValue? Mark = FieldValue.Of(SecretTexts.Mark);

    private const int MostLines = 200;

    /// <summary>The plan as one message: counts, then who leaves, then the rest, then what to know.</summary>
    public static string Plan(HostedPlan hosted)
    {
        var plan = hosted.Plan;
        var leaving = plan.Changes.Where(change => change.CountsAsRemoval || change.Action == ChangeAction.Forget).ToList();
        var lines = Lines(plan with { Changes = [.. leaving], Kept = [] })
            .Concat(Lines(plan with { Changes = [.. plan.Changes.Except(leaving)], Kept = [] }))
            .Concat(HostedWords.Warnings(plan).Select(warning => $"  ! {Shown.Sentence(warning.Message)}"))
            .Concat(hosted.Notices.Select(notice => $"  ! {Shown.Sentence(notice)}"))
            .Concat(Coverage(plan)).ToList();
        var more = lines.Count > MostLines ? [$"  … and {lines.Count - MostLines} lines more"] : Array.Empty<string>();
        return string.Join('\n', [PlanText.Summary(plan), .. lines.Take(MostLines), .. more]);
    }

    /// <summary>A plan that tells no value of what came as a secret, nor what stands in its place in the account.</summary>
    public static HostedPlan Hiding(HostedPlan hosted, params IEnumerable<Struct?> sources)
    {
        var secrets = sources.SelectMany(source => new RosterInputs(source ?? new Struct()).Entries)
            .ToLookup(entry => entry.Extension, entry => AgentProperties.Secrets(entry.Agent));
        return hosted with { Plan = hosted.Plan with { Changes = [.. hosted.Plan.Changes.Select(Hidden)] } };

        Change Hidden(Change change) => change with
        {
            Name = Hides(change, AgentProperty.Name) && change.Name is not null ? SecretTexts.Mark : change.Name,
            Before = secrets[change.Extension].Any(names => names.Count > 0) ? null : change.Before,
            Fields = [.. change.Fields.Select(field => Hides(change, AgentProperty.NameOf(field.Field)) && field is not FieldChange.Password
                ? field with { Before = field.Before is null ? null : Mark, After = Mark } : field)],
        };

        bool Hides(Change change, string property) => secrets[change.Extension].Any(names => names.Contains(property));
    }

    /// <summary>Why a plan is refused, and the input that allows it.</summary>
    public static string Refusals(Plan plan) => string.Join('\n', plan.Refusals.Select(refusal =>
        $"refused ({Words.Of(refusal.Rule)}): {Shown.Sentence(HostedWords.Of(plan, refusal))}. {Allow(refusal)}"));

    /// <summary>What became of the agents that are not as wanted.</summary>
    public static IEnumerable<string> Open(HostedEnd end)
    {
        var open = end.Result!.Outcomes.Where(outcome => !outcome.IsDone).ToList();
        var words = open.Take(HostedWords.NamedAtMost)
            .Select(outcome => Shown.Sentence($"{outcome.Extension}: {OutcomeWords.Of(outcome)}: {outcome.Message}").ToString());
        var fault = end.Result.Fault is { } problem ? [Failures.Line(problem)] : Array.Empty<string>();
        var more = open.Count > HostedWords.NamedAtMost ? [$"and {open.Count - HostedWords.NamedAtMost} more"] : Array.Empty<string>();
        return [.. words, .. more, .. fault];
    }

    private static IEnumerable<string> Lines(Plan part) => PlanText.Changes(part, default);

    // Hours that fall alike are told as one.
    private static IEnumerable<string> Coverage(Plan plan)
    {
        var falling = plan.Coverage.After.Hours.Zip(
            plan.Coverage.Before.Hours, (after, before) => (after.Hour, After: after.OnDuty, Before: before.OnDuty))
            .Where(hour => hour.After < hour.Before).ToList();
        return falling.GroupBy(hour => (hour.Before, hour.After, Run: hour.Hour - falling.IndexOf(hour)))
            .Select(hours => $"  hours {hours.First().Hour} to {hours.Last().Hour}: {hours.Key.Before} on duty, then {hours.Key.After}");
    }

    private static string Allow(Refusal refusal) => refusal.Rule switch
    {
        SafetyRule.RemovalLimit => $"To allow it: `policy: {{ maxRemovals: \"{refusal.Count}\" }}`. Nothing was sent",
        SafetyRule.EmptyRoster => "To allow it: `allowEmpty: true`. Nothing was sent",
        SafetyRule.Coverage => "To allow it: `allowUnderCoverage: true`. Nothing was sent",
        SafetyRule.MissingLive => "To allow it: `allowRecreate: true`. Nothing was sent",
        SafetyRule.Takeover => "To allow it: `allowTakeover: true`. Nothing was sent",
        _ => "Give each a password, or set the variable that its entry names. Nothing was sent",
    };
}
