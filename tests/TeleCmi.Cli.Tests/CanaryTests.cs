using System.Text;

namespace TeleCmi.Cli.Tests;

/// <summary>Passwords and the app secret appear in nothing that the tool writes, whatever happens.</summary>
public sealed class CanaryTests
{
    // Each holds characters that JSON escapes; the core is what is looked for, so that no escaping hides it.
    private const string PasswordCore = "canary7f3password";
    private const string LiveCore = "canary9b1live";
    private const string SecretCore = "canary2d8secret";
    private const string Password = "q\"" + PasswordCore + "\\é";
    private const string LivePassword = "w\"" + LiveCore + "\\ü";
    private const string Secret = "e\"" + SecretCore + "\\ö";

    public static TheoryData<string, int> Ends => new()
    {
        { "success", 0 }, { "update:1:lost", 0 }, { "add:1:500", 1 }, { "write:1:html", 1 }, { "write:1:hang", 1 }, { "write:3:429", 0 }, { "write:1:truncate", 0 }, { "write:1:empty", 0 },
        { "write:1:cut", 0 }, { "list:1:truncate", 1 }, { "user limit", 1 }, { "hidden user", 0 }, { "secret refused", 1 },
        { "secret refused in the middle", 1 }, { "gone in the middle", 1 }, { "no service", 1 }, { "refused", 3 },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task No_password_and_no_app_secret_is_written_anywhere(string end, int code)
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { QuoteSecrets = true });
        centre.Account.Secret = Secret;
        centre.Variables["TELECMI_SECRET"] = Secret;
        centre.Variables["AGENT_PASSWORD"] = Password;
        var kept = Person.Of(101) with { Password = LivePassword, PasswordEntry = null };
        var told = Person.Of(102) with { Password = LivePassword };
        var removed = Person.Of(103) with { Password = LivePassword };
        centre.Seat([kept, told, removed]);
        centre.Record([kept, told, removed]);
        centre.WriteRoster([kept with { Name = "Asha" }, told, Person.Of(104), Person.Of(105)]);
        var arguments = new List<string> { "apply", "--yes", "--prune", "--verbose", "--timeout", "1", "--report", "report.json" };
        switch (end)
        {
            case "success":
                break;
            case "user limit":
                centre.Account.UserLimit = 3;
                break;
            case "hidden user":
                centre.Behave(options => options with { HiddenUsers = [104] });
                break;
            case "secret refused":
                centre.Account.Secret = "another";
                break;
            case "secret refused in the middle" or "gone in the middle":
                centre.Behave(options => options with { Latency = TimeSpan.FromMilliseconds(300) });
                break;
            case "no service":
                centre.Variables["TELECMI_BASE_URL"] = "http://127.0.0.1:9/";
                break;
            case "refused":
                arguments.AddRange(["--max-removals", "0"]);
                break;
            default:
                centre.Trouble(end);
                break;
        }

        using var running = centre.Start([.. arguments]);
        running.EndInput();
        if (end.EndsWith("in the middle", StringComparison.Ordinal))
        {
            await running.UntilAsync(() => centre.Account.Calls.List > 0);
            if (end.StartsWith("gone", StringComparison.Ordinal))
            {
                centre.Account.Delete(101);
            }
            else
            {
                centre.Account.Secret = "another";
            }
        }

        var ended = await running.EndAsync();

        FindsNone(centre, ended);
        ended.Exits(code);
        FindsNone(centre, await centre.RunAsync("plan", "--verbose", "--timeout", "1", "--format", "json", "--out", "saved.plan.json", "--report", "second.json"));
        foreach (var words in end != "success" ? [] : new string[][]
        {
            ["plan", "--no-refresh"], ["state", "list"], ["state", "show", "101", "--format", "json"], ["validate", "--format", "json"],
        })
        {
            FindsNone(centre, await centre.RunAsync(words));
        }
    }

    [Fact]
    public async Task A_roster_that_holds_a_password_where_none_belongs_is_refused_without_quoting_it()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRosterText(
            $"agents:\n  - extension: {PasswordCore}\n    name: [{PasswordCore}]\n    phone_number: \"{PasswordCore}\"\n    password: \" {PasswordCore}\"\n    sms_alert: {PasswordCore}\n    start_time: {PasswordCore}\n");

        foreach (var command in new[] { "validate", "plan", "apply" })
        {
            foreach (var format in new[] { "text", "json" })
            {
                FindsNone(centre, (await centre.RunAsync(command, "--format", format)).Exits(1), exceptRoster: true);
            }
        }
    }

    [Fact]
    public async Task Neither_an_unreadable_password_file_nor_a_bad_env_file_is_quoted()
    {
        await using var centre = await CallCentre.OpenAsync();
        File.WriteAllText(Path.Combine(centre.Folder, "bad.env"), $"{PasswordCore}\nAGENT PASSWORD={PasswordCore}\n");
        File.WriteAllText(Path.Combine(centre.Folder, "password.txt"), $"{PasswordCore}\n{PasswordCore}\n\n");
        centre.WriteRoster([Person.Of(101) with { PasswordEntry = "{ file: password.txt }" }]);

        FindsNone(centre, (await centre.RunAsync("plan", "--env-file", "bad.env", "--format", "json")).Exits(1), exceptRoster: true);
        FindsNone(centre, (await centre.RunAsync("apply", "--yes")).Exits(1), exceptRoster: true);
    }

    [Fact]
    public async Task The_list_of_processes_shows_no_secret()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "There is no /proc here.");
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(200) });
        centre.Account.Secret = SecretCore;
        centre.Variables["TELECMI_SECRET"] = SecretCore;
        centre.Variables["AGENT_PASSWORD"] = PasswordCore;
        centre.WriteRoster([Person.Of(101)]);
        using var running = centre.Start("apply", "--yes");
        running.EndInput();
        await running.UntilAsync(() => centre.Account.Calls.List > 0);

        var shown = File.ReadAllText($"/proc/{running.Id}/cmdline");

        Assert.Contains("apply", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", shown, StringComparison.Ordinal);
        (await running.EndAsync()).Exits(0);
    }

    private static void FindsNone(CallCentre centre, Ended ended, bool exceptRoster = false)
    {
        List<(string Name, string Text)> written = [("stdout", ended.Out), ("stderr", ended.Error)];
        written.AddRange(Directory.EnumerateFiles(centre.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !exceptRoster || Path.GetExtension(file) is not (".yaml" or ".txt" or ".env"))
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file))));
        foreach (var (name, text) in written)
        {
            foreach (var core in new[] { PasswordCore, LiveCore, SecretCore })
            {
                Assert.False(text.Contains(core, StringComparison.OrdinalIgnoreCase), $"{core} is in {name}:\n{ended}");
                Assert.False(
                    text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(core))[..12], StringComparison.Ordinal), $"{core} is in {name} as base 64");
            }
        }
    }
}
