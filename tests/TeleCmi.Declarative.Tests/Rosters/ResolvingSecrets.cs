using TeleCmi.Client;
using TeleCmi.Declarative.Rosters;
using Xunit;

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
    public void Unset_passwords_are_left_alone_with_one_warning()
    {
        var secrets = Resolve(Three, ("P102", ""));

        Assert.Equal([101, 102], secrets.Unset);
        Assert.Empty(secrets.Passwords);
        var warning = Assert.Single(secrets.Diagnostics);
        Assert.Equal(
            "agents.yaml:2:77: warning ROS061: the variables of 2 passwords are unset; they are left alone (extensions 101, 102)", Given.Line(warning));
        Assert.Equal("set P101, P102, or use --env-file", warning.Hint);
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
    [InlineData("xxxxxx", "ROS055")]
    public void A_resolved_password_keeps_the_rules_of_passwords(string password, string code)
    {
        var secrets = Resolve(Given.Agent + "    password: ${P}\n", ("P", password));

        var problem = Assert.Single(secrets.Diagnostics);
        Assert.Equal((code, 5, 15), (problem.Code, problem.Line, problem.Column));
        Assert.DoesNotContain("hunter2", problem.Message + problem.Hint, StringComparison.Ordinal);
        Assert.Empty(secrets.Passwords);
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
        var secrets = RosterSecrets.Resolve(roster, _ => null, f => new PasswordFileResult(new Secret("from " + f.Path), null));

        Assert.Equal("from pw/101", secrets.Passwords[101].Reveal());
    }

    private static ResolvedSecrets Resolve(string yaml, params (string Name, string? Value)[] variables) => RosterSecrets.Resolve(
        Given.Valid(yaml), name => variables.FirstOrDefault(v => v.Name == name).Value, f => new PasswordFileResult(new Secret("file-pw"), null));
}
