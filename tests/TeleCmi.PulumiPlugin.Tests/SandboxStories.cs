using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>The stand-in inside the plugin, where a program has several providers.</summary>
public sealed class SandboxStories
{
    [Fact]
    public async Task The_providers_of_a_program_share_the_sandbox_of_an_account_and_no_other()
    {
        await using var desk = await SandboxAsync("1111112");
        var first = desk.Plugin;
        await desk.StartPluginAsync();
        await using var second = desk.Plugin;
        await ConfigureAsync("1111112");
        var creates = Enumerable.Range(101, 10).Select(extension => desk.Engine.CallAsync(
            (extension % 2 == 0 ? first : second).Port, "Create", new JsonObject { ["urn"] = Resource.UrnOf($"a{extension}"), ["properties"] = Values.Agent(extension) }));
        await Task.WhenAll(creates);
        Assert.Equal(10, await CountAsync(first));
        Assert.Equal(10, await CountAsync(second));

        await first.DisposeAsync();
        await desk.StartPluginAsync();
        await ConfigureAsync("2222222");
        Assert.Equal(0, await CountAsync(desk.Plugin));
        Assert.Equal(10, await CountAsync(second));

        async Task<Deployment> SandboxAsync(string appId)
        {
            var started = await Deployment.StartAsync(null, "TELECMI_APPID", "TELECMI_SECRET", "TELECMI_BASE_URL");
            await started.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { ["sandbox"] = "true", ["appId"] = appId } });
            return started;
        }

        Task ConfigureAsync(string appId) => desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { ["sandbox"] = "true", ["appId"] = appId } });

        async Task<int> CountAsync(Plugin plugin)
        {
            var agents = await desk.Engine.CallAsync(plugin.Port, "Invoke", new JsonObject { ["tok"] = "telecmi:index:getAgents" });
            return ((JsonArray)agents["return"]!["agents"]!).Count;
        }
    }
}
