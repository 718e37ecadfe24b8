using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Coverage;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports;

/// <summary>What a run has to tell. A closed set; every renderer is a function of one of these values and nothing else.</summary>
public abstract record Report
{
    private Report()
    {
    }

    /// <summary>Of the roster; warnings only, unless the report is <see cref="OfRoster"/> or <see cref="OfFailure"/>.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The roster, as the user named it; null where the run has none.</summary>
    public string? RosterFile { get; init; }

    /// <summary>The command that was run; empty where that is not known.</summary>
    public string Command { get; init; } = "";

    /// <summary>
    /// Where the paths begin that are read on another machine: the top of the git work tree, else the working folder. Null where unknown.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>Where the paths begin that the user named; null = <see cref="Folder"/>.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>The one command that does a refused plan all the same; null where there is none, or it is not known.</summary>
    public string? ToAllow { get; init; }

    /// <summary>When, by which version and at which commit; null where that is not to be told.</summary>
    public Stamp? Stamp { get; init; }

    /// <summary>The account; null where it is not known.</summary>
    internal long? AppId => this switch
    {
        OfPlan { Plan.AppId: { } planned } => planned,
        OfApply { Plan.AppId: { } planned } => planned,
        OfDrift { Drift.AppId: var drifted } => drifted,
        _ => Stamp?.AppId,
    };

    /// <summary>The plan of a run that carried none out; null for any other.</summary>
    internal Plan? NotCarriedOut => this switch
    {
        OfPlan { Plan: var plan } => plan,
        OfApply { Plan: var plan, Result: null } => plan,
        _ => null,
    };

    /// <summary>What apply would do.</summary>
    public sealed record OfPlan(Plan Plan) : Report
    {
        /// <summary>What the same list showed of drift; null where there was no list or no state.</summary>
        public Drift? Drift { get; init; }
    }

    /// <summary>What apply did.</summary>
    /// <param name="Plan">What was approved.</param>
    /// <param name="Result">Null where the plan was refused.</param>
    public sealed record OfApply(Plan Plan, ApplyResult? Result) : Report
    {
        /// <summary>Who was on duty before and is now, by what was done; of a refused plan what it would have done.</summary>
        public CoverageForecast Coverage { get; init; } = Plan.Coverage;

        /// <summary>The command line that does what is left.</summary>
        public string Again { get; init; } = "telecmi apply";
    }

    /// <summary>On which agents roster, state and live disagree.</summary>
    public sealed record OfDrift(Drift Drift) : Report
    {
        /// <summary>Who is on duty in the account as it is.</summary>
        public DutyHours? Coverage { get; init; }

        /// <summary>The roster's <c>min_on_duty</c>; empty = none.</summary>
        public ImmutableArray<int> Floor { get; init; } = [];

        /// <summary>What to do, for each kind that occurs.</summary>
        public ImmutableArray<DriftAdvice> Advice { get; init; } = DriftAdvice.Of(Drift);
    }

    /// <summary>Whether the roster is valid.</summary>
    /// <param name="File">As the user named it.</param>
    /// <param name="IsValid">True where the command exits 0.</param>
    /// <param name="Agents">Entries of a valid roster, else 0.</param>
    public sealed record OfRoster(string File, bool IsValid, int Agents) : Report;

    /// <summary>Who is on duty by the roster alone.</summary>
    /// <param name="Hours">Hours 1 to 24.</param>
    /// <param name="Floor">The roster's <c>min_on_duty</c>; empty = none.</param>
    public sealed record OfCoverage(DutyHours Hours, ImmutableArray<int> Floor) : Report;

    /// <summary>Several rosters in one run.</summary>
    /// <param name="Accounts">In the order of the files.</param>
    /// <param name="ExitCode">The first that fits of all.</param>
    public sealed record OfFleet(ImmutableArray<FleetResult> Accounts, int ExitCode) : Report
    {
        /// <summary>As one result, for formats that have no others in them: every diagnostic names its file.</summary>
        public OfRoster AsOne => new($"{Accounts.Length} rosters", ExitCode == 0, Results.OfType<OfRoster>().Sum(one => one.Agents))
        {
            Diagnostics = [.. Results.SelectMany(one => one.Diagnostics)],
            RosterFile = RosterFile,
            Command = Command,
            Folder = Folder,
            WorkingFolder = WorkingFolder,
            Stamp = Stamp is null ? null : Stamp with { AppId = null },
        };

        private IEnumerable<Report> Results => Accounts.Select(one => one.Result);
    }

    /// <summary>Recorded agents.</summary>
    public sealed record OfAgents(ImmutableArray<RecordedAgent> Agents) : Report;

    /// <summary>There is no result, and why: <see cref="Diagnostics"/> holds an error.</summary>
    public sealed record OfFailure : Report;
}

/// <summary>What came of one roster of several.</summary>
/// <param name="Roster">The file, as the user named it.</param>
/// <param name="ExitCode">As if it had been run alone.</param>
/// <param name="Result">The result.</param>
public sealed record FleetResult(string Roster, int ExitCode, Report Result);

/// <summary>How a report is written.</summary>
public enum ReportFormat
{
    /// <summary>For a person at a terminal.</summary>
    Text,

    /// <summary>One document for programs.</summary>
    Json,

    /// <summary>A comment on a pull request, of 60,000 bytes at most.</summary>
    Markdown,

    /// <summary>JUnit XML, for the test reports of a CI system.</summary>
    Junit,

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    Sarif,

    /// <summary>Workflow commands of GitHub Actions: annotations at the lines of the roster.</summary>
    Github,

    /// <summary>A page that opens from disk and needs no network.</summary>
    Html,

    /// <summary>GitLab's Code Quality: findings at the lines of the roster, for the widget of a merge request.</summary>
    Codequality,
}
