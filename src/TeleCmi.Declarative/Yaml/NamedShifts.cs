using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>The names that a roster gives to hours, and who takes their hours from there. Nobody behind the loader knows them.</summary>
internal sealed class NamedShifts(Values values, DiagnosticList problems)
{
    /// <summary>The key that names one.</summary>
    public const string Key = "shift";

    private const string ListKey = "shifts";
    private const int NamedAtMost = 10;

    // A hostile file can hold thousands of names, and long ones.
    private const int MeasuredAtMost = 100;
    private const int LongestMeasured = 40;

    private readonly Dictionary<string, (int Start, int End)?> _shifts = new(StringComparer.Ordinal);

    private string? _known;

    // False where something is wrong with a name: then none is called unknown.
    private bool _isWhole;

    /// <summary>Reads `shifts`; what is wrong there is reported once, whoever has such a shift.</summary>
    public void Read(CheckedMapping root)
    {
        _isWhole = root.Lacks(ListKey);
        if (root[ListKey] is not { } node || values.Mapping(node, $"`{ListKey}`") is not { } names)
        {
            return;
        }

        _isWhole = names.IsComplete;
        foreach (var (key, value) in CheckedMapping.Free(names, problems))
        {
            var shift = values.Mapping(value, "a shift", KeySet.Shift) is { } fields ? Shift(fields) : null;
            if (values.Text(key, $"a name of `{ListKey}`") is { } name)
            {
                _shifts[name] = shift;
            }
            else
            {
                _isWhole = false;
            }
        }
    }

    /// <summary>The hours that a mapping gives, by themselves or by a name.</summary>
    public GivenHours Hours(CheckedMapping fields)
    {
        var (start, end) = Given(fields);
        if (fields[Key] is not { } node)
        {
            return new GivenHours(start, end);
        }

        if ((fields[AgentFields.StartTime.Key] ?? fields[AgentFields.EndTime.Key]) is not null)
        {
            problems.Add(RosterProblem.ShiftAndHours(node.At));
        }

        var shift = values.Text(node, $"`{Key}`") is { } name ? Find(name, node.At) : null;
        return new GivenHours(new GivenHour(shift?.Start, node.At), new GivenHour(shift?.End, node.At), AreNamed: true);
    }

    private (GivenHour? Start, GivenHour? End) Given(CheckedMapping fields)
        => (GivenHour.Read(fields, AgentFields.StartTime, values), GivenHour.Read(fields, AgentFields.EndTime, values));

    private (int Start, int End)? Shift(CheckedMapping fields)
    {
        foreach (var missing in KeySet.Shift.Keys.Where(fields.Lacks))
        {
            problems.Add(RosterProblem.MissingKey(fields.Node.At, Key, missing));
        }

        return Given(fields) is not ({ Value: { } first } start, { Value: { } last }) ? null
            : DayHours.AreShift(first, last) ? (first, last)
            : problems.Report<(int, int)?>(RosterProblem.EqualShift(start.At, first));
    }

    private (int Start, int End)? Find(string name, Position at)
    {
        if (!_shifts.TryGetValue(name, out var shift) && _isWhole)
        {
            var near = Spelling.Nearest(name, _shifts.Keys.Take(MeasuredAtMost).Where(known => known.Length <= LongestMeasured));
            problems.Add(RosterProblem.UnknownShift(
                at, near is not null ? $"did you mean `{KeyText.Show(near)}`?"
                : _shifts.Count == 0 ? $"write `{ListKey}: {{ NAME: {{ start_time: 9, end_time: 18 }} }}` on a line above `agents:`"
                : _known ??= $"known here: {Wording.Some(_shifts.Keys.Select(known => KeyText.Show(known)), NamedAtMost)}"));
        }

        return shift;
    }
}
