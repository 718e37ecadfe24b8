using System.IO.Compression;
using System.Text;
using static TeleCmi.TerraformProvider.Tests.Harness.Programs;

namespace TeleCmi.TerraformProvider.Tests.Rosters;

/// <summary>Where passwords come from, when they are sent, and that they stand nowhere.</summary>
public sealed class PasswordStories
{
    private const string FromVariable =
        """
        variable "passwords" {
          type      = map(string)
          ephemeral = true
        }
        """;

    private static readonly string _bare = Asha.Replace(", password_env = \"P101\"", "", StringComparison.Ordinal);

    private static string Written(string more = "") => FromVariable + "\n" + Roster([_bare, Ben], $"passwords_wo = var.passwords\n{more}");

    /// <summary>Both tools, where the service shows passwords and where it does not.</summary>
    public static TheoryData<string, PasswordDisplay> Displays => new(
        from cli in Cli.FirstTerraform.Select(row => row.Data)
        from display in new[] { PasswordDisplay.Clear, PasswordDisplay.Masked }
        select (cli, display));

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Displays))]
    public async Task A_password_that_differs_is_seen_and_sent(string cli, PasswordDisplay display)
    {
        await using var work = await Workspace.OpenAsync(cli, new SimulatorOptions { Passwords = display });
        work.CliVariables["TF_VAR_passwords"] = "{ 101 = \"first\" }";
        await work.AppliesAsync(Written());
        Assert.Equal(("first", "pass-102"), (work.Account.Find(101)!.Password, work.Account.Find(102)!.Password));
        await work.PlansNothingAsync();

        work.CliVariables["TF_VAR_passwords"] = "{ 101 = \"second\" }";
        (await work.PlanAsync()).Says("~ \"101\" = \"").Says("-> (known after apply)").SaysNot("~ \"102\"");
        (await work.ApplyAsync()).Succeeds();
        work.Variables["P102"] = "third";
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal(("second", "third"), (work.Account.Find(101)!.Password, work.Account.Find(102)!.Password));
        Assert.Equal(2, work.Account.Calls.Update);
        await work.PlansNothingAsync();

        // Another change sends the password along.
        work.CliVariables["TF_VAR_passwords"] = "{ 101 = \"second\" }";
        await work.AppliesAsync(Written().Replace("Asha Rao", "Asha R", StringComparison.Ordinal));
        Assert.Equal("second", work.Account.Find(101)!.Password);
        await work.PlansNothingAsync();

        work.Edits(101, user => user with { Password = "typed in the dashboard" });
        if (display == PasswordDisplay.Masked)
        {
            await work.PlansNothingAsync();
            return;
        }

        (await work.PlanAsync()).Says("-> (known after apply)");
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal("second", work.Account.Find(101)!.Password);
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task With_a_version_passwords_are_sent_when_it_changes(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        work.CliVariables["TF_VAR_passwords"] = "{ 101 = \"first\" }";
        await work.AppliesAsync(Written("passwords_wo_version = 1"));
        await work.PlansNothingAsync();
        work.Edits(101, user => user with { Password = "their own" });
        work.CliVariables["TF_VAR_passwords"] = "{ 101 = \"second\" }";
        await work.PlansNothingAsync();
        Assert.Equal("their own", work.Account.Find(101)!.Password);

        work.Writes(Written("passwords_wo_version = 2"));
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal(("second", 1), (work.Account.Find(101)!.Password, work.Account.Calls.Update));
        await work.PlansNothingAsync();
        // Another name goes with the password that the service shows.
        work.Edits(101, user => user with { Password = "their own" });
        work.CliVariables["TF_VAR_passwords"] = "{ 101 = \"third\" }";
        await work.AppliesAsync(Written("passwords_wo_version = 2").Replace("Asha Rao", "Asha R", StringComparison.Ordinal));
        Assert.Equal(("Asha R", "their own"), (work.Account.Find(101)!.Name, work.Account.Find(101)!.Password));
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task An_initial_password_is_the_agents_own_from_then_on(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        var program = Roster([Asha, Ben], "policy = { passwords = \"initial\" }");
        await work.AppliesAsync(program);
        work.Edits(101, user => user with { Password = "their own" });
        await work.PlansNothingAsync();
        await work.AppliesAsync(program.Replace("Asha Rao", "Asha R", StringComparison.Ordinal));
        Assert.Equal("their own", work.Account.Find(101)!.Password);
        work.Variables["P101"] = "reset";
        (await work.PlanAsync()).Says("-> (known after apply)");
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal("reset", work.Account.Find(101)!.Password);
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_variable_that_is_not_set_is_a_warning_and_then_an_error(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        work.Variables.Remove("P102");
        var plan = await work.SendingNothingAsync(() => work.Writes(Two).PlanAsync());
        Assert.Equal(2, plan.ExitCode);
        plan.Says("Warning").Says("102").Says("password");
        (await work.SendingNothingAsync(() => work.ApplyAsync())).Fails().Says("102 \"Ben Okoro\"").Says("`password_env`");
        work.Variables["P102"] = "now set";
        (await work.ApplyAsync()).Succeeds();
        // Who is there needs none.
        work.Variables.Remove("P102");
        await work.PlansNothingAsync();
        (await work.Writes(Roster([Asha, Chen.Replace(", password_env = \"P103\"", "", StringComparison.Ordinal)])).PlanAsync())
            .Says("103").Says("password");
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Displays))]
    public async Task A_rotated_app_secret_is_no_change(string cli, PasswordDisplay display)
    {
        await using var work = await Workspace.OpenAsync(cli, new SimulatorOptions { Passwords = display });
        await work.AppliesAsync(Two);
        work.Account.Secret = "rotated";
        work.Variables["TELECMI_SECRET"] = "rotated";
        await work.PlansNothingAsync();
        await work.AppliesAsync(Two.Replace("Asha Rao", "Asha R", StringComparison.Ordinal));
        Assert.Equal(("pass-101", 1), (work.Account.Find(101)!.Password, work.Account.Calls.Update));
        await work.PlansNothingAsync();
        work.Variables["P101"] = "second";
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal("second", work.Account.Find(101)!.Password);
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task No_secret_stands_anywhere(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli, new SimulatorOptions { Secret = "canary-app-secret", QuoteSecrets = true });
        work.Account.Put(new SimulatedUser(102, "Ben Okoro", "919876543102") { Password = "canary-of-dashboard" });
        work.Variables.Remove("TELECMI_SECRET");
        work.Variables["P102"] = "canary-of-variable";
        work.CliVariables["TF_VAR_passwords"] = "{ 101 = \"canary-written\" }";
        work.CliVariables["TF_VAR_secret"] = "canary-app-secret";
        var address = work.Variables["TELECMI_BASE_URL"];
        var log = work.CliVariables["TF_LOG_PATH"] = Path.Combine(work.Folder, "trace.log");
        work.CliVariables["TF_LOG"] = "TRACE";
        work.Variables.Remove("TELECMI_BASE_URL");
        work.Writes("variable \"secret\" { ephemeral = true }\n" + Written(), $"secret = var.secret\nbase_url = \"{address}\"");
        (await work.PlanAsync()).Fails().Says("Passwords of the environment are not sent to base_url");
        work.Variables["TELECMI_BASE_URL"] = address;
        work.Writes("variable \"secret\" { ephemeral = true }\n" + Written(), "secret = var.secret");
        List<string> told = [];
        foreach (var round in new[] { "canary-written", "canary-other" })
        {
            work.CliVariables["TF_VAR_passwords"] = $"{{ 101 = \"{round}\" }}";
            var plan = await work.PlanAsync("-out=saved");
            var shown = await work.RunAsync("show", "-json", "saved");
            var applied = (await work.RunAsync("apply", "saved")).Succeeds();
            Assert.Equal(round, work.Account.Find(101)!.Password);
            told.AddRange([plan.Output, plan.Error, shown.Output, applied.Output, applied.Error]);
            told.AddRange(Unzipped(Path.Combine(work.Folder, "saved")));
        }

        work.Api.Options = work.Api.Options with { Faults = FaultSpec.Parse("write:1:500") };
        work.CliVariables["TF_VAR_passwords"] = "{ 101 = \"canary-written\" }";
        var failed = (await work.ApplyAsync()).Fails();
        told.AddRange([failed.Output, failed.Error, (await work.RunAsync("show", "-json")).Output, work.StateText]);
        told.Add(await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken));
        Assert.Contains("telecmi_roster", told[^1], StringComparison.Ordinal);
        Assert.All(told, text => Assert.DoesNotContain("canary", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Unzipped(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.Latin1);
            yield return reader.ReadToEnd();
        }
    }
}
