using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>The process: what it prints, when it ends, and what it never shows.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Nothing_but_the_port_is_printed_and_an_interrupt_ends_it()
    {
        await using var desk = await Deployment.OpenAsync();
        await desk.CreateAsync(Values.Agent());
        var (exitCode, output, error) = await desk.Plugin.StopAsync();
        Assert.Equal((0, "", ""), (exitCode, output, error));
    }

    [Fact]
    public async Task It_serves_also_where_the_folder_is_gone_that_it_was_started_in()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A folder that is in use can't be removed there.");
        await using var desk = await Deployment.OpenAsync();
        using var plugin = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "mkdir gone; cd gone; rmdir ../gone; exec \"$0\"", Plugin.Executable])
        {
            WorkingDirectory = desk.Folder,
            RedirectStandardOutput = true,
        })!;
        var port = int.Parse((await plugin.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);

        Assert.NotNull((await desk.Engine.CallAsync(port, "GetPluginInfo", []))["version"]);

        plugin.Kill();
    }

    [Fact]
    public async Task When_the_engine_is_killed_the_plugin_ends_by_itself()
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Engine.Kill();

        // Two missed probes, five seconds apart; the rest is for a busy machine.
        var (exitCode, output, error) = await desk.Plugin.EndAsync(TimeSpan.FromSeconds(60));
        Assert.Equal((0, "", ""), (exitCode, output, error));
    }

    [Fact]
    public async Task A_plugin_that_was_started_by_hand_outlives_the_engines_that_attach_to_it()
    {
        Stubs.Require();
        var folder = Directory.CreateTempSubdirectory("telecmi-wire-");
        await using var plugin = await Plugin.StartAsync(folder.FullName, new Dictionary<string, string>(StringComparer.Ordinal));
        await using (var first = await Engine.StartAsync())
        {
            await first.CallAsync(plugin.Port, "Handshake", new JsonObject { ["engine_address"] = first.Address });
            await first.CallAsync(plugin.Port, "Attach", new JsonObject { ["address"] = first.Address });
        }

        await Task.Delay(TimeSpan.FromSeconds(16), TestContext.Current.CancellationToken);
        await using var second = await Engine.StartAsync();
        await second.CallAsync(plugin.Port, "Attach", new JsonObject { ["address"] = second.Address });
        Assert.NotNull((await second.CallAsync(plugin.Port, "GetPluginInfo", []))["version"]);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_cancel_lets_what_is_in_flight_end_and_sends_nothing_more()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { Latency = TimeSpan.FromSeconds(1) }, new JsonObject { ["parallelism"] = 2 });
        var creates = Enumerable.Range(100, 20).Select(extension => Record.ExceptionAsync(() => desk.CreateAsync(Values.Agent(extension), $"agent-{extension}")).AsTask()).ToList();
        while (desk.Account.Calls.Add < 2)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await desk.CallAsync("Cancel", []);
        var ended = await Task.WhenAll(creates);

        // Each that the engine heard to have failed was not sent, so nothing is there that it does not know of.
        Assert.Equal(desk.Account.All().Count, ended.Count(one => one is null));
        Assert.InRange(desk.Account.All().Count, 2, 19);
        Assert.All(ended.Where(one => one is not null), one => Assert.Contains("was not added", one!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancel_gives_up_what_hangs_and_says_that_it_is_not_known()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { Faults = [new FaultRule(SimulatedEndpoints.Add, 1, FaultKind.HangAfter)] });
        var create = Record.ExceptionAsync(() => desk.CreateAsync(Values.Agent()));
        while (desk.Account.Calls.Add < 1)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await desk.CallAsync("Cancel", []);
        Assert.Contains("not known whether 101 was added", (await create)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_travels_as_a_secret_only_and_is_in_no_log_or_message()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { QuoteSecrets = true, UserLimit = 2 });
        desk.Account.Put(new SimulatedUser(102, "Manish", "910000000102") { Password = "canary-of-the-service" });
        List<string> shown = [];

        // Given in clear, as a program may; the engine hides it from then on.
        var agent = await desk.CreateAsync(Values.Agent(password: null).With("password", "canary-in-clear"));
        Hidden(agent.Outputs);
        var taken = await desk.CreateAsync(Values.Agent(102, password: "canary-of-the-program"), "taken");
        Hidden(taken.Outputs);
        Hidden((await desk.RefreshAsync(taken))!.Outputs);
        agent = await desk.UpdateAsync(agent, Values.Agent(password: "canary-updated"));
        Hidden(agent.Outputs);
        var imported = await desk.CallAsync("Read", new JsonObject { ["id"] = "102", ["urn"] = Resource.UrnOf("b") });
        shown.Add(imported.ToJsonString());
        shown.Add((await Record.ExceptionAsync(() => desk.CreateAsync(Values.Agent(103, password: "canary-of-no-seat"), "full")))!.Message);
        desk.Account.Secret = "rotated";
        shown.Add((await Record.ExceptionAsync(() => desk.UpdateAsync(agent, Values.Agent(password: "canary-refused"))))!.Message);
        shown.AddRange((await desk.Engine.LogsAsync()).Select(one => one.ToJsonString()));
        var (_, output, error) = await desk.Plugin.StopAsync();
        shown.AddRange([output, error]);

        Assert.All(shown, one => Assert.DoesNotContain("canary", one, StringComparison.Ordinal));
        Assert.All(shown, one => Assert.DoesNotContain(Deployment.Secret, one, StringComparison.Ordinal));

        static void Hidden(JsonObject outputs)
        {
            Assert.True(Values.IsSecret(outputs["password"]));
            Assert.DoesNotContain("canary", outputs.Without("password").ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_secret_in_the_inputs_is_secret_in_the_outputs()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent().With("name", Values.Secret("Manish")));
        Assert.True(Values.IsSecret(agent.Outputs["name"]));
        Assert.True(Values.IsSecret((await desk.RefreshAsync(agent))!.Outputs["name"]));
        Assert.True(Values.IsSecret((await desk.UpdateAsync(agent, Values.Agent().With("startTime", 8))).Outputs["name"]));
    }
}
