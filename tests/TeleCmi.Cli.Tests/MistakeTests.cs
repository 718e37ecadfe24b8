using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TeleCmi.Cli.Tests;

/// <summary>What people get wrong: exit 1, one sentence that helps, one document where JSON was asked for.</summary>
public sealed class MistakeTests
{
    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("drift")]
    [InlineData("coverage")]
    public async Task No_roster(string command)
    {
        await using var centre = await CallCentre.OpenAsync();

        await FailsAsync(centre, ["agents.yaml"], command);
    }

    [Fact]
    public async Task No_roster_to_validate()
    {
        await using var centre = await CallCentre.OpenAsync();

        var diagnostic = (await centre.RunAsync("validate", "--format", "json")).Exits(1).Json("telecmi-validate/1").GetProperty("diagnostics")[0];

        Assert.Equal("agents.yaml", diagnostic.GetProperty("file").GetString());
        Assert.Contains("agents.yaml:1:1: error", (await centre.RunAsync("validate")).Exits(1).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_typo_in_a_key()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRosterText("agents:\n  - extension: 101\n    nam: Asha\n    name: Asha\n    phone_number: \"919200000000\"\n");

        await FailsAsync(centre, ["agents.yaml:3:5:", "error ROS", "nam"], "plan");
    }

    [Fact]
    public async Task Credentials_that_the_service_refuses()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        centre.Variables["TELECMI_SECRET"] = "wrong";

        await FailsAsync(centre, ["uthentication"], "plan");
        await FailsAsync(centre, ["uthentication"], "apply", "--yes");
        Assert.Equal(0, centre.Account.Calls.Write);
    }

    [Theory]
    [InlineData("TELECMI_APPID")]
    [InlineData("TELECMI_SECRET")]
    public async Task No_credentials(string variable)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        centre.Variables.Remove(variable);

        await FailsAsync(centre, [variable, "--no-refresh"], "plan");
        (await centre.RunAsync("plan", "--no-refresh")).Exits(0);
    }

    [Fact]
    public async Task A_service_that_can_not_be_reached()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        var port = ClosedPort();

        await FailsAsync(centre, [$"127.0.0.1:{port}"], "plan", "--base-url", $"http://127.0.0.1:{port}");
    }

    [Theory]
    [InlineData("http://rest.telecmi.com")]
    [InlineData("https://user:word@rest.telecmi.com")]
    [InlineData("https://rest.telecmi.com/?a=b")]
    [InlineData("http://localhost.example.com")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("nonsense")]
    public async Task An_address_that_is_not_safe(string address)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        (await centre.RunAsync("plan", "--base-url", address)).Exits(1).SaysOnError("--base-url");
        centre.Variables["TELECMI_BASE_URL"] = address;
        await FailsAsync(centre, ["TELECMI_BASE_URL"], "plan");
    }

    [Fact]
    public async Task No_command_at_all()
    {
        await using var centre = await CallCentre.OpenAsync();

        (await centre.RunAsync()).Exits(1);
        (await centre.RunAsync("--format", "json")).Exits(1).Json("telecmi-error/1");
    }

    [Fact]
    public async Task An_unknown_format_is_bad_usage()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        (await centre.RunAsync("plan", "--format", "xml")).Exits(1).SaysOnError("--format");
    }

    [Fact]
    public async Task Nobody_to_ask_and_no_yes()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        await FailsAsync(centre, ["--yes"], "apply");
        (await centre.TypeAsync("yes\n", "apply")).Exits(1);

        Assert.Equal(0, centre.Account.Calls.Write);
        centre.WriteRoster([]);
        (await centre.RunAsync("apply")).Exits(0);
    }

    [Fact]
    public async Task An_add_whose_password_is_not_known_sends_nothing()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101), Person.Of(102) with { PasswordEntry = "${NOBODY_SET_THIS}" }]);

        (await centre.RunAsync("plan")).Exits(0).SaysOnError("no_password", "102");
        (await centre.ApplyAsync()).Exits(3).SaysOnError("no_password", "102");

        Assert.Equal(0, centre.Account.Calls.Write);
    }

    [Theory]
    [InlineData("appid: 1111112\n", 1, 1)]
    [InlineData("agents: ~\n", 1, 9)]
    [InlineData("agents:\n  - extension: 1000\n    name: Asha\n    phone_number: \"919200000000\"\n", 2, 16)]
    [InlineData("agents:\n  - extension: 101\n    name: yes\n    phone_number: 12\n", 4, 19)]
    [InlineData("agents:\n  - { extension: 101, name: A, phone_number: \"919200000000\" }\n  - { extension: 101, name: B, phone_number: \"919200000001\" }\n", 3, 18)]
    [InlineData("agents: [\n", 2, 1)]
    public async Task A_malformed_roster_is_told_with_its_place_at_once(string text, int line, int column)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRosterText(text);

        var run = (await centre.RunAsync("validate")).Exits(1).SaysOnError();
        Assert.InRange(run.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5)); // Two on an idle machine.
        Assert.Contains($"agents.yaml:{line}:", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"error ROS\d{3}", run.Out);

        var json = (await centre.RunAsync("validate", "--format", "json")).Exits(1).Json("telecmi-validate/1");
        Assert.False(json.GetProperty("valid").GetBoolean());
        Assert.Contains(json.GetProperty("diagnostics").EnumerateArray(), one => one.GetProperty("line").GetInt32() == line && one.GetProperty("column").GetInt32() <= column);
    }

    [Fact]
    public async Task Warnings_are_errors_with_strict_only()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101) with { PasswordEntry = "a-literal-one" }]);

        (await centre.RunAsync("validate")).Exits(0);
        (await centre.RunAsync("validate", "--strict")).Exits(1);
        (await centre.RunAsync("plan", "--detailed-exitcode")).Exits(2);
        (await centre.RunAsync("plan", "--strict", "--format", "json")).Exits(1).Json("telecmi-error/1");
    }

    /// <summary>The command fails with these words on standard error, and with one document where JSON was asked for.</summary>
    internal static async Task FailsAsync(CallCentre centre, string[] words, params string[] arguments)
    {
        var run = (await centre.RunAsync([.. arguments, "--format", "json"])).Exits(1).SaysOnError(words);
        Assert.NotEqual("", run.Error);
        var errors = run.Json("telecmi-error/1").GetProperty("errors");
        Assert.NotEqual(0, errors.GetArrayLength());
        foreach (var error in errors.EnumerateArray())
        {
            Assert.Equal(["code", "column", "file", "hint", "line", "message"], error.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        }
    }

    private static string ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
