namespace TeleCmi.Cli.Tests;

/// <summary>Passwords for those who have none yet, in a file for its owner alone.</summary>
public sealed class PasswordsCommandTests
{
    private const string Roster = """
        agents:
          - { extension: 101, name: Asha, phone_number: "919876543201", password: "${AGENT_101_PASSWORD}" }
          - { extension: 102, name: Ravi, phone_number: "919876543202", password: "${AGENT_102_PASSWORD:-${AGENT_PASSWORD}}" }
          - { extension: 103, name: Kiran, phone_number: "919876543203", password: "${AGENT_103_PASSWORD:?ask the lead}" }
          - { extension: 104, name: Leela, phone_number: "919876543204", password: "${AGENT_104_PASSWORD}" }
          - { extension: 105, name: Divya, phone_number: "919876543205" }

        """;

    [Fact]
    public async Task Each_variable_without_a_value_gets_a_strong_one_and_no_value_is_changed()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRosterText(Roster);
        centre.Variables["AGENT_104_PASSWORD"] = "Mine-44444";
        var path = Path.Combine(centre.Folder, "new", "passwords.env");

        var added = (await centre.RunAsync("passwords", "--out", "new/passwords.env", "--format", "json")).Exits(0).Json("telecmi-passwords/1");
        var first = File.ReadAllText(path);

        Assert.Equal(["AGENT_101_PASSWORD", "AGENT_103_PASSWORD"], added.GetProperty("added").EnumerateArray().Select(name => name.GetString()));
        Assert.All(first.TrimEnd('\n').Split('\n'), line => Assert.Matches("^AGENT_10[13]_PASSWORD=[A-Za-z0-9]{16}$", line));
        Assert.Equal(2, first.TrimEnd('\n').Split('\n').Select(line => line.Split('=')[1]).Distinct().Count());
        Assert.Equal("Nothing to add: every variable of a password has a value.\n", (await centre.RunAsync("passwords", "--out", "new/passwords.env")).Exits(0).Out);
        Assert.Equal(first, File.ReadAllText(path));
        centre.Variables.Remove("AGENT_104_PASSWORD");
        var more = (await centre.RunAsync("passwords", "--out", "new/passwords.env")).Exits(0);
        Assert.StartsWith("Added 1 password to new/passwords.env", more.Out, StringComparison.Ordinal);
        Assert.StartsWith(first + "AGENT_104_PASSWORD=", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.All(File.ReadAllLines(path), line => Assert.DoesNotContain(line.Split('=')[1], more.Out + more.Error, StringComparison.Ordinal));

        (await centre.RunAsync("apply", "--yes", "--env-file", "new/passwords.env", "--only", "101-104")).Exits(0);
        await centre.PlansNothingAsync("--env-file", "new/passwords.env", "--only", "101-104");
    }

    [Fact]
    public async Task A_file_that_is_there_keeps_its_lines_and_is_for_its_owner_alone_from_then_on()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRosterText(Roster);
        var path = Path.Combine(centre.Folder, "passwords.env");
        File.WriteAllText(path, "# of ours\nexport AGENT_101_PASSWORD=\nAGENT_103_PASSWORD='Mine 3'\nTOKEN=x");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        (await centre.RunAsync("passwords", "--out", "passwords.env", "--env-file", "passwords.env")).Exits(0);

        var lines = File.ReadAllLines(path);
        Assert.Equal(("# of ours", "AGENT_103_PASSWORD='Mine 3'", "TOKEN=x"), (lines[0], lines[2], lines[3]));
        Assert.Matches("^AGENT_101_PASSWORD=[A-Za-z0-9]{16}$", lines[1]);
        Assert.StartsWith("AGENT_104_PASSWORD=", lines[4], StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task A_file_that_can_not_be_trusted_or_is_another_one_stays_as_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRosterText(Roster);
        File.WriteAllText(Path.Combine(centre.Folder, "mine"), "");
        File.CreateSymbolicLink(Path.Combine(centre.Folder, "linked.env"), "mine");
        File.CreateSymbolicLink(Path.Combine(centre.Folder, "dangling.env"), "nowhere");
        File.WriteAllText(Path.Combine(centre.Folder, "odd.env"), "AGENT_101_PASSWORD = x\n");
        File.WriteAllBytes(Path.Combine(centre.Folder, "latin.env"), [0xE9]);

        (await centre.RunAsync("passwords", "--out", "linked.env")).Exits(1).SaysOnError("symbolic link");
        (await centre.RunAsync("passwords", "--out", "dangling.env")).Exits(1).SaysOnError("symbolic link");
        (await centre.RunAsync("passwords", "--out", "odd.env")).Exits(1).SaysOnError("odd.env:1", "AGENT_101_PASSWORD");
        (await centre.RunAsync("passwords", "--out", "latin.env")).Exits(1).SaysOnError("ROS070");
        (await centre.RunAsync("passwords", "--out", ".")).Exits(1);
        (await centre.RunAsync("passwords", "--out", "agents.yaml")).Exits(1).SaysOnError("usage");
        (await centre.RunAsync("passwords")).Exits(1).SaysOnError("--out");
        Assert.Equal(("", "AGENT_101_PASSWORD = x\n"), (File.ReadAllText(Path.Combine(centre.Folder, "mine")), File.ReadAllText(Path.Combine(centre.Folder, "odd.env"))));
        Assert.False(File.Exists(Path.Combine(centre.Folder, "nowhere")));
    }
}
