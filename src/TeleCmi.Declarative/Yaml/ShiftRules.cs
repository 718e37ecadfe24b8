using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Puts an agent's hours and the defaults together. What is wrong in the defaults alone is reported once, there.</summary>
internal sealed class ShiftRules(AgentDefaults defaults, DiagnosticList problems)
{
    private bool _defaultsChecked;

    /// <summary>The shift of an agent; two nulls where it has none, or a wrong one.</summary>
    public (int? Start, int? End) Resolve(GivenHour? start, GivenHour? end)
    {
        var ownHours = start is not null || end is not null;
        var report = ownHours || !_defaultsChecked;
        _defaultsChecked |= !ownHours;
        var (from, to) = (start ?? defaults.Start, end ?? defaults.End);
        if (from is null || to is null)
        {
            if (report && (from ?? to) is { } lone)
            {
                var (given, missing) = to is null
                    ? (AgentFields.StartTime, AgentFields.EndTime)
                    : (AgentFields.EndTime, AgentFields.StartTime);
                problems.Add(RosterProblem.HalfShift(lone.At, given.Key, missing.Key));
            }

            return (null, null);
        }

        if (from.Value is not { } first || to.Value is not { } last)
        {
            return (null, null);
        }

        if (report && !DayHours.AreShift(first, last))
        {
            problems.Add(RosterProblem.EqualShift((start ?? end ?? from).At, first));
        }

        return (first, last);
    }
}
