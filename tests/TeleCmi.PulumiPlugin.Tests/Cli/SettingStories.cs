
namespace TeleCmi.PulumiPlugin.Tests.Cli;

/// <summary>Settings and secrets, as the CLI prints and records them.</summary>
public sealed class SettingStories
{
    [Fact]
    public async Task A_password_is_in_no_output_no_log_and_no_state()
    {
        await using var stack = await Stack.OpenAsync();
        stack.Write(Agent("canary-of-the-program"));
        List<string> shown =
        [
            await stack.RunAsync("preview", "--diff"),
            await stack.RunAsync("preview", "--json"),
            await stack.UpAsync("-v=9", "--logtostderr"),
        ];
        Assert.Equal("canary-of-the-program", stack.Account.Find(101)!.Password);

        // An app secret in the configuration, in clear; and a second password.
        await stack.RunAsync("config", "set", "telecmi:secret", Deployment.Secret, "--plaintext");
        stack.Write(Agent("canary-the-second"));
        shown.AddRange([await stack.RunAsync("preview", "--diff"), await stack.UpAsync("--diff"), (await stack.StateAsync()).ToJsonString()]);
        Assert.Equal("canary-the-second", stack.Account.Find(101)!.Password);

        stack.Write(Agent("canary-with-a-blank "));
        shown.Add(await stack.FailAsync("preview", "--diff"));
        Assert.Contains("password: the password", shown[^1], StringComparison.Ordinal);
        stack.Write(Agent("canary").Replace("One", $"\"{Deployment.Secret}\"", StringComparison.Ordinal));
        shown.Add(await stack.FailAsync("preview"));
        Assert.Contains("name: holds the app secret", shown[^1], StringComparison.Ordinal);

        Assert.All(shown, one => Assert.DoesNotContain("canary", one, StringComparison.Ordinal));
        Assert.All(shown, one => Assert.DoesNotContain(Deployment.Secret, one, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_stays_until_another_one_is_named_and_a_slip_is_no_setting()
    {
        await using var stack = await Stack.OpenAsync();
        stack.Write(Agent("a-pass-word"));
        await stack.UpAsync();

        stack.Variables["TELECMI_APPID"] = "";
        await stack.RunAsync("up", "--yes", "--skip-preview", "--expect-no-changes");

        // Without a secret a preview looks at nothing: the stand-in knows the one account alone.
        (stack.Variables["TELECMI_APPID"], stack.Variables["TELECMI_SECRET"]) = ("2222222", "");
        Assert.Contains("1 to replace", await stack.RunAsync("preview"), StringComparison.Ordinal);

        stack.Variables.Clear();
        await stack.RunAsync("config", "set", "telecmi:sandBox", "true");
        Assert.Contains("sandBox: is no setting of telecmi; did you mean sandbox?", await stack.FailAsync("up", "--yes", "--skip-preview"), StringComparison.Ordinal);
        Assert.Equal(["101 One"], stack.Users);
    }

    [Fact]
    public async Task A_plugin_that_is_debugged_serves_one_run_after_the_other()
    {
        await using var stack = await Stack.OpenAsync();
        await using var plugin = await Plugin.StartAsync(stack.Folder, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TELECMI_APPID"] = $"{Deployment.AppId}",
            ["TELECMI_SECRET"] = Deployment.Secret,
            ["TELECMI_BASE_URL"] = stack.Service.BaseAddress.ToString(),
            ["XDG_RUNTIME_DIR"] = Path.Combine(stack.Folder, "run"),
        });
        stack.Variables["PULUMI_DEBUG_PROVIDERS"] = $"telecmi:{plugin.Port}";
        foreach (var person in (string[])["One", "Two"])
        {
            stack.Write(Agent("a-pass-word").Replace("One", person, StringComparison.Ordinal));
            await stack.RunAsync("up", "--yes");
            Assert.Equal([$"101 {person}"], stack.Users);
        }

        // Every provider of the program is attached to the one process.
        stack.Write("  other: { type: pulumi:providers:telecmi, properties: { appId: \"2222222\" } }\n" + Agent("a-pass-word"));
        Assert.Contains("serves another account", await stack.FailAsync("up", "--yes", "--skip-preview"), StringComparison.Ordinal);
    }

    private static string Agent(string password) => $$"""
          one:
            type: telecmi:Agent
            properties: { extension: 101, name: One, phoneNumber: "919876543101", password: "{{password}}" }

        """;
}
