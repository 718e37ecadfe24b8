using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Puts an agent's hours and the defaults together. What is wrong in the defaults alone is reported once, there.</summary>
internal sealed class ShiftRules(GivenHours defaults, DiagnosticList problems)
{
    private bool _defaultsChecked;

    /// <summary>The shift of an agent; two nulls where it has none, or a wrong one.</summary>
    public (int? Start, int? End) Resolve(GivenHours own)
    {
        var report = !own.IsNone || !_defaultsChecked;
        _defaultsChecked |= own.IsNone;
        var replaces = !own.IsNone && defaults.AreNamed;
        var (from, to) = replaces ? (own.Start, own.End) : (own.Start ?? defaults.Start, own.End ?? defaults.End);
        if (from is null || to is null)
        {
            if (report && (from ?? to) is { } lone)
            {
                var (given, missing) = to is null
                    ? (AgentFields.StartTime, AgentFields.EndTime)
                    : (AgentFields.EndTime, AgentFields.StartTime);
                problems.Add(RosterProblem.HalfShift(lone.At, given.Key, missing.Key, replaces));
            }

            return (null, null);
        }

        if (from.Value is not { } first || to.Value is not { } last)
        {
            return (null, null);
        }

        if (report && !DayHours.AreShift(first, last))
        {
            problems.Add(RosterProblem.EqualShift((own.Start ?? own.End ?? from).At, first));
        }

        return (first, last);
    }
}
