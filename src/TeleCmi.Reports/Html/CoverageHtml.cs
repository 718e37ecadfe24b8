using System.Collections.Immutable;
using System.Globalization;
using TeleCmi.Declarative.Coverage;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Html;

/// <summary>Who is on duty, as a chart, in sentences, and as a table: numbers of our own only.</summary>
internal static class CoverageHtml
{
    private const int ChartHeight = 100;

    /// <summary>Before and after a plan.</summary>
    /// <param name="forecast">Before and after.</param>
    /// <param name="planned">Of an apply, what was wanted: the forecast is then what was done.</param>
    public static IEnumerable<HtmlSection> Sections(CoverageForecast forecast, DutyHours? planned = null)
        => [Section(
            CoverageSpan.Hourly(forecast.Before, forecast.After, forecast.Floor, planned), CoverageSpan.Of(forecast.Before, forecast.After, forecast.Floor, planned),
            planned is null ? "after the plan" : "now")];

    /// <summary>A day as it is.</summary>
    public static IEnumerable<HtmlSection> Sections(DutyHours duty, ImmutableArray<int> floor)
        => [Section(CoverageSpan.Hourly(duty, floor), CoverageSpan.Of(duty, duty, floor), null)];

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
        var told = spans.Where(span => span.Before != span.After || span.IsShort || span.IsNear || span.IsSilent).Select(Sentence).ToList();
        var empty = HourRanges.Of(spans.Where(span => span.After == 0).SelectMany(span => Enumerable.Range(span.First, span.Last - span.First + 1)));
        return Markup.Of($"""
            <ul class="notes">{Markup.Join(told)}{(isPlan && spans.All(span => span.Before == span.Planned) ? Markup.Of($"<li>The plan changes no hour.</li>") : Markup.None)}<li>Nobody on duty: {empty}.</li></ul>
            """);
    }

    private static Markup Sentence(CoverageSpan span)
    {
        var move = span.After == span.Before ? $"{span.After} on duty" : $"from {span.Before} to {span.After}";
        return Markup.Of($"<li><strong>{(span.First == span.Last ? "Hour" : "Hours")} {span.Hours}:</strong> {move}{(span.Remark.Length == 0 ? "" : $"; {span.Remark}")}.</li>");
    }

    // Bars stretch with the page; numbers and hours are text beside the picture, so that they never shrink with it.
    private static Markup Chart(ImmutableArray<CoverageSpan> hours, string? after, bool hasFloor)
    {
        var isPlan = after is not null;
        var most = Math.Max(1, hours.Max(hour => Math.Max(hour.Floor, Math.Max(hour.Before, hour.After))));
        return Markup.Of($"""
            <figure class="duty">
            <div class="plot" aria-hidden="true">
            <ol class="numbers">{Markup.Join(hours.Select(hour => Markup.Of($"<li class=\"{Tone(hour)}\">{hour.After}</li>")))}</ol>
            <svg viewBox="0 0 240 {ChartHeight}" preserveAspectRatio="none" focusable="false">{Markup.Join(hours.Select(hour => Bars(hour, most, isPlan)))}{(hasFloor ? Floor(hours, most) : Markup.None)}</svg>
            <ol class="marks">{Markup.Join(hours.Select(hour => Markup.Of($"<li class=\"{Tone(hour)}\">{Mark(hour)}</li>")))}</ol>
            <ol class="hours">{Markup.Join(hours.Select(hour => Markup.Of($"<li>{hour.First}</li>")))}</ol>
            </div>
            <figcaption>{Legend(after, hasFloor)}</figcaption>
            </figure>
            """);
    }

    private static Markup Bars(CoverageSpan hour, int most, bool isPlan)
    {
        var x = (hour.First - 1) * 10;
        var before = isPlan ? Bar("was", x + 0.8, 8.4, hour.Before, most) : Markup.None;
        return Markup.Of($"{before}{Bar(hour.IsUnder ? "will under" : "will", x + (isPlan ? 2.4 : 1.2), isPlan ? 5.2 : 7.6, hour.After, most)}");
    }

    private static Markup Bar(string tone, double x, double width, int count, int most) => count == 0 ? Markup.None : Markup.Of(
        $"<rect class=\"{tone}\" x=\"{Number(x)}\" y=\"{Number(Y(count, most))}\" width=\"{Number(width)}\" height=\"{Number(ChartHeight - Y(count, most))}\"/>");

    private static Markup Floor(ImmutableArray<CoverageSpan> hours, int most)
    {
        var steps = hours.Where(hour => hour.Floor > 0).Select(hour =>
        {
            var height = Number(Y(hour.Floor, most));
            var continues = hour.First > 1 && hours[hour.First - 2].Floor > 0;
            return $"{(continues ? 'L' : 'M')}{(hour.First - 1) * 10} {height}H{hour.First * 10}";
        });
        return Markup.Of($"<path class=\"floor\" d=\"{string.Concat(steps)}\"/>");
    }

    private static double Y(int count, int most) => ChartHeight - ((ChartHeight - 2) * (double)count / most);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static Markup Legend(string? after, bool hasFloor)
    {
        List<(string Class, string Words)> keys = [];
        if (after is not null)
        {
            keys.Add(("was", "before"));
        }

        keys.Add(("will", after ?? "on duty"));
        if (hasFloor)
        {
            keys.AddRange([("floor", "floor"), ("mark", "! under the floor")]);
        }

        keys.Add(("mark", "○ nobody has sms_alert"));
        return Markup.Of($"<ul class=\"legend\" aria-hidden=\"true\">{Markup.Join(keys.Select(key => Markup.Of($"<li><span class=\"key {key.Class}\"></span>{key.Words}</li>")))}</ul>");
    }

    private static Markup Table(ImmutableArray<CoverageSpan> hours, string? after, bool hasFloor) => Markup.Of($"""
        <details><summary>Hour by hour, as a table</summary>
        <table class="hourly"><caption class="sr">Agents on duty in each hour</caption>
        <thead><tr><th scope="col">hour</th>{(after is not null ? Markup.Of($"<th scope=\"col\">before</th>{(hours.Any(hour => hour.IsShort) ? Markup.Of($"<th scope=\"col\">planned</th>") : Markup.None)}<th scope=\"col\">{(after == "now" ? "now" : "after")}</th>") : Markup.Of($"<th scope=\"col\">on duty</th>"))}{(hasFloor ? Markup.Of($"<th scope=\"col\">floor</th>") : Markup.None)}<th scope="col">sms_alert</th></tr></thead>
        <tbody>{Markup.Join(hours.Select(hour => Markup.Of($"<tr class=\"{Tone(hour)}\"><th scope=\"row\">{hour.First}</th>{(after is not null ? Markup.Of($"<td>{hour.Before}</td>{(hours.Any(one => one.IsShort) ? Markup.Of($"<td>{hour.Planned}</td>") : Markup.None)}") : Markup.None)}<td>{hour.After}{(hour.IsUnder ? Markup.Of($" <span class=\"flag\">under</span>") : Markup.None)}</td>{(hasFloor ? Markup.Of($"<td>{hour.Floor}</td>") : Markup.None)}<td>{hour.SmsAlert}</td></tr>")))}</tbody></table>
        </details>
        """);

    private static string Tone(CoverageSpan hour) => hour.IsUnder ? "under" : hour.After == 0 ? "empty" : "met";

    private static string Mark(CoverageSpan hour) => hour.IsUnder ? "!" : hour.IsSilent ? "○" : "";
}
