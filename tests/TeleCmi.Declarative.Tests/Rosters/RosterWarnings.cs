using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

public class RosterWarnings
{
    private const string Copied = """
        agents:
          - { extension: 101, name: Asha, phone_number: "919876543201", password: "${P101}" }
          - { extension: 102, name: Ravi, phone_number: "+91 98765 43201", password: "${P102}" }

        """;

    [Fact]
    public void Two_entries_with_one_phone_are_told_at_the_second() =>
        Assert.Equal(
            "agents.yaml:3:49: warning ROS044: extension 101 has the same phone number; see line 2",
            Given.Line(Assert.Single(Given.Text(Copied).Diagnostics)));

    [Theory]
    [InlineData("${P}", "${P}", true)]
    [InlineData("${P}", "${P:-${Q}}", true)]
    [InlineData("${P:?say it}", "${P}", true)]
    [InlineData("a${P}", "a${P}", true)]
    [InlineData("a${P}", "b${P}", false)]
    [InlineData("${P}", "${Q}", false)]
    [InlineData("${P}${Q}", "${P}", false)]
    public void Two_entries_with_one_password_variable_are_told_at_the_second(string first, string second, bool isTold)
    {
        var yaml = Copied.Replace("43201\", password: \"${P102}", "43202\", password: \"" + second).Replace("${P101}", first);

        Assert.Equal(isTold ? ["3:78 ROS045"] : [], Given.Text(yaml).Diagnostics.Select(d => $"{d.Line}:{d.Column} {d.Code}"));
    }

    [Fact]
    public void An_entry_that_stands_twice_is_one_mistake() =>
        Assert.Equal("ROS034", Assert.Single(Given.Text(Copied.Replace("102, name", "101, name").Replace("P102", "P101")).Diagnostics).Code);

    [Theory]
    [InlineData("\" Asha\"")]
    [InlineData("\"Asha\u00A0\"")]
    [InlineData("Asha\u3000")]
    public void A_blank_at_an_end_of_a_name_is_told(string name) =>
        Assert.Equal("ROS043", Assert.Single(Given.Text(Given.Agent.Replace("Manish", name)).Diagnostics).Code);

    [Theory]
    [InlineData("$AGENT_101_PASSWORD")]
    [InlineData("\"$(AGENT_101_PASSWORD)\"")]
    [InlineData("\"%AGENT_101_PASSWORD%\"")]
    [InlineData("$env:AGENT_101_PASSWORD")]
    [InlineData("\"{{ secrets.AGENT_101_PASSWORD }}\"")]
    public void A_variable_without_the_braces_is_a_text_and_told_as_such(string password)
    {
        var warning = Assert.Single(Given.AgentWith("password: " + password).Diagnostics);

        Assert.Equal(("ROS047", Severity.Warning), (warning.Code, warning.Severity));
        Assert.Contains("write ${AGENT_101_PASSWORD}", warning.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${A:-hunter2}", true)]
    [InlineData("${A:-${B:-hunter2}}", true)]
    [InlineData("x${A:-hunter2}", true)]
    [InlineData("${A:-${B}}", false)]
    [InlineData("x${A}", false)]
    [InlineData("${A:-}", false)]
    public void A_default_of_a_password_is_a_literal_password(string password, bool isLiteral) =>
        Assert.Equal(isLiteral ? ["ROS054"] : [], Given.AgentWith("password: " + password).Diagnostics.Select(d => d.Code));

    [Theory]
    [InlineData("9876543201", "write 91 in front")]
    [InlineData("+9876543201", "write 91 in front")]
    [InlineData("00919876543201", "leave out the 00")]
    [InlineData("09876543201", "in place of the 0")]
    [InlineData("12025550", "too short")]
    [InlineData("120255501234", "too long")]
    [InlineData("9998765", "begins with no country code")]
    public void An_impossible_number_comes_with_what_to_write(string phone, string hint) =>
        Assert.Contains(hint, Assert.Single(Given.Text(Given.Agent.Replace("919200000000", phone)).Diagnostics).Hint, StringComparison.Ordinal);

    // By chance Singapore has numbers of the length of the first; the second is one of Sri Lanka, and so are most in the last case.
    [Theory]
    [InlineData("6512345678", "919876543201", "write 91 in front of it")]
    [InlineData("94771234567", "919876543201", null)]
    [InlineData("771234567", "94771234568", "write 94 in front of it, as most here have")]
    [InlineData("6512345678", "6512345678", null)]
    public void A_number_without_the_country_code_of_the_others_is_told_as_such(string phone, string others, string? hint)
    {
        var yaml = "agents:\n" + string.Concat(new[] { phone, others, $"{others[..^1]}2", $"{others[..^1]}3" }
            .Select((digits, i) => $"  - {{ extension: {101 + i}, name: A, phone_number: \"{digits}\" }}\n"));

        var told = Given.Text(yaml).Diagnostics.Where(one => one.Code == "ROS036").ToList();

        Assert.Equal(hint is null ? [] : [2], told.Select(one => one.Line));
        Assert.All(told, one => Assert.EndsWith(hint!, one.Hint, StringComparison.Ordinal));
    }

    [Fact]
    public void A_masked_password_comes_with_the_variable_to_write()
        => Assert.StartsWith("write ${AGENT_101_PASSWORD} ", Assert.Single(Given.AgentWith("password: \"****\"").Diagnostics).Hint, StringComparison.Ordinal);

    [Fact]
    public void Strict_makes_errors_of_the_warnings_that_the_policy_does_not_allow()
    {
        var strict = Strict(Copied);

        Assert.Null(strict.Roster);
        Assert.Equal(Severity.Error, Assert.Single(strict.Diagnostics).Severity);
    }

    [Fact]
    public void A_warning_that_the_policy_allows_stays_one()
    {
        var allowed = Strict("policy: { allow_warnings: [ROS044] }\n" + Copied);

        Assert.NotNull(allowed.Roster);
        Assert.Equal(Severity.Warning, Assert.Single(allowed.Diagnostics).Severity);
        Assert.Null(Strict("policy: { allow_warnings: [ROS036] }\n" + Copied).Roster);
    }

    [Fact]
    public void Allowed_warnings_may_be_more_than_are_shown()
    {
        var yaml = "agents:\n" + string.Concat(Enumerable.Range(100, 300).Select(e => $"  - {{ extension: {e}, name: A, phone_number: \"919876543201\" }}\n"));

        Assert.NotNull(Strict("policy: { allow_warnings: [ROS044] }\n" + yaml).Roster);
        var refused = Strict(yaml);
        Assert.Null(refused.Roster);
        Assert.Equal("agents.yaml:1:1: error ROS019: 199 more problems are not shown", Given.Line(refused.Diagnostics[^1]));
    }

    private static RosterLoadResult Strict(string yaml) => RosterLoader.Load("agents.yaml", System.Text.Encoding.UTF8.GetBytes(yaml), strict: true);
}
