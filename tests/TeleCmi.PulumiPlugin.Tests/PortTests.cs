using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>Whom the port serves: it acts with its owner's environment, so its owner alone, and an engine on this machine.</summary>
public sealed class PortTests
{
    // The preface of HTTP/2 and empty settings; a server answers with its own.
    private const string Greeting = @"trap '' PIPE; exec 3<>/dev/tcp/127.0.0.1/PORT; printf 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0' >&3; timeout 5 head -c 9 <&3 | wc -c";

    [Fact]
    public async Task Another_user_of_the_machine_is_not_answered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root" && File.Exists("/usr/sbin/runuser"), "SKIPPED: only root can play another user, by runuser");
        await using var desk = await Deployment.OpenAsync();
        Assert.Equal("9", await GreetAsync("/bin/bash"));
        Assert.Equal("0", await GreetAsync("/usr/sbin/runuser", "-u", "nobody", "--", "/bin/bash"));

        // The owner goes on to be served, and a client that is gone by the time it is looked for is nobody.
        await desk.CreateAsync(Values.Agent());

        async Task<string> GreetAsync(string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program, [.. arguments, "-c", Greeting.Replace("PORT", $"{desk.Plugin.Port}", StringComparison.Ordinal)]) { RedirectStandardOutput = true, WorkingDirectory = "/" };
            using var process = Process.Start(start)!;
            return (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
        }
    }

    [Theory]
    [InlineData("192.0.2.1:4711")]
    [InlineData("localhost.example.org:4711")]
    [InlineData("127.0.0.1:4711@192.0.2.1:80")]
    [InlineData("127.0.0.1:4711/x")]
    [InlineData("127.0.0.1")]
    public async Task An_engine_or_monitor_elsewhere_is_refused(string address)
    {
        await using var desk = await Deployment.OpenAsync();
        foreach (var (rpc, request) in new (string, JsonObject)[]
        {
            ("Handshake", new JsonObject { ["engine_address"] = address }),
            ("Attach", new JsonObject { ["address"] = address }),
            ("Construct", new JsonObject { ["type"] = "telecmi:index:AgentRoster", ["name"] = "d", ["monitorEndpoint"] = address, ["inputs"] = new JsonObject { ["file"] = desk.Write(Roster) } }),
        })
        {
            var refused = await Assert.ThrowsAsync<WireException>(() => desk.CallAsync(rpc, request));
            Assert.Contains("on this machine", refused.Message, StringComparison.Ordinal);
        }

        var (exitCode, output, error) = await Plugin.RunAsync(address);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Matches("^pulumi-resource-telecmi: [^\n]*on this machine[^\n]*\n$", error);
    }

    [Fact]
    public async Task Help_and_version_answer_and_end()
    {
        var (exitCode, help, error) = await Plugin.RunAsync("--help");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("PULUMI_DEBUG_PROVIDERS", help, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", (await Plugin.RunAsync("--version")).Output);
    }

    [Fact]
    public async Task The_environment_goes_to_no_address_that_a_message_named()
    {
        await using var desk = await Deployment.StartAsync();
        await using var elsewhere = await SimulatorServer.StartAsync(new SimulatorOptions { AppId = Deployment.AppId, Secret = Deployment.Secret }, TestContext.Current.CancellationToken);
        var address = elsewhere.BaseAddress.ToString();

        var check = await desk.CallAsync("CheckConfig", new JsonObject { ["news"] = new JsonObject { ["baseUrl"] = address } });
        Assert.Contains("TELECMI_BASE_URL", check.Failures(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { ["baseUrl"] = address } }));
        await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Invoke", new JsonObject { ["tok"] = "telecmi:index:getAgents" }));
        Assert.Equal(0, elsewhere.Account.Calls.Total);

        // The address of the environment, or the public one, may be named as well.
        foreach (var same in new[] { desk.Service.BaseAddress.ToString(), "https://rest.telecmi.com" })
        {
            Assert.Equal("", (await desk.CallAsync("CheckConfig", new JsonObject { ["news"] = new JsonObject { ["baseUrl"] = same } })).Failures());
        }

        // Who names the address gives the secret too. A roster's passwords are the environment's all the same.
        await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { ["baseUrl"] = address, ["secret"] = Values.Secret(Deployment.Secret) } });
        await desk.CreateAsync(Values.Agent());
        Assert.NotNull(elsewhere.Account.Find(101));
        var construct = await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Construct", new JsonObject
        {
            ["type"] = "telecmi:index:AgentRoster",
            ["name"] = "desk",
            ["monitorEndpoint"] = desk.Engine.Address,
            ["inputs"] = new JsonObject { ["file"] = desk.Write(Roster) },
        }));
        Assert.Contains("TELECMI_BASE_URL", construct.Message, StringComparison.Ordinal);
        Assert.Empty(await desk.Engine.RegisteredAsync());
    }

    [Fact]
    public async Task A_second_engine_starts_afresh_and_a_second_account_is_refused()
    {
        await using var desk = await Deployment.OpenAsync();
        await desk.CreateAsync(Values.Agent());
        await desk.CallAsync("Cancel", []);
        Assert.Contains("cancelled", (await Assert.ThrowsAsync<WireException>(() => desk.CreateAsync(Values.Agent(102), "second"))).Message, StringComparison.Ordinal);

        // As PULUMI_DEBUG_PROVIDERS does it: the process outlives the engine.
        await using var next = await Engine.StartAsync();
        await next.CallAsync(desk.Plugin.Port, "Attach", new JsonObject { ["address"] = next.Address });
        await next.CallAsync(desk.Plugin.Port, "Configure", new JsonObject { ["args"] = new JsonObject() });
        await next.CallAsync(desk.Plugin.Port, "Attach", new JsonObject { ["address"] = next.Address });
        await desk.CreateAsync(Values.Agent(102), "second");
        Assert.NotNull(desk.Account.Find(102));

        // Its claims are its own, and so is the account, from the first configuration on.
        Assert.Equal("", (await desk.CallAsync("Check", new JsonObject { ["urn"] = Resource.UrnOf("other"), ["news"] = Values.Agent() })).Failures());
        foreach (var other in new[] { new JsonObject { ["appId"] = "2222222", ["secret"] = "s" }, new JsonObject { ["sandbox"] = "true" } })
        {
            var refused = await Assert.ThrowsAsync<WireException>(() => next.CallAsync(desk.Plugin.Port, "Configure", new JsonObject { ["args"] = other }));
            Assert.Contains("serves another account", refused.Message, StringComparison.Ordinal);
        }

        await next.CallAsync(desk.Plugin.Port, "Configure", new JsonObject { ["args"] = new JsonObject { ["parallelism"] = "2" } });
        await desk.CreateAsync(Values.Agent(103), "third");
        Assert.NotNull(desk.Account.Find(103));
    }

    private const string Roster = "agents:\n  - { extension: 101, name: Manish, phone_number: \"919876543101\", password: \"${AGENT_101_PASSWORD}\" }\n";
}
