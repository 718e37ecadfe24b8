using System.Text;

namespace TeleCmi.Declarative.Tests.Rosters;

public class RosterProblems
{
    [Fact]
    public void All_problems_come_at_once_by_position()
    {
        var result = Given.Text("""
            appid: none
            agents:
              - extension: 99
                nam: Manish
                phone_number: 12
                sms_alert: yes
              - extension: 101
                name: Asha
                phone_number: "919200000001"
                start_time: 9
              - extension: 101
                name: Asha
                phone_number: "919200000001"
                start_time: 8
                end_time: 8
            """);

        Assert.Equal(
            [
                "agents.yaml:1:8: error ROS058: `appid` is not a positive decimal integer",
                "agents.yaml:3:16: error ROS031: `extension` 99 is out of range",
                "agents.yaml:4:5: error ROS020: unknown key `nam`",
                "agents.yaml:5:19: error ROS035: `phone_number` is not a phone number",
                "agents.yaml:6:16: error ROS032: `sms_alert` is neither true nor false",
                "agents.yaml:10:17: error ROS037: `start_time` stands without `end_time`",
                "agents.yaml:11:16: error ROS034: extension 101 appears twice; first in line 7",
                "agents.yaml:14:17: error ROS038: the shift starts and ends at hour 8",
            ],
            result.Diagnostics.Select(Given.Line));
        Assert.Equal("did you mean `name`?", result.Diagnostics[2].Hint);
    }

    [Fact]
    public void What_stands_before_broken_yaml_is_checked_too_and_nothing_after_it_is_called_missing()
    {
        var result = Given.Text("agents:\n  - extension: 99\n    name: @x\n");

        Assert.Equal(["ROS031", "ROS008"], result.Diagnostics.Select(d => d.Code));
    }

    [Theory]
    [InlineData("base_url: x", "a roster never names the service: set TELECMI_BASE_URL or --base-url")]
    [InlineData("baseUrl: x", "a roster never names the service: set TELECMI_BASE_URL or --base-url")]
    [InlineData("agnets: []", "did you mean `agents`?")]
    [InlineData("users: []", "did you mean `agents`?")]
    [InlineData("Appid: 1", "did you mean `appid`?")]
    [InlineData("“agents”: []", "did you mean `agents`?")]
    [InlineData("zebra: 1", "known here: appid, api, secret, defaults, policy, shifts, agents")]
    public void An_unknown_key_comes_with_what_was_probably_meant(string line, string hint) =>
        Assert.Equal(hint, Assert.Single(Given.Text(line + "\n" + Given.Agent).Diagnostics).Hint);

    [Fact]
    public void A_hostile_key_is_shown_short_and_harmless()
    {
        var message = Assert.Single(Given.Text($"\"\\e[31m\\u202e{new string('k', 100)}\": 1\n{Given.Agent}").Diagnostics).Message;

        Assert.StartsWith("unknown key `\\u{1B}[31m\\u{202E}kkk", message, StringComparison.Ordinal);
        Assert.EndsWith("…`", message, StringComparison.Ordinal);
        Assert.True(message.Length < 80);
    }

    [Theory]
    [InlineData("name: hunter2: x")]
    [InlineData("password: !hunter2 x")]
    [InlineData("password: &hunter2 x")]
    [InlineData("password: *hunter2")]
    [InlineData("password: hunter2 #hunter2")]
    [InlineData("password: [hunter2]")]
    [InlineData("password: ${hunter2")]
    [InlineData("password: 'hunter2 '")]
    [InlineData("password: hunter2***")]
    [InlineData("password: hunter2")]
    [InlineData("password: @hunter2")]
    [InlineData("password: \"hunter2\\q\"")]
    [InlineData("start_time: hunter2")]
    [InlineData("sms_alert: hunter2")]
    [InlineData("phone_number: hunter2")]
    public void No_value_is_ever_repeated(string field)
    {
        var result = Given.AgentWith(field);

        Assert.NotEmpty(result.Diagnostics);
        Assert.All(result.Diagnostics, d => Assert.DoesNotContain("hunter2", d.Message + d.Hint, StringComparison.Ordinal));
    }

    [Fact]
    public void A_hundred_problems_are_shown_and_the_rest_is_counted()
    {
        var result = Given.Text("agents:\n" + string.Concat(Enumerable.Repeat("  - { extension: 101, name: A }\n", 200)));

        Assert.Equal(101, result.Diagnostics.Length);
        Assert.Equal("agents.yaml:1:1: error ROS019: 299 more problems are not shown", Given.Line(result.Diagnostics[^1]));
    }

    [Fact]
    public void An_error_is_shown_before_a_hundred_warnings()
    {
        var yaml = new StringBuilder("agents:\n");
        for (var extension = 100; extension < 300; extension++)
        {
            yaml.Append($"  - {{ extension: {extension}, name: A, phone_number: 919200000{extension}, password: pw{extension} }}\n");
        }

        var result = Given.Text(yaml + "  - {}\n");
        Assert.Equal(3, result.Diagnostics.Count(d => d.Code == "ROS026"));
        Assert.Equal("103 more warnings are not shown", result.Diagnostics[^1].Message);
        Assert.NotNull(Given.Text(yaml.ToString()).Roster);
    }

    [Theory]
    [InlineData("password: abc #def")]
    [InlineData("password: #abc")]
    [InlineData("password: ${A:-x #y}")]
    [InlineData("password: a${A} # b")]
    public void A_comment_must_not_cut_a_password(string field) =>
        Assert.Equal("ROS057", Assert.Single(Given.AgentWith(field).Diagnostics).Code);

    [Theory]
    [InlineData("password: ${P} # from the vault")]
    [InlineData("password: { file: x } # from the vault")]
    [InlineData("# only a remark\npassword: ${P}\n# another")]
    public void Other_comments_are_welcome(string field) => Assert.Empty(Given.AgentWith(field).Diagnostics);

    [Fact]
    public void Flow_mappings_over_several_lines_may_hold_comments()
    {
        Assert.Empty(Given.Text("defaults: {\n  start_time: 9, # early\n  end_time: 18 # late\n  }\nagents: []\n").Diagnostics);
    }

    [Theory]
    [InlineData("password: ${TELECMI_SECRET}")]
    [InlineData("password: x${A:-${ACME_SECRET}}")]
    [InlineData("password: ${TELECMI_SECRET_1111112}")]
    [InlineData("password: ${TELECMI_APPID}")]
    [InlineData("password: ${telecmi_state}")]
    [InlineData("password: ${acme_secret}")]
    public void A_password_must_not_name_the_app_secret(string field)
    {
        var result = Given.Text(Given.Agent + "    " + field + "\nsecret: ${ACME_SECRET}\n");

        Assert.Equal("ROS053", Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("${A}b")]
    [InlineData("${A:-abc}")]
    [InlineData("$${A}")]
    [InlineData("123")]
    public void The_app_secret_never_stands_in_the_roster(string secret) =>
        Assert.Equal("ROS052", Assert.Single(Given.Text($"secret: {secret}\nagents: []").Diagnostics).Code);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("0x10")]
    [InlineData("99999999999999999999")]
    public void An_app_id_is_a_positive_number(string appId) =>
        Assert.Equal("ROS058", Assert.Single(Given.Text($"appid: {appId}\nagents: []").Diagnostics).Code);

    [Theory]
    [InlineData("***")]
    [InlineData("xxxxxx")]
    [InlineData("XxX*")]
    [InlineData("••••")]
    [InlineData("ab***")]
    [InlineData("ab•••cd")]
    public void A_masked_password_is_an_error(string password) =>
        Assert.Equal("ROS055", Assert.Single(Given.AgentWith($"password: \"{password}\"").Diagnostics).Code);

    [Theory]
    [InlineData("12345678901234567")]
    [InlineData("123456")]
    [InlineData("\"+91 92000 0000x\"")]
    [InlineData("\" 919200000000\"")]
    [InlineData("\"919200000000-\"")]
    [InlineData("\"++919200000000\"")]
    [InlineData("\"91920000٠٠٠٠\"")]
    [InlineData("+")]
    [InlineData("919200000000.0")]
    [InlineData("9.192e+11")]
    [InlineData("9192E8")]
    [InlineData("919_200_000_000")]
    [InlineData("\"91.92.00.00.00.00\"")]
    public void What_is_no_phone_number_is_refused(string phone) =>
        Assert.Contains(Given.Text(Given.Agent.Replace("\"919200000000\"", phone)).Diagnostics, d => d.Code == "ROS035");

    [Theory]
    [InlineData("9199")]
    [InlineData("0000000")]
    [InlineData("15550100")]
    public void A_number_impossible_in_its_country_is_a_warning(string phone)
    {
        var result = Given.Text(Given.Agent.Replace("919200000000", phone.PadRight(7, '9')));

        Assert.Equal("ROS036", Assert.Single(result.Diagnostics).Code);
        Assert.NotNull(result.Roster);
    }

    [Fact]
    public void A_fault_of_the_defaults_is_reported_once_and_there()
    {
        var agents = Given.Agent + Given.Agent[8..].Replace("101", "102").Replace("0000\"", "0001\"");

        Assert.Equal(
            "agents.yaml:1:25: error ROS037: `start_time` stands without `end_time`",
            Given.Line(Assert.Single(Given.Text("defaults: { start_time: 9 }\n" + agents).Diagnostics)));
        Assert.Equal("ROS038", Assert.Single(Given.Text("defaults: { start_time: 9, end_time: 9 }\n" + agents).Diagnostics).Code);
        Assert.Equal("ROS031", Assert.Single(Given.Text("defaults: { start_time: 9, end_time: 25 }\n" + agents).Diagnostics).Code);
    }
}
