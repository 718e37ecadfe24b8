using System.Text.RegularExpressions;

namespace TeleCmi.PulumiPlugin.Tests.Cli;

/// <summary>Every command in docs/pulumi.md is run by the real CLI, each section in a clone of its own.</summary>
public sealed class PageTests
{
    private static readonly string Top = Path.GetFullPath(Path.Combine(Stubs.Folder, "..", ".."));

    [Theory]
    [InlineData("First `up`", true)]
    [InlineData("An account that has users already", false)]
    [InlineData("CI", false)]
    public async Task Every_command_of_a_section_does_what_the_page_says(string title, bool sandbox)
    {
        await using var stack = await OpenAsync(sandbox);
        var section = Regex.Match(await PageAsync(), $"^## {Regex.Escape(title)}\n(.*?)^## ", RegexOptions.Multiline | RegexOptions.Singleline);
        var commands = string.Concat(Fences(section.Value, "sh"));
        Assert.Contains("pulumi", commands, StringComparison.Ordinal);
        if (!sandbox)
        {
            stack.Account.Put(Harness.Roster.User(101, "Manish Kumar"));
        }

        await stack.RunScriptAsync(commands.Replace("login --local", $"login file://{stack.Folder}/state", StringComparison.Ordinal));

        Assert.Equal(sandbox, stack.Account.Calls.Total == 0);
    }

    [Fact]
    public async Task No_other_section_has_commands_that_nobody_runs()
    {
        var page = await PageAsync();
        var sections = Regex.Split(page, "^## ", RegexOptions.Multiline).Where(section => section.Contains("```sh\n", StringComparison.Ordinal));
        Assert.Equal(["An account that has users already", "CI", "First `up`"], sections.Select(section => section.Split('\n')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_programs_of_the_page_are_taken_by_the_plugin()
    {
        foreach (var program in Fences(await PageAsync(), "yaml"))
        {
            await using var stack = await Stack.OpenAsync();
            File.Copy(Path.Combine(Top, "agents.yaml"), Path.Combine(stack.Folder, "agents.yaml"));
            stack.Write(program["resources:\n".Length..]);
            stack.Variables["TELECMI_BASE_URL"] = "";
            await stack.RunAsync("config", "set", "telecmi:sandbox", "true");
            foreach (Match secret in Regex.Matches(program, @"\$\{([A-Za-z]+)\}"))
            {
                await stack.RunAsync("config", "set", "--secret", secret.Groups[1].Value, "pass-word-of-the-page");
            }

            await stack.UpAsync();
            await stack.RunAsync("preview", "--expect-no-changes");
        }
    }

    /// <summary>A folder with the roster and the program of this repository, but for the plugin, which is the built executable.</summary>
    private static async Task<Stack> OpenAsync(bool sandbox)
    {
        var stack = await Stack.OpenAsync();
        File.Copy(Path.Combine(Top, "agents.yaml"), Path.Combine(stack.Folder, "agents.yaml"));
        var program = (await File.ReadAllTextAsync(Path.Combine(Top, "Pulumi.yaml"))).Replace(
            "./src/TeleCmi.PulumiPlugin", Path.GetDirectoryName(Plugin.Executable), StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            Path.Combine(stack.Folder, "Pulumi.yaml"),
            sandbox ? program : program.Replace("telecmi:sandbox: true", "telecmi:sandbox: false", StringComparison.Ordinal));
        stack.Variables["PULUMI_SKIP_CONFIRMATIONS"] = "true";
        if (sandbox)
        {
            stack.Variables["PULUMI_STACK"] = stack.Variables["PULUMI_BACKEND_URL"] = "";
            stack.Variables["TELECMI_APPID"] = stack.Variables["TELECMI_SECRET"] = stack.Variables["TELECMI_BASE_URL"] = "";
        }
        else
        {
            foreach (Match agent in Regex.Matches(await File.ReadAllTextAsync(Path.Combine(Top, "agents.yaml")), "AGENT_[0-9]+_PASSWORD"))
            {
                stack.Variables[agent.Value] = "pass-word-of-the-page";
            }

            await stack.RunAsync("stack", "init", "dev");
        }

        return stack;
    }

    private static Task<string> PageAsync() => File.ReadAllTextAsync(Path.Combine(Top, "docs", "pulumi.md"));

    private static IEnumerable<string> Fences(string text, string language)
        => Regex.Matches(text, $"^```{language}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Select(fence => fence.Groups[1].Value);
}
