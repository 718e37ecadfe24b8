using System.Text;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

public class ReadingRosters
{
    private const string Full = """
        appid: 1111112
        secret: ${ACME_SECRET}
        defaults: { start_time: 9, end_time: 18, sms_alert: true }
        policy:
          max_removals: 10%
          passwords: initial
          unmanaged: ignore
          min_on_duty: { "9-18": 2, 22: 1 }
          allow_warnings: [ROS036, "ROS044"]
        agents:
          - extension: 102
            name: "Ravi $$ Kumar"
            phone_number: +91 (92000) 000-01
            password: { file: secrets/102 }
          - extension: 101
            name: Manish
            phone_number: 919200000000
            password: ${AGENT_101_PASSWORD}
            start_time: 1
            end_time: 24
            sms_alert: false
            protected: true
        """;

    [Fact]
    public void A_roster_with_every_key_is_read_and_sorted_by_extension()
    {
        var result = Given.Text(Full);

        Assert.Empty(result.Diagnostics);
        var roster = result.Roster!;
        Assert.Equal([101, 102], roster.Agents.Select(a => a.Extension));
        Assert.Equal(1111112, roster.LiteralAppId);
        Assert.Equal(["ACME_SECRET"], roster.Secret!.Variables);
        Assert.Equal(new RemovalLimit(10, true), roster.Policy.MaximumRemovals);
        Assert.Equal(PasswordPolicy.Initial, roster.Policy.Passwords);
        Assert.False(roster.Policy.ReportUnmanaged);
        Assert.Equal(["ROS036", "ROS044"], roster.Policy.AllowedWarnings);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 1, 0, 0], roster.Policy.MinimumOnDuty);
    }

    [Fact]
    public void Defaults_hold_where_an_agent_says_nothing()
    {
        var ravi = Given.Valid(Full).Find(102)!;

        Assert.Equal((9, 18, true), (ravi.StartTime, ravi.EndTime, ravi.SmsAlert));
        Assert.Null(ravi.Protected);
        Assert.Equal("Ravi $ Kumar", ravi.Name);
        Assert.Equal("919200000001", ravi.PhoneNumber);
        Assert.Equal("secrets/102", Assert.IsType<PasswordSource.File>(ravi.Password).Path);
        Assert.Equal(new Position("agents.yaml", 11, 16), ravi.Position);
    }

    [Fact]
    public void What_an_agent_says_goes_before_the_defaults()
    {
        var manish = Given.Valid(Full).Find(101)!;

        Assert.Equal((1, 24, false, true), (manish.StartTime, manish.EndTime, manish.SmsAlert, manish.Protected));
        Assert.Null(Given.Valid(Full).Find(103));
    }

    [Fact]
    public void A_field_that_is_left_out_is_not_managed()
    {
        var agent = Assert.Single(Given.Valid(Given.Agent).Agents);

        Assert.Equal((null, null, null, null, null), (agent.StartTime, agent.EndTime, agent.SmsAlert, agent.Protected, agent.Password));
        Assert.Equal(RosterPolicy.Default, Given.Valid(Given.Agent).Policy);
    }

    [Theory]
    [InlineData("password: 0123", "0123")]
    [InlineData("password: 1_000", "1_000")]
    [InlineData("password: 1e3", "1e3")]
    [InlineData("password: yes", "yes")]
    [InlineData("password: 2026-01-01", "2026-01-01")]
    [InlineData("password: '~'", "~")]
    [InlineData("password: a#b", "a#b")]
    [InlineData("password: cost$5 $", "cost$5 $")]
    [InlineData("password: a$$b$${c}", "a$b${c}")]
    [InlineData("password: \"a # b\" # why", "a # b")]
    public void A_password_means_the_characters_that_stand_there(string field, string expected)
    {
        var result = Given.AgentWith(field);

        Assert.Equal("ROS054", Assert.Single(result.Diagnostics).Code);
        Assert.Equal(expected, Assert.IsType<PasswordSource.Text>(result.Roster!.Agents[0].Password).Template.Literal);
    }

    [Fact]
    public void Names_are_composed()
    {
        var agent = Given.Valid(Given.Agent.Replace("Manish", "Rene\u0301e")).Agents[0];

        Assert.Equal("Ren\u00e9e", agent.Name);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Booleans_are_true_and_false(string written, bool expected) =>
        Assert.Equal(expected, Given.AgentWith($"protected: {written}").Roster!.Agents[0].Protected);

    [Theory]
    [InlineData("9")]
    [InlineData("09")]
    public void Hours_are_decimal(string written) =>
        Assert.Equal(9, Given.AgentWith($"start_time: {written}\nend_time: 18").Roster!.Agents[0].StartTime);

    [Fact]
    public void An_empty_list_is_a_roster()
    {
        Assert.Empty(Given.Valid("agents: []").Agents);
    }

    [Fact]
    public void A_byte_order_mark_and_other_line_ends_change_nothing()
    {
        var result = Given.Bytes([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Full.ReplaceLineEndings("\r\n"))]);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(new Position("agents.yaml", 11, 16), result.Roster!.Find(102)!.Position);
    }

    [Fact]
    public void A_shift_past_midnight_is_usual()
    {
        var result = Given.AgentWith("start_time: 22\nend_time: 6");

        Assert.Empty(result.Diagnostics);
        Assert.Equal((22, 6), (result.Roster!.Agents[0].StartTime, result.Roster.Agents[0].EndTime));
    }

    [Fact]
    public void One_floor_holds_for_all_hours_and_a_range_may_run_past_midnight()
    {
        Assert.Equal(Enumerable.Repeat(2, 24), Given.Valid("policy: { min_on_duty: 2 }\nagents: []").Policy.MinimumOnDuty);
        var result = Given.Text("policy: { min_on_duty: { 23-2: 1 } }\nagents: []");
        Assert.Empty(result.Diagnostics);
        var night = result.Roster!.Policy.MinimumOnDuty;
        Assert.Equal([1, 2, 23, 24], Enumerable.Range(1, 24).Where(h => night[h - 1] == 1));
    }

    [Theory]
    [InlineData("0", 0, false)]
    [InlineData("12", 12, false)]
    [InlineData("0%", 0, true)]
    [InlineData("100%", 100, true)]
    public void A_removal_limit_is_a_number_or_a_share(string written, int value, bool isPercent) =>
        Assert.Equal(new RemovalLimit(value, isPercent), RemovalLimit.Parse(written));

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("101%")]
    [InlineData("-1")]
    [InlineData("1.5%")]
    [InlineData("10 %")]
    [InlineData("99999999999")]
    public void Anything_else_is_no_removal_limit(string written) => Assert.Null(RemovalLimit.Parse(written));

    [Fact]
    public void Nine_hundred_agents_load_quickly()
    {
        var yaml = new StringBuilder("defaults: { start_time: 9, end_time: 18 }\nagents:\n");
        for (var extension = 100; extension <= 999; extension++)
        {
            yaml.Append($"  - extension: {extension}\n    name: Agent {extension}\n    phone_number: \"919200000{extension}\"\n    password: ${{P_{extension}}}\n");
        }

        var content = Encoding.UTF8.GetBytes(yaml.ToString());
        RosterLoader.Load("agents.yaml", content);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = RosterLoader.Load("agents.yaml", content);
        clock.Stop();

        Assert.Equal(900, result.Roster!.Agents.Length);
        Assert.True(clock.ElapsedMilliseconds < 500, $"took {clock.ElapsedMilliseconds} ms");
        TestContext.Current.SendDiagnosticMessage($"900 agents: {clock.Elapsed.TotalMilliseconds:F1} ms");
    }
}
