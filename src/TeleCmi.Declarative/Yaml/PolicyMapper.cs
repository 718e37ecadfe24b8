using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Reads <c>policy</c>.</summary>
internal sealed class PolicyMapper(Values values, DiagnosticList problems)
{

    public RosterPolicy Map(CheckedMapping fields) => new(
        fields["max_removals"] is { } limit ? Limit(limit) : null,
        fields["passwords"] is { } passwords && Word(passwords, "`passwords`", "managed", "initial") == "initial"
            ? PasswordPolicy.Initial
            : PasswordPolicy.Managed,
        !(fields["unmanaged"] is { } unmanaged && Word(unmanaged, "`unmanaged`", "drift", "ignore") == "ignore"),
        fields["min_on_duty"] is { } floor ? Floor(floor) : [],
        fields["allow_warnings"] is { } allowed ? Warnings(allowed) : []);

    private RemovalLimit? Limit(YamlNode node) => values.Text(node, "`max_removals`") is { } text
        ? RemovalLimit.Parse(text) ?? problems.Report<RemovalLimit?>(RosterProblem.BadRemovalLimit(node.At))
        : null;

    private string? Word(YamlNode node, string what, string usual, string other)
    {
        var word = values.Text(node, what);
        if (word is not null && word != usual && word != other)
        {
            problems.Add(RosterProblem.UnknownWord(node.At, what, $"`{usual}` or `{other}`"));
        }

        return word;
    }

    private ImmutableArray<string> Warnings(YamlNode node)
    {
        if (node is not SequenceNode list)
        {
            values.WrongType(node, "`allow_warnings`", "a list of codes such as [ROS036]");
            return [];
        }

        return [.. list.Items.Select(Warning).OfType<string>()];
    }

    private string? Warning(YamlNode node) => values.Text(node, "a code of `allow_warnings`") is not { } code ? null
        : RosterProblem.WarningCodes.Contains(code) ? code
        : problems.Report<string>(RosterProblem.NoWarning(node.At));

    private ImmutableArray<int> Floor(YamlNode node)
    {
        if (node is not MappingNode mapping)
        {
            return node is SequenceNode ? WrongFloor(node)
                : values.Integer(node, "`min_on_duty`", 0, DutyFloors.MaximumAgents) is not { } all ? []
                : [.. Enumerable.Repeat(all, DayHours.Last)];
        }

        var floor = new int?[DayHours.Last];
        foreach (var (key, value) in CheckedMapping.Free(mapping, problems))
        {
            var agents = values.Integer(value, "a floor of `min_on_duty`", 0, DutyFloors.MaximumAgents);
            if (DutyFloors.Hours(key.Text) is not { } range)
            {
                problems.Add(RosterProblem.BadHours(key.At));
                continue;
            }

            if (DutyFloors.Fill(floor, range, agents ?? 0) is { } twice)
            {
                problems.Add(RosterProblem.OverlappingHours(key.At, twice));
            }
        }

        return [.. floor.Select(f => f ?? 0)];
    }

    private ImmutableArray<int> WrongFloor(YamlNode node)
    {
        values.WrongType(node, "`min_on_duty`", "a number or a mapping of hours to numbers");
        return [];
    }
}
