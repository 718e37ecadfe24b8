using System.Globalization;

namespace TeleCmi.Reports;

/// <summary>When and by which version a report was made, and of what: comments and pages outlive their run.</summary>
/// <param name="At">When.</param>
/// <param name="Version">Of the program.</param>
public sealed record Stamp(DateTimeOffset At, string Version)
{
    private const int CommitDigits = 10;

    /// <summary>The commit that is checked out where the roster lies; null where there is none, or it could not be read.</summary>
    public string? Commit { get; init; }

    /// <summary>True where the roster differs from that of the commit.</summary>
    public bool IsEdited { get; init; }

    /// <summary>The account, for reports that do not tell it themselves; null where it is not known.</summary>
    public long? AppId { get; init; }

    /// <summary>E.g. <c>2026-11-29 16:50 UTC</c>.</summary>
    internal string Minute => At.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>E.g. <c>2026-11-29T16:50:03Z</c>.</summary>
    internal string Second => At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What is told of the roster, its commit and the account: a word of ours and a value that may be foreign.</summary>
    internal static IEnumerable<(string Word, string Value)> Facts(Report report)
    {
        if (report is Report.OfRoster { File: var rosters })
        {
            yield return ("roster", Named(rosters, report));
        }
        else if (report.RosterFile is { } roster)
        {
            yield return ("roster", Named(roster, report));
        }

        if (report.Stamp is { Commit: { } commit } stamp)
        {
            yield return ("commit", commit[..Math.Min(CommitDigits, commit.Length)] + (stamp.IsEdited ? " (the roster is edited)" : ""));
        }

        if (report.AppId is { } account)
        {
            yield return ("account", $"{account}");
        }
    }

    /// <summary>All of it in a line; empty where the report has no stamp.</summary>
    /// <param name="report">Whose.</param>
    /// <param name="value">How a value that may be foreign is written.</param>
    internal static string Line(Report report, Func<Shown, string> value) => report.Stamp is not { } stamp ? ""
        : string.Join(" · ",
            [stamp.Minute, $"telecmi {stamp.Version}", .. Facts(report).Select(fact => $"{fact.Word} {value(Shown.Of(fact.Value))}")]);

    private static string Named(string file, Report report) => RosterPath.Relative(file, report) ?? file;
}
