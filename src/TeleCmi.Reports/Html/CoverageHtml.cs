using System.Collections.Immutable;
using System.Globalization;
using TeleCmi.Declarative.Coverage;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Html;

/// <summary>Who is on duty, as a chart, in sentences, and as a table: numbers of our own only.</summary>
internal static class CoverageHtml
{
    private const int ChartHeight = 100;
    private const int HourWidth = 10;

    /// <summary>Before and after a plan.</summary>
    /// <param name="forecast">Before and after.</param>
    /// <param name="planned">Of an apply, what was wanted: the forecast is then what was done.</param>
    public static IEnumerable<HtmlSection> Sections(CoverageForecast forecast, DutyHours? planned = null)
        => [Section(
            CoverageSpan.Hourly(forecast.Before, forecast.After, forecast.Floor, planned),
            CoverageSpan.Of(forecast.Before, forecast.After, forecast.Floor, planned), planned is null ? "after the plan" : "now")];

    /// <summary>A day as it is.</summary>
    public static IEnumerable<HtmlSection> Sections(DutyHours duty, ImmutableArray<int> floor, string title = "Agents on duty")
        => [Section(CoverageSpan.Hourly(duty, floor), CoverageSpan.Of(duty, duty, floor), null) with { Title = title }];

    private static HtmlSection Section(ImmutableArray<CoverageSpan> hours, ImmutableArray<CoverageSpan> spans, string? after)
    {
        var isPlan = after is not null;
        var hasFloor = hours.Any(hour => hour.Floor > 0);
        return new HtmlSection("coverage", "Agents on duty", null, Markup.Of($"""
            {Sentences(spans, isPlan)}
            {Chart(hours, after, hasFloor)}
            {Table(hours, after, hasFloor)}
            """));
    }

    private static Markup Sentences(ImmutableArray<CoverageSpan> spans, bool isPlan)
    {
        var told = spans.Where(span => span.Before != span.After || span.IsShort || span.IsNear || span.IsSilent);
        var same = Markup.If(isPlan && spans.All(span => span.Before == span.Planned), $"<li>The plan changes no hour.</li>");
        var empty = CoverageSpan.Unstaffed(spans.Where(span => span.After == 0).SelectMany(span => span.Single));
        return Markup.Of($"""
            <ul class="notes">{Markup.Join(told, Sentence)}{same}<li>{empty}</li></ul>
            """);
    }

    private static Markup Sentence(CoverageSpan span)
    {
        var move = span.After == span.Before ? $"{span.After} on duty" : $"from {span.Before} to {span.After}";
        var remark = (span.Remark.Length == 0 ? "" : $"; {span.Remark}") + (span.IsShort ? $"; planned were {span.Planned}" : "");
        return Markup.Of($"<li><strong>{(span.First == span.Last ? "Hour" : "Hours")} {span.Hours}:</strong> {move}{remark}.</li>");
    }

    // Bars stretch with the page; numbers and hours are text beside the picture, so that they never shrink with it.
    private static Markup Chart(ImmutableArray<CoverageSpan> hours, string? after, bool hasFloor)
    {
        var most = Math.Max(1, hours.Max(hour => Math.Max(hour.Floor, Math.Max(hour.Before, hour.After))));
        var bars = Markup.Join(hours, hour => Bars(hour, most, isPlan: after is not null));
        var floor = hasFloor ? Floor(hours, most) : Markup.None;
        return Markup.Of($"""
            <figure class="duty">
            <div class="plot" aria-hidden="true">
            <ol class="numbers">{Markup.Join(hours, hour => Markup.Of($"<li class=\"{Tone(hour)}\">{hour.After}</li>"))}</ol>
            <svg viewBox="0 0 240 {ChartHeight}" preserveAspectRatio="none" focusable="false">{bars}{floor}</svg>
            <ol class="marks">{Markup.Join(hours, hour => Markup.Of($"<li class=\"{Tone(hour)}\">{Mark(hour)}</li>"))}</ol>
            <ol class="hours">{Markup.Join(hours, hour => Markup.Of($"<li>{hour.First}</li>"))}</ol>
            </div>
            <figcaption>{Legend(after, hasFloor)}</figcaption>
            </figure>
            """);
    }

    private static Markup Bars(CoverageSpan hour, int most, bool isPlan)
    {
        var x = (hour.First - 1) * HourWidth;
        var before = isPlan ? Bar("was", x + 0.8, 8.4, hour.Before, most) : Markup.None;
        var tone = hour.IsUnder ? "will under" : "will";
        return Markup.Of($"{before}{Bar(tone, x + (isPlan ? 2.4 : 1.2), isPlan ? 5.2 : 7.6, hour.After, most)}");
    }

    private static Markup Bar(string tone, double x, double width, int count, int most)
    {
        var y = Y(count, most);
        return Markup.If(
            count > 0,
            $"<rect class=\"{tone}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(ChartHeight - y)}\"/>");
    }

    private static Markup Floor(ImmutableArray<CoverageSpan> hours, int most)
    {
        var steps = hours.Where(hour => hour.Floor > 0).Select(hour =>
        {
            var continues = hour.First > 1 && hours[hour.First - 2].Floor > 0;
            return $"{(continues ? 'L' : 'M')}{(hour.First - 1) * HourWidth} {Number(Y(hour.Floor, most))}H{hour.First * HourWidth}";
        });
        return Markup.Of($"<path class=\"floor\" d=\"{string.Concat(steps)}\"/>");
    }

    private static double Y(int count, int most) => ChartHeight - ((ChartHeight - 2) * (double)count / most);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static Markup Legend(string? after, bool hasFloor)
    {
        (bool IsShown, string Class, string Words)[] keys =
        [
            (after is not null, "was", "before"), (true, "will", after ?? "on duty"),
            (hasFloor, "floor", "floor"), (hasFloor, "mark", "! under the floor"), (true, "mark", "○ nobody has sms_alert"),
        ];
        var shown = Markup.Join(
            keys.Where(key => key.IsShown), key => Markup.Of($"<li><span class=\"key {key.Class}\"></span>{key.Words}</li>"));
        return Markup.Of($"<ul class=\"legend\" aria-hidden=\"true\">{shown}</ul>");
    }

    private static Markup Table(ImmutableArray<CoverageSpan> hours, string? after, bool hasFloor)
    {
        var isPlan = after is not null;
        (bool IsShown, string Heading, Func<CoverageSpan, Markup> Cell)[] columns =
        [
            (isPlan, "before", hour => Markup.Of($"{hour.Before}")),
            (isPlan && hours.Any(hour => hour.IsShort), "planned", hour => Markup.Of($"{hour.Planned}")),
            (true, !isPlan ? "on duty" : after == "now" ? "now" : "after", OnDuty),
            (hasFloor, "floor", hour => Markup.Of($"{hour.Floor}")),
            (true, "sms_alert", hour => Markup.Of($"{hour.SmsAlert}")),
        ];
        var shown = columns.Where(column => column.IsShown).ToList();
        var headings = Markup.Join(shown, column => Markup.Of($"<th scope=\"col\">{column.Heading}</th>"));
        return Markup.Of($"""
            <details><summary>Hour by hour, as a table</summary>
            <table class="hourly"><caption class="sr">Agents on duty in each hour</caption>
            <thead><tr><th scope="col">hour</th>{headings}</tr></thead>
            <tbody>{Markup.Join(hours, Row)}</tbody></table>
            </details>
            """);

        Markup Row(CoverageSpan hour)
        {
            var cells = Markup.Join(shown, column => Markup.Of($"<td>{column.Cell(hour)}</td>"));
            return Markup.Of($"<tr class=\"{Tone(hour)}\"><th scope=\"row\">{hour.First}</th>{cells}</tr>");
        }
    }

    private static Markup OnDuty(CoverageSpan hour)
        => Markup.Of($"{hour.After}{Markup.If(hour.IsUnder, $" <span class=\"flag\">under</span>")}");

    private static string Tone(CoverageSpan hour) => hour.IsUnder ? "under" : hour.After == 0 ? "empty" : "met";

    private static string Mark(CoverageSpan hour) => hour.IsUnder ? "!" : hour.IsSilent ? "○" : "";
}
