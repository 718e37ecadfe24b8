using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Coverage;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Markdown;

/// <summary>Who is on duty: numbers of our own only.</summary>
internal static class CoverageMarkdown
{
    private const int Widest = 30;

    /// <summary>What the plan does to the hours; empty where it changes none and no floor is near.</summary>
    /// <param name="forecast">Before and after.</param>
    /// <param name="planned">Of an apply, what was wanted: the forecast is then what was done.</param>
    public static string Change(CoverageForecast forecast, DutyHours? planned = null)
    {
        var spans = CoverageSpan.Of(forecast.Before, forecast.After, forecast.Floor, planned);
        var told = spans.Where(span => span.Before != span.After || span.IsShort || span.IsNear).ToList();
        if (told.Count == 0)
        {
            return "";
        }

        return $"\n#### Agents on duty\n\n{Table(told, planned is not null)}"
            + "\n<details><summary>Hour by hour</summary>\n\n"
            + Chart(CoverageSpan.Hourly(forecast.Before, forecast.After, forecast.Floor), isPlan: true) + "\n</details>\n";
    }

    private static string Table(IReadOnlyList<CoverageSpan> spans, bool isDone)
    {
        (bool IsShown, string Heading, string Rule, Func<CoverageSpan, string> Cell)[] columns =
        [
            (true, "hours", "---", span => span.Hours),
            (true, "before", "--:", span => $"{span.Before}"),
            (isDone && spans.Any(span => span.IsShort), "planned", "--:", span => $"{span.Planned}"),
            (true, isDone ? "now" : "after", "--:", span => span.After == span.Before ? $"{span.After}" : $"**{span.After}**"),
            (spans.Any(span => span.Floor > 0), "floor", "--:", span => span.Floor == 0 ? "" : $"{span.Floor}"),
            (spans.Any(span => span.Remark.Length > 0), "to know", "---", span => span.Remark),
        ];
        var shown = columns.Where(column => column.IsShown).ToList();
        return Line(column => column.Heading) + $"|{string.Concat(shown.Select(column => $"{column.Rule}|"))}\n"
            + string.Concat(spans.Select(span => Line(column => column.Cell(span))));

        string Line(Func<(bool IsShown, string Heading, string Rule, Func<CoverageSpan, string> Cell), string> cell)
            => $"| {string.Join(" | ", shown.Select(cell))} |\n";
    }

    /// <summary>The chart as a page.</summary>
    public static string Page(DutyHours duty, ImmutableArray<int> floor)
    {
        var under = duty.Under(floor).ToList();
        return $"### Agents on duty{(under.Count == 0 ? "" : $": {Wording.Count(under.Count, "hour")} under the floor")}\n\n"
            + CoverageSpan.Gaps(duty).Replace("_", "\\_", StringComparison.Ordinal)
            + (floor.IsDefaultOrEmpty ? " No floor is set." : $" Under the floor: {HourRanges.Of(under)}.")
            + $"\n\n{Chart(CoverageSpan.Hourly(duty, floor), isPlan: false)}";
    }

    private static string Chart(ImmutableArray<CoverageSpan> hours, bool isPlan)
    {
        var most = Math.Max(1, hours.Max(hour => hour.After));
        var digits = Math.Max(2, $"{hours.Max(hour => Math.Max(hour.Before, hour.After))}".Length);
        var text = new StringBuilder("```text\n");
        foreach (var hour in hours)
        {
            var bar = CoverageSpan.Bar('█', hour.After, most, Widest).PadRight(Math.Min(most, Widest));
            var before = isPlan ? $"{Number(hour.Before)} → " : "";
            text.Append($"{hour.Hours,2}  {before}{Number(hour.After)}  {bar}  {hour.Remark}".TrimEnd()).Append('\n');
        }

        return text.Append("```\n").ToString();

        string Number(int count) => $"{count}".PadLeft(digits);
    }
}
