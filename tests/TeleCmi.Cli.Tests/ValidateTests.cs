using System.Text;

namespace TeleCmi.Cli.Tests;

/// <summary>One roster or several, checked without network, credentials or variables.</summary>
public sealed class ValidateTests
{
    private const string Chennai = "appid: 1111112\nagents:\n  - { extension: 101, name: Asha, phone_number: \"919876543201\", password: \"${P101}\" }\n";

    [Fact]
    public async Task Several_rosters_give_a_result_for_each_in_their_order()
    {
        await using var centre = await CallCentre.OpenAsync();
        Write(centre, "chennai.yaml", Chennai);
        Write(centre, "mumbai/agents.yaml", Chennai.Replace("1111112", "1111113").Replace("phone_number", "phon"));

        var fleet = (await centre.RunAsync("validate", "mumbai/agents.yaml", "chennai.yaml", "--format", "json")).Exits(1).Json("telecmi-fleet/1");

        Assert.Equal(1, fleet.GetProperty("exit_code").GetInt32());
        Assert.Equal(
            ["mumbai/agents.yaml 1 telecmi-validate/1 False 0", "chennai.yaml 0 telecmi-validate/1 True 1"],
            fleet.GetProperty("accounts").EnumerateArray().Select(one =>
                $"{one.GetProperty("roster")} {one.GetProperty("exit_code")} {one.GetProperty("result").GetProperty("format")} {one.GetProperty("result").GetProperty("valid")} {one.GetProperty("result").GetProperty("agents")}"));
        var text = (await centre.RunAsync("validate", "mumbai/agents.yaml", "chennai.yaml")).Exits(1).Out;
        Assert.StartsWith("mumbai/agents.yaml:3:35: error ROS020", text, StringComparison.Ordinal);
        Assert.EndsWith("mumbai/agents.yaml: not valid.\nchennai.yaml: 1 agent, valid.\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("markdown", "mumbai.yaml")]
    [InlineData("junit", "mumbai.yaml")]
    [InlineData("sarif", "mumbai.yaml")]
    [InlineData("github", "mumbai.yaml")]
    public async Task Every_format_tells_the_problems_of_all(string format, string file)
    {
        await using var centre = await CallCentre.OpenAsync();
        Write(centre, "chennai.yaml", Chennai);
        Write(centre, file, Chennai.Replace("1111112", "none"));

        var run = (await centre.RunAsync("validate", "chennai.yaml", file, "--format", format, "--report", "all.html")).Exits(1);

        Assert.Contains("ROS058", run.Out, StringComparison.Ordinal);
        Assert.Contains(file, run.Out, StringComparison.Ordinal);
        Assert.Contains("ROS058", File.ReadAllText(Path.Combine(centre.Folder, "all.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("appid: 1111112\n", "appid: 1111112\n", null, true)]
    [InlineData("appid: ${ACME}\n", "appid: ${ACME}\n", null, true)]
    [InlineData("", "appid: 1111112\n", "1111112", true)]
    [InlineData("", "", "1111112", true)]
    [InlineData("", "", null, false)]
    [InlineData("appid: 1111112\n", "appid: 1111113\n", null, false)]
    public async Task Two_rosters_of_one_account_that_claim_one_extension_are_an_error(string first, string second, string? environment, bool isError)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Variables.Clear();
        if (environment is not null)
        {
            centre.Variables["TELECMI_APPID"] = environment;
        }

        Write(centre, "a.yaml", Chennai.Replace("appid: 1111112\n", first));
        Write(centre, "b.yaml", Chennai.Replace("appid: 1111112\n", second));

        var run = (await centre.RunAsync("validate", "a.yaml", "b.yaml", "--format", "json")).Exits(isError ? 1 : 0);

        if (isError)
        {
            var error = Assert.Single(run.Json("telecmi-error/1").GetProperty("errors").EnumerateArray());
            Assert.Equal(("ROS074", "b.yaml"), (error.GetProperty("code").GetString(), error.GetProperty("file").GetString()));
            Assert.Contains("101", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
        else
        {
            run.Json("telecmi-fleet/1");
        }
    }

    [Fact]
    public async Task One_file_is_no_fleet_and_is_named_in_one_way()
    {
        await using var centre = await CallCentre.OpenAsync();
        Write(centre, "chennai.yaml", Chennai);

        Assert.True((await centre.RunAsync("validate", "chennai.yaml", "--format", "json")).Exits(0).Json("telecmi-validate/1").GetProperty("valid").GetBoolean());
        (await centre.RunAsync("validate", "chennai.yaml", "./chennai.yaml", "--format", "json")).Exits(0).Json("telecmi-validate/1");
        (await centre.RunAsync("validate", "chennai.yaml", "-f", "chennai.yaml")).Exits(1).SaysOnError("-f");
        (await centre.RunAsync("validate", "chennai.yaml", "--report", "chennai.yaml")).Exits(1);
        Assert.Equal(Chennai, File.ReadAllText(Path.Combine(centre.Folder, "chennai.yaml")));
    }

    [Fact]
    public async Task The_variables_that_a_roster_wants_are_printed_by_name_one_a_line()
    {
        await using var centre = await CallCentre.OpenAsync();
        Write(centre, "agents.yaml", "appid: ${ACME_APPID}\nsecret: ${ACME_SECRET}\n" + Chennai[15..]);

        Assert.Equal("ACME_APPID\nACME_SECRET\nP101\n", (await centre.RunAsync("validate", "--variables")).Exits(0).Out);
        var names = (await centre.RunAsync("validate", "--variables", "--format", "json")).Exits(0).Json("telecmi-variables/1").GetProperty("variables");
        Assert.Equal(["ACME_APPID", "ACME_SECRET", "P101"], names.EnumerateArray().Select(name => name.GetString()));
        Write(centre, "agents.yaml", "agents: ~");
        (await centre.RunAsync("validate", "--variables")).Exits(1).SaysOnError("ROS027");
    }

    [Fact]
    public async Task A_warning_that_the_policy_allows_does_not_stop_a_strict_check()
    {
        await using var centre = await CallCentre.OpenAsync();
        var shared = Chennai + "  - { extension: 102, name: Ravi, phone_number: \"+91 98765 43201\" }\n";
        Write(centre, "agents.yaml", shared);
        (await centre.RunAsync("validate")).Exits(0);
        Assert.Contains("error ROS044", (await centre.RunAsync("validate", "--strict")).Exits(1).Out, StringComparison.Ordinal);

        Write(centre, "agents.yaml", "policy: { allow_warnings: [ROS044] }\n" + shared);
        Assert.EndsWith("agents.yaml: 2 agents, valid.\n", (await centre.RunAsync("validate", "--strict")).Exits(0).Out, StringComparison.Ordinal);
        (await centre.RunAsync("coverage", "--strict")).Exits(0).SaysOnError("warning ROS044");
    }

    [Fact]
    public async Task UTF16_and_a_merge_conflict_are_told_as_such()
    {
        await using var centre = await CallCentre.OpenAsync();
        File.WriteAllBytes(centre.RosterPath, Encoding.Unicode.GetBytes("agents: []\r\n"));
        Assert.StartsWith("agents.yaml:1:1: error ROS006: the file is UTF-16", (await centre.RunAsync("validate")).Exits(1).Out, StringComparison.Ordinal);

        Write(centre, "agents.yaml", "agents:\n<<<<<<< HEAD\n  - extension: 101\n");
        Assert.StartsWith("agents.yaml:2:1: error ROS008: an unresolved merge conflict", (await centre.RunAsync("validate")).Exits(1).Out, StringComparison.Ordinal);
    }

    private static void Write(CallCentre centre, string file, string text)
    {
        var path = Path.Combine(centre.Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
