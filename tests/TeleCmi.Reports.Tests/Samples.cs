using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Coverage;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Tests;

/// <summary>A small call centre seen from everywhere: each report as a run would give it.</summary>
internal static class Samples
{
    public const string Folder = "/home/ravi/centre";

    /// <summary>The morning after.</summary>
    public static Stamp Stamp { get; } = new(new DateTimeOffset(2026, 11, 29, 16, 50, 3, TimeSpan.Zero), "1.2.3")
    {
        Commit = "0123456789abcdef0123456789abcdef01234567",
        AppId = 1111112,
    };

    private static readonly ImmutableArray<int> Floor = [.. Enumerable.Range(1, 24).Select(hour => hour is >= 9 and <= 18 ? 2 : 0)];

    /// <summary>Every report by the name of its golden files.</summary>
    public static ImmutableSortedDictionary<string, Report> All { get; } = new Dictionary<string, Report>(StringComparer.Ordinal)
    {
        ["plan"] = Plan(),
        ["refused"] = Refused(),
        ["review"] = Review(),
        ["unchanged"] = new Report.OfPlan(Quiet()) { RosterFile = "agents.yaml" },
        ["apply"] = Apply(),
        ["drift"] = Drift(),
        ["roster"] = Roster(),
        ["failure"] = Failure(),
        ["coverage"] = Coverage(),
        ["nobody"] = new Report.OfCoverage(DutyHours.Of([]), []) { RosterFile = "agents.yaml" },
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The command that gives a sample.</summary>
    public static string Command(string sample) => sample switch
    {
        "apply" or "drift" or "coverage" => sample,
        "roster" => "validate",
        "nobody" => "coverage",
        _ => "plan",
    };

    /// <summary>A plan with every kind of change; the names may be foreign.</summary>
    public static Report.OfPlan Plan(Func<string, string>? name = null)
    {
        var of = name ?? (plain => plain);
        return new Report.OfPlan(PlanOf(of)) { Drift = DriftOf(of), RosterFile = "agents.yaml", Diagnostics = [Warning()] };
    }

    public static Report.OfPlan Refused(Func<string, string>? name = null)
        => new(PlanOf(name ?? (plain => plain)) with
        {
            Refusals =
            [
                new Refusal(SafetyRule.RemovalLimit,
                    "5 agents would be removed or replaced by another person; the limit is 3 of 12 recorded (25%).", 5, 3,
                    [105, 106, 107, 108, 109], "--max-removals 5"),
                new Refusal(SafetyRule.Coverage, "2 hours fall under the floor (19-20); worst is hour 19: 1 on duty, the floor is 2.", 1,
                    2, [105], "--allow-under-coverage"),
            ],
        })
        { RosterFile = "agents.yaml", ToAllow = "telecmi apply --prune --max-removals 5 --allow-under-coverage" };

    public static Report.OfApply Apply(Func<string, string>? name = null, Func<string, string>? service = null)
    {
        var of = service ?? (plain => plain);
        return new Report.OfApply(PlanOf(name ?? (plain => plain)), new ApplyResult(
        [
            new Outcome(101, ChangeAction.Adopt, OutcomeKind.Converged),
            new Outcome(102, ChangeAction.Update, OutcomeKind.Changed),
            new Outcome(103, ChangeAction.Update, OutcomeKind.Failed, of("phone number is not valid")),
            new Outcome(104, ChangeAction.Add, OutcomeKind.Changed),
            new Outcome(105, ChangeAction.Remove, OutcomeKind.Unknown, of("no list could settle it")),
            new Outcome(
                107, ChangeAction.Recreate, OutcomeKind.Converged, of("exists already with other values; the next plan shows them")),
            new Outcome(108, ChangeAction.Forget, OutcomeKind.Skipped, of("interrupted")),
        ], false))
        { RosterFile = "agents.yaml", Coverage = new CoverageForecast(Before(), Now(), Floor) };
    }

    public static Report.OfDrift Drift(Func<string, string>? name = null)
        => new(DriftOf(name ?? (plain => plain))) { Coverage = Before(), Floor = Floor, RosterFile = "agents.yaml" };

    public static Report.OfRoster Roster(Func<string, string>? words = null)
    {
        var of = words ?? (plain => plain);
        return new Report.OfRoster("agents.yaml", false, 0)
        {
            RosterFile = "agents.yaml",
            Diagnostics =
            [
                new Diagnostic(Severity.Error, "ROS020", $"unknown key `{of("nmae")}`", "agents.yaml", 4, 5, "did you mean `name`?"),
                new Diagnostic(Severity.Error, "ROS034", "extension 101 appears twice; first in line 3", "agents.yaml", 9, 16,
                    "give each agent an extension of its own"),
                Warning(),
            ],
        };
    }

    public static Report.OfFailure Failure(Func<string, string>? words = null) => new()
    {
        RosterFile = "agents.yaml",
        Diagnostics = [
            Diagnostic.Error("unreachable", (words ?? (plain => plain))("rest.telecmi.com:443 can't be reached: connection refused."),
                "Try again; nothing was changed.")],
    };

    private static Report.OfPlan Review()
    {
        var quiet = Quiet();
        return new Report.OfPlan(quiet with
        {
            AppId = null,
            Refreshed = false,
            Base = "origin/main",
            Changes = [PlanOf(plain => plain).Changes[3]],
            Warnings = [new PlanWarning("unlisted", "110 exists by the service's word."),
                new PlanWarning(PlanWarning.PolicyChanged, "The policy changes: max_removals: default -> 50%.")],
        })
        { RosterFile = "agents.yaml" };
    }

    private static Report.OfCoverage Coverage() => new(After(), Floor) { RosterFile = "agents.yaml" };

    private static Diagnostic Warning()
        => new(Severity.Warning, "ROS038", "the shift runs past midnight", "agents.yaml", 22, 17,
            "swap start_time and end_time if that is not meant");

    private static Plan Quiet()
        => PlanOf(plain => plain) with
        {
            Changes = [],
            Kept = [],
            Warnings = [],
            Unmanaged = 0,
            Coverage = new CoverageForecast(Before(), Before(), [])
        };

    private static Plan PlanOf(Func<string, string> name) => new()
    {
        AppId = 1111112,
        Service = "rest.telecmi.com:443",
        Refreshed = true,
        Options = new PlanOptions(),
        Lineage = "0b6b0f9e-3a0d-4a57-9f0a-1d2c3b4a5968",
        Unchanged = 7,
        Unmanaged = 2,
        Coverage = new CoverageForecast(Before(), After(), Floor),
        Changes =
        [
            new Change { Action = ChangeAction.Adopt, Extension = 101, AgentId = "101_1111112", Name = name("Manish"),
                Reason = ChangeReason.Exists, Source = At(9) },
            new Change
            {
                Action = ChangeAction.Update, Extension = 102, AgentId = "102_1111112", Name = name("Ravi"), Reason = ChangeReason.Drift,
                Source = At(14),
                Fields = [new("start_time", FieldValue.Of((int?)9), FieldValue.Of((int?)8)), new FieldChange.Password(true),
                    new("sms_alert", FieldValue.Of((bool?)false), FieldValue.Of((bool?)true))],
            },
            new Change
            {
                Action = ChangeAction.Update, Extension = 103, AgentId = "103_1111112", Name = name("Nasrin"),
                Reason = ChangeReason.Differs, Source = At(19), ReplacesPerson = true,
                Fields = [new(Fields.Name, FieldValue.Of(name("Devi")), FieldValue.Of(name("Nasrin"))),
                    new(Fields.Phone, FieldValue.Of("919200000000"), FieldValue.Of("919200001234"))],
            },
            new Change
            {
                Action = ChangeAction.Add, Extension = 104, AgentId = "104_1111112", Name = name("Asha"), Reason = ChangeReason.New,
                Source = At(24),
                Fields =
                [
                    new(Fields.Name, null, FieldValue.Of(name("Asha"))), new(Fields.Phone, null, FieldValue.Of("919200004321")),
                    new FieldChange.Password(true),
                    new("start_time", null, FieldValue.Of((int?)9)), new("end_time", null, FieldValue.Of((int?)18)),
                    new("sms_alert", null, FieldValue.Of((bool?)true)),
                ],
            },
            new Change { Action = ChangeAction.Remove, Extension = 105, AgentId = "105_1111112", Name = name("Divya"),
                Reason = ChangeReason.NotInRoster, Before = Leaver() },
            new Change
            {
                Action = ChangeAction.Recreate, Extension = 107, AgentId = "107_1111112", Name = name("Kiran"), Reason = ChangeReason.Gone,
                Source = At(29),
                Fields = [new(Fields.Name, null, FieldValue.Of(name("Kiran"))), new(Fields.Phone, null, FieldValue.Of("919200009876")),
                    new FieldChange.Password(true)],
            },
            new Change { Action = ChangeAction.Forget, Extension = 108, AgentId = "108_1111112", Name = name("Omar"),
                Reason = ChangeReason.NotInRoster },
        ],
        Kept = [new KeptAgent(109, "109_1111112", name("Lena"), KeptReason.Protected)],
        Warnings = [
            new PlanWarning(
                "protected_kept", "109 is protected and stays, though no entry names it; `telecmi state unprotect 109` lifts that.", 109)],
    };

    private static RecordedAgent Leaver() => new()
    {
        Extension = 105,
        AgentId = "105_1111112",
        Values = TeleCmi.Client.Generations.Default.Schema.None with { PhoneNumber = "919200005678", StartTime = 14, EndTime = 22 },
    };

    private static Drift DriftOf(Func<string, string> name) => new()
    {
        AppId = 1111112,
        Service = "rest.telecmi.com:443",
        Absence = new Absence(9, [103]),
        Agents =
        [
            new DriftedAgent
            {
                Extension = 102, Name = name("Ravi"), Kind = DriftKind.Changed, Counts = true, Source = At(14), IsRecorded = true,
                IsLive = true,
                Fields =
                [
                    new(Fields.Name, FieldValue.Of(name("Ravi")), FieldValue.Of(name("Ravi K")), FieldValue.Of(name("Ravi"))),
                    new(Fields.Phone, FieldValue.Of("919200000102"), FieldValue.Of("919200000999"), FieldValue.Of("919200000102")),
                    new(Fields.Password, null, null, null),
                ],
            },
            new DriftedAgent { Extension = 107, Name = name("Kiran"), Kind = DriftKind.Missing, Counts = true, Source = At(29),
                IsRecorded = true },
            new DriftedAgent { Extension = 110, Name = name("Sofia"), Kind = DriftKind.Unmanaged, Counts = true, IsLive = true },
            new DriftedAgent
            {
                Extension = 111, Name = name("Tom"), Kind = DriftKind.NotApplied, Counts = false, Source = At(34), IsRecorded = true,
                IsLive = true,
                Fields = [new("end_time", FieldValue.Of((int?)18), FieldValue.Of((int?)18), FieldValue.Of((int?)20))],
            },
        ],
    };

    private static DutyHours Before()
        => DutyHours.Of([new(9, 18, true), new(9, 18, true), new(8, 16), new(14, 22), new(14, 22), new(20, 4)]);

    private static DutyHours After()
        => DutyHours.Of([new(9, 16, true), new(8, 18, true), new(8, 16), new(14, 16), new(10, 13, true), new(20, 4)]);

    // As it is after an apply that was not complete: nobody was removed.
    private static DutyHours Now()
        => DutyHours.Of([new(9, 18, true), new(8, 18, true), new(8, 16), new(14, 22), new(10, 13, true), new(20, 4)]);

    private static Position At(int line) => new("agents.yaml", line, 5);
}
