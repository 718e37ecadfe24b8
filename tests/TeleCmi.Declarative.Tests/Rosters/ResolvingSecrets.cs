using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

public class ResolvingSecrets
{
    private const string Three = """
        agents:
          - { extension: 101, name: Manish, phone_number: "919200000000", password: "${P101}" }
          - { extension: 102, name: Ravi, phone_number: "919200000001", password: "${P102}" }
          - { extension: 103, name: Asha, phone_number: "919200000002" }

        """;

    [Fact]
    public void Passwords_come_from_their_variables()
    {
        var secrets = Resolve(Three, ("P101", "one-pw"), ("P102", "two-pw"), ("TELECMI_SECRET", "s3cr3t"), ("TELECMI_APPID", "1111112"));

        Assert.Empty(secrets.Diagnostics);
        Assert.Equal((1111112L, "s3cr3t"), (secrets.AppId, secrets.AppSecret!.Reveal()));
        Assert.Equal(["one-pw", "two-pw"], secrets.Passwords.OrderBy(p => p.Key).Select(p => p.Value.Reveal()));
        Assert.Empty(secrets.Unset);
        Assert.DoesNotContain("one-pw", secrets.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Unset_passwords_are_left_alone_and_told_in_one_short_line()
    {
        var secrets = Resolve(Three, ("P102", ""));

        Assert.Equal([101, 102], secrets.Unset);
        Assert.Empty(secrets.Passwords);
        Assert.Empty(secrets.Diagnostics);
        var warning = RosterSecrets.LeftAlone(Given.Valid(Three), secrets.Unset)!;
        Assert.Equal("agents.yaml:2:77: warning ROS061: 2 passwords have no value in this run and are not managed", Given.Line(warning));
        Assert.Null(warning.Hint);
        Assert.Null(RosterSecrets.LeftAlone(Given.Valid(Three), []));
        Assert.Null(secrets.AppId);
        Assert.Null(secrets.AppSecret);
    }

    [Fact]
    public void A_required_variable_is_an_error_with_the_users_words()
    {
        var secrets = Resolve(Given.Agent + "    password: ${P:?ask Asha}\n");

        Assert.Equal("agents.yaml:5:15: error ROS060: ask Asha", Given.Line(Assert.Single(secrets.Diagnostics)));
        Assert.Empty(secrets.Unset);
    }

    [Fact]
    public void The_users_words_are_cut_where_they_grow_long() =>
        Assert.Equal(201, Assert.Single(Resolve(Given.Agent + $"    password: ${{P:?{new string('w', 5000)}}}\n").Diagnostics).Message.Length);

    [Theory]
    [InlineData(" hunter2", "ROS056")]
    [InlineData("hunter2\t", "ROS028")]
    [InlineData("hun\nter2", "ROS028")]
    [InlineData("hunter2\u00A0", "ROS056")]
    [InlineData("hunter2***", "ROS055")]
    [InlineData("hunter2•••", "ROS055")]
    [InlineData("xxxxxx", "ROS055")]
    [InlineData("\u200B\u3164", "ROS062")]
    [InlineData("\u00A0", "ROS062")]
    [InlineData("hunter2\n\n", "ROS028")]
    [InlineData("encrypted:hunter2", "ROS059")]
    [InlineData("ENC[AES256_GCM,data:hunter2]", "ROS059")]
    [InlineData("op://hunter2/101/password", "ROS059")]
    [InlineData("vault:hunter2#p101", "ROS059")]
    public void A_resolved_password_keeps_the_rules_of_passwords(string password, string code)
    {
        var secrets = Resolve(Given.Agent + "    password: ${P}\n", ("P", password));

        var problem = Assert.Single(secrets.Diagnostics);
        Assert.Equal((code, 5, 15), (problem.Code, problem.Line, problem.Column));
        Assert.DoesNotContain("hunter2", problem.Message + problem.Hint, StringComparison.Ordinal);
        Assert.Empty(secrets.Passwords);
    }

    [Fact]
    public void One_final_line_break_of_a_variable_is_dropped()
    {
        var secrets = Resolve(Given.Agent + "    password: ${P}\n", ("P", "one-pw\n"), ("TELECMI_SECRET", "s3cr3t\r\n"), ("TELECMI_APPID", "1111112\n"));

        Assert.Empty(secrets.Diagnostics);
        Assert.Equal(("one-pw", "s3cr3t", 1111112L), (secrets.Passwords[101].Reveal(), secrets.AppSecret!.Reveal(), secrets.AppId));
    }

    [Theory]
    [InlineData("hunter2\n\n")]
    [InlineData("hun\nter2")]
    [InlineData(" hunter2")]
    [InlineData("hunter2\u00A0")]
    [InlineData("hunter2\u0085")]
    [InlineData("\u200B")]
    public void An_app_secret_with_a_blank_or_a_control_character_is_no_secret(string secret)
    {
        var usual = Resolve("agents: []", ("TELECMI_SECRET", secret));
        var own = Resolve("secret: ${ACME}\nagents: []", ("ACME", secret));

        Assert.Equal([("ROS069", (int?)null), ("ROS069", 1)], new[] { usual, own }.Select(s => Assert.Single(s.Diagnostics)).Select(d => (d.Code, d.Line)));
        Assert.Contains("TELECMI_SECRET", usual.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains("ACME", own.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hun", usual.Diagnostics[0].Message + own.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Null(usual.AppSecret ?? own.AppSecret);
    }

    [Fact]
    public void A_value_that_a_tool_has_still_to_decrypt_is_named_once_with_its_variable_and_tool()
    {
        var secrets = Resolve(
            Three.Replace("${P102}", "${P101:-${P102}}", StringComparison.Ordinal), ("P101", "encrypted:hunter2"), ("TELECMI_SECRET", "op://hunter2"));

        Assert.Equal(
            ["1Password has still to decrypt or look up the value of TELECMI_SECRET", "dotenvx has still to decrypt or look up the value of P101"],
            secrets.Diagnostics.Select(d => d.Message));
        Assert.Empty(secrets.Passwords);
        Assert.Empty(secrets.Unset);
    }

    [Theory]
    [InlineData(4096, null)]
    [InlineData(4097, "ROS068")]
    [InlineData(10_000_000, "ROS068")]
    public void A_value_stays_under_four_kibibytes(int length, string? code) =>
        Assert.Equal(code, Resolve(Given.Agent + "    password: ${P}\n", ("P", new string('p', length))).Diagnostics.SingleOrDefault()?.Code);

    [Fact]
    public void A_value_is_bounded_while_it_grows()
    {
        var asked = 0;
        var roster = Given.Valid(Given.Agent + $"    password: \"{string.Concat(Enumerable.Repeat("${P}", 20_000))}\"\n");
        var secrets = RosterSecrets.Resolve(roster, Variables.Of(name => name == "P" ? Piece() : null), _ => new PasswordFileResult(null, null));

        Assert.Equal("agents.yaml:5:15: error ROS068: the value is longer than 4 KiB", Given.Line(Assert.Single(secrets.Diagnostics)));
        Assert.True(asked < 20, $"{asked} look-ups");

        string Piece()
        {
            asked++;
            return new string('é', 1000);
        }
    }

    [Fact]
    public void An_account_has_a_secret_of_its_own_where_there_is_one()
    {
        const string yaml = "appid: 1111112\nagents: []";

        Assert.Equal("own", Resolve(yaml, ("TELECMI_SECRET_1111112", "own"), ("TELECMI_SECRET", "usual")).AppSecret!.Reveal());
        Assert.Equal("usual", Resolve(yaml, ("TELECMI_SECRET_2222222", "other"), ("TELECMI_SECRET", "usual")).AppSecret!.Reveal());
        Assert.Equal("roster", Resolve(yaml + "\nsecret: ${ACME}", ("TELECMI_SECRET_1111112", "own"), ("ACME", "roster")).AppSecret!.Reveal());
    }

    [Theory]
    [InlineData("    password: ${P}\n", "Manish", "5:15")]
    [InlineData("", "the s3cr3t one", "2:16")]
    [InlineData("    password: { file: s3cr3t }\n", "Manish", "2:16")]
    public void No_field_may_hold_the_app_secret(string field, string name, string at)
    {
        var secrets = Resolve(Given.Agent.Replace("Manish", name) + field, ("P", "x-s3cr3t-x"), ("TELECMI_SECRET", "s3cr3t"));

        var problem = Assert.Single(secrets.Diagnostics, d => d.Code == "ROS064");
        Assert.Equal(at, $"{problem.Line}:{problem.Column}");
        Assert.DoesNotContain("s3cr3t", problem.Message + problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rosters_secret_goes_before_the_usual_variable()
    {
        const string yaml = "secret: ${ACME}\nagents: []";

        Assert.Equal("acme", Resolve(yaml, ("ACME", "acme"), ("TELECMI_SECRET", "other")).AppSecret!.Reveal());
        Assert.Null(Resolve(yaml, ("TELECMI_SECRET", "other")).AppSecret);
    }

    [Theory]
    [InlineData("appid: 1111112", "1111112", null)]
    [InlineData("appid: 1111112", "2222222", "ROS063")]
    [InlineData("appid: 1111112", "acme", "ROS058")]
    [InlineData("appid: ${ID}", null, null)]
    [InlineData("appid: ${WORD}", null, "ROS058")]
    [InlineData("appid: ${ID:-3}", "2222222", "ROS063")]
    public void The_app_id_of_the_roster_and_of_the_environment_must_agree(string line, string? environment, string? code)
    {
        var secrets = Resolve(line + "\nagents: []", ("ID", "1111112"), ("WORD", "acme"), ("TELECMI_APPID", environment));

        Assert.Equal(code, secrets.Diagnostics.SingleOrDefault()?.Code);
        Assert.Equal(line.Contains("WORD", StringComparison.Ordinal) ? null : 1111112L, secrets.AppId);
    }

    [Fact]
    public void A_password_file_is_read_by_whoever_may_read_files()
    {
        var roster = Given.Valid(Given.Agent + "    password: { file: pw/101 }\n");
        var secrets = RosterSecrets.Resolve(roster, Variables.Of(_ => null), f => new PasswordFileResult(new Secret("from " + f.Path), null));

        Assert.Equal("from pw/101", secrets.Passwords[101].Reveal());
    }

    private static ResolvedSecrets Resolve(string yaml, params (string Name, string? Value)[] variables) => RosterSecrets.Resolve(
        Given.Valid(yaml), Variables.Of(name => variables.FirstOrDefault(v => v.Name == name).Value), f => new PasswordFileResult(new Secret("file-pw"), null));
}
