namespace TeleCmi.Declarative.Tests.Rosters;

public class ShiftsByName
{
    private const string Three = """
        shifts:
          morning: { start_time: 7, end_time: 15 }
          late: { start_time: 15, end_time: 22 }
          night: { start_time: 22, end_time: 6 }

        """;

    [Fact]
    public void A_name_stands_for_its_two_hours()
        => Assert.Equal((22, 6), Hours(Three + Given.Agent + "    shift: night\n"));

    [Fact]
    public void The_names_may_stand_below_the_agents()
        => Assert.Equal((7, 15), Hours(Given.Agent + "    shift: morning\n" + Three));

    [Theory]
    [InlineData("7", "7")]
    [InlineData("früh", "früh")]
    [InlineData("\"a b\"", "a b")]
    [InlineData("a$$", "\"a$\"")]
    public void A_name_is_any_text(string written, string used)
        => Assert.Equal((9, 18), Hours($"shifts: {{ {written}: {{ start_time: 9, end_time: 18 }} }}\n{Given.Agent}    shift: {used}\n"));

    [Theory]
    [InlineData("", 7, 15)]
    [InlineData("    shift: late\n", 15, 22)]
    [InlineData("    start_time: 9\n    end_time: 18\n", 9, 18)]
    public void Defaults_may_name_one_which_an_agents_own_shift_or_hours_replace(string own, int start, int end)
        => Assert.Equal((start, end), Hours($"{Three}defaults: {{ shift: morning }}\n{Given.Agent}{own}"));

    [Fact]
    public void A_shift_replaces_both_hours_of_the_defaults()
        => Assert.Equal((22, 6), Hours($"{Three}defaults: {{ start_time: 9, end_time: 18 }}\n{Given.Agent}    shift: night\n"));

    [Fact]
    public void One_hour_alone_takes_none_of_a_shift_that_the_defaults_name()
    {
        var problem = Assert.Single(Given.Text($"{Three}defaults: {{ shift: morning }}\n{Given.Agent}    start_time: 9\n").Diagnostics);

        Assert.Equal("agents.yaml:10:17: error ROS037: `start_time` stands without `end_time`", Given.Line(problem));
        Assert.Equal("write `end_time` as well: the shift of `defaults` is taken whole or not at all", problem.Hint);
    }

    [Theory]
    [InlineData("shift: morning\nstart_time: 8", "agents.yaml:9:12: error ROS039: `shift` stands beside `start_time` or `end_time`")]
    [InlineData("end_time: 8\nshift: morning", "agents.yaml:10:12: error ROS039: `shift` stands beside `start_time` or `end_time`")]
    [InlineData("shift: mornings", "agents.yaml:9:12: error ROS048: `shifts` has no shift of this name")]
    [InlineData("shift:", "agents.yaml:9:11: error ROS024: `shift` has no value")]
    [InlineData("shift: [morning]", "agents.yaml:9:12: error ROS023: `shift` must be a single value, not a list")]
    [InlineData("shift: ${SHIFT}", "agents.yaml:9:12: error ROS051: `shift` must not hold a reference")]
    [InlineData("shfit: morning", "agents.yaml:9:5: error ROS020: unknown key `shfit`")]
    public void What_is_wrong_with_the_use_of_a_name_is_told_there(string fields, string problem)
        => Assert.Equal([problem], Given.Text($"{Three}{Given.Agent}    {fields.ReplaceLineEndings("\n    ")}\n").Diagnostics.Select(Given.Line));

    [Theory]
    [InlineData("shifts: { a: { start_time: 7, end_time: 25 } }", "agents.yaml:1:41: error ROS031: `end_time` 25 is out of range")]
    [InlineData("shifts: { a: { start_time: 7, end_time: 7 } }", "agents.yaml:1:28: error ROS038: the shift starts and ends at hour 7")]
    [InlineData("shifts: { a: { start_time: 7 } }", "agents.yaml:1:14: error ROS026: this shift has no `end_time`")]
    [InlineData("shifts: { a: { start_time: 7, edn_time: 8 } }", "agents.yaml:1:31: error ROS020: unknown key `edn_time`")]
    [InlineData("shifts: { a: 7-15 }", "agents.yaml:1:14: error ROS023: a shift must be a mapping of keys, not a single value")]
    [InlineData("shifts: { a: }", "agents.yaml:1:14: error ROS024: a shift has no value")]
    [InlineData("shifts: [a]", "agents.yaml:1:9: error ROS023: `shifts` must be a mapping of keys, not a list")]
    [InlineData("shifts:", "agents.yaml:1:8: error ROS024: `shifts` has no value")]
    [InlineData("shift: { a: { start_time: 7, end_time: 15 } }", "agents.yaml:1:1: error ROS020: unknown key `shift`")]
    [InlineData("shifts: { ~: { start_time: 7, end_time: 15 } }", "agents.yaml:1:11: error ROS024: a name of `shifts` has no value")]
    public void What_is_wrong_with_a_shift_is_told_once_however_many_have_it(string shifts, string problem)
    {
        var agents = string.Concat(Enumerable.Range(101, 3).Select(extension =>
            $"  - {{ extension: {extension}, name: A, phone_number: \"919200000{extension}\", shift: a }}\n"));

        Assert.Equal([problem], Given.Text($"{shifts}\nagents:\n{agents}").Diagnostics.Select(Given.Line));
    }

    [Fact]
    public void A_shift_that_appears_twice_is_told_as_any_key_is()
        => Assert.Equal(
            ["agents.yaml:5:3: error ROS021: the key `late` appears twice; first in line 3"],
            Given.Text(Three + "  late: { start_time: 1, end_time: 2 }\n" + Given.Agent).Diagnostics.Select(Given.Line));

    [Theory]
    [InlineData("morning: { start_time: 7, end_time: 15 }", "mornign", "did you mean `morning`?")]
    [InlineData("morning: { start_time: 7, end_time: 15 }, b: { start_time: 7, end_time: 15 }", "zebra", "known here: morning, b")]
    [InlineData("", "zebra", "write `shifts: { NAME: { start_time: 9, end_time: 18 } }` on a line above `agents:`")]
    public void An_unknown_shift_comes_with_what_was_probably_meant(string shifts, string name, string hint)
        => Assert.Equal(hint, Assert.Single(Given.Text($"shifts: {{ {shifts} }}\n{Given.Agent}    shift: {name}\n").Diagnostics).Hint);

    [Fact]
    public void A_shift_that_nobody_has_is_no_problem()
    {
        var result = Given.Text(Three + Given.Agent);

        Assert.Empty(result.Diagnostics);
        Assert.Null(result.Roster!.Agents[0].Values.StartTime);
    }

    [Fact]
    public void Thousands_of_long_names_and_of_agents_who_mistype_one_are_judged_in_a_moment()
    {
        var shifts = string.Concat(Enumerable.Range(0, 9_000).Select(i => $"  {new string('k', 80)}{i}: {{ start_time: 7, end_time: 15 }}\n"));
        var agents = string.Concat(Enumerable.Range(0, 9_000).Select(i => $"  - {{ shift: {new string('k', 80)}x{i} }}\n"));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Null(Given.Text($"shifts:\n{shifts}agents:\n{agents}").Roster);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    private static (int?, int?) Hours(string yaml)
    {
        var result = Given.Text(yaml);
        Assert.Empty(result.Diagnostics);
        var values = result.Roster!.Agents[0].Values;
        return (values.StartTime, values.EndTime);
    }
}
