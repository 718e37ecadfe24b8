using static TeleCmi.TerraformProvider.Tests.Agents.Team;

namespace TeleCmi.TerraformProvider.Tests.Agents;

/// <summary>Passwords are sent where they must be, and stand nowhere.</summary>
public sealed class AgentPasswordStories
{
    private const string Canary = "canary-7f3a";

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_password_that_differs_is_sent(string cli)
    {
        await using var work = await OpenAsync(cli);
        (await work.Writes(One("a", 101)).ApplyAsync()).Succeeds();
        await work.PlansNothingAsync();

        // The program's is another one.
        work.Variables["P101"] = "pass-two";
        (await work.PlanAsync()).Says("password_fingerprint").SaysNot("pass-two");
        (await work.ApplyAsync()).Succeeds().Says("1 changed");
        Assert.Equal("pass-two", work.Account.Find(101)!.Password);
        await work.PlansNothingAsync();

        // The agent's is another one.
        work.Dashboard(101, user => user with { Password = "their-own" });
        (await work.ApplyAsync()).Succeeds().Says("1 changed");
        Assert.Equal("pass-two", work.Account.Find(101)!.Password);

        // A variable that is not set tells nothing; where it is needed, nothing is sent without.
        work.Variables["P101"] = null;
        (await work.PlanAsync()).Succeeds().Says("101: P101 is not set");
        var plan = await work.Writes(One("a", 101) + "\n" + One("b", 102, "password_env = \"NONE\"")).PlanAsync();
        plan.Says("102: NONE is not set").Says("1 to add");
        await work.RefusesToApplyAsync("Set NONE. Nothing was sent.");
        work.Variables["P101"] = "pass-two";

        // Given up: it stays, and no call says so.
        (await work.WritesNothingAsync(() => work.Writes(One("a", 101, "# no password")).ApplyAsync())).Succeeds();
        Assert.Null(work.Objects()["a"]["password_fingerprint"]);
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task With_a_version_it_is_sent_once(string cli)
    {
        await using var work = await OpenAsync(cli);
        static string Program(string password, int version, string name = "Asha Rao")
            => One("a", 101, $"password_wo = \"{password}\"\npassword_wo_version = {version}", name);
        (await work.Writes(Program("first", 1)).ApplyAsync()).Succeeds();
        // Each agent may choose another one, which an update keeps.
        work.Dashboard(101, user => user with { Password = "their-own" });
        await work.PlansNothingAsync();
        (await work.Writes(Program("second", 1, "Asha Rao-Devi")).ApplyAsync()).Succeeds();
        Assert.Equal(("Asha Rao-Devi", "their-own"), (work.Account.Find(101)!.Name, work.Account.Find(101)!.Password));
        (await work.Writes(Program("second", 2, "Asha Rao-Devi")).ApplyAsync()).Succeeds();
        Assert.Equal("second", work.Account.Find(101)!.Password);
        await work.PlansNothingAsync();
        Assert.DoesNotContain("second", work.StateText, StringComparison.Ordinal);
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task Where_the_service_hides_passwords_fingerprints_are_compared(string cli)
    {
        await using var work = await OpenAsync(cli, new SimulatorOptions { Passwords = PasswordDisplay.Masked, OmitNotify = true });
        (await work.Writes(One("a", 101, "sms_alert = true")).ApplyAsync()).Succeeds();
        await work.PlansNothingAsync();
        // An update must send one.
        (await work.Writes(One("a", 101, "sms_alert = true", "Asha Rao-Devi")).ApplyAsync()).Succeeds();
        Assert.Equal(("pass-101", true), (work.Account.Find(101)!.Password, work.Account.Find(101)!.Notify));
        work.Variables["P101"] = "pass-two";
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal("pass-two", work.Account.Find(101)!.Password);
        await work.PlansNothingAsync();

        // By another app secret nothing can be compared, and that is no change.
        work.Account.Secret = "rotated";
        work.Variables["TELECMI_SECRET"] = "rotated";
        (await work.PlanAsync()).Succeeds().Says("101: its password was not compared").Says("No changes");
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task No_password_and_no_secret_is_in_anything_that_is_kept_or_printed(string cli)
    {
        await using var work = await OpenAsync(cli, new SimulatorOptions { Secret = $"{Canary}-app", QuoteSecrets = true });
        work.Variables["P102"] = $"{Canary}-env";
        work.Variables["TELECMI_SECRET"] = null;
        work.Writes(
            """
            variable "password" {
              type      = string
              ephemeral = true
            }
            variable "secret" {
              type      = string
              ephemeral = true
            }

            """ + One("a", 101, "password_wo = var.password") + "\n" + One("b", 102),
            "secret = var.secret");
        var given = new Dictionary<string, string?>
        {
            ["TF_VAR_password"] = $"{Canary}-wo",
            ["TF_VAR_secret"] = $"{Canary}-app",
            ["TF_LOG"] = "TRACE",
        };
        List<Ran> runs =
        [
            await work.RunAsync(given, "plan", "-out=plan"),
            await work.RunAsync(given, "show", "-json", "plan"),
            await work.RunAsync(given, "apply", "plan"),
        ];
        Assert.All(runs, ran => ran.Succeeds());
        Assert.Equal(($"{Canary}-wo", $"{Canary}-env"), (work.Account.Find(101)!.Password, work.Account.Find(102)!.Password));
        work.Dashboard(101, user => user with { Password = $"{Canary}-own" });
        runs.Add(await work.RunAsync(given, "plan", "-out=plan"));
        runs.Add(await work.RunAsync(given, "show", "-json"));

        Assert.All(runs, ran => Assert.DoesNotContain(Canary, ran.Output + ran.Error, StringComparison.Ordinal));
        Assert.All(
            Directory.GetFiles(work.Folder), file => Assert.DoesNotContain(Canary, File.ReadAllText(file), StringComparison.Ordinal));
        using var plan = System.IO.Compression.ZipFile.OpenRead(Path.Combine(work.Folder, "plan"));
        Assert.All(plan.Entries, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            Assert.DoesNotContain(Canary, reader.ReadToEnd(), StringComparison.Ordinal);
        });
    }
}
