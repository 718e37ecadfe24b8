namespace TeleCmi.PulumiPlugin.Tests.Cli;

/// <summary>Deployments that failed, and what the next one makes of what they left.</summary>
public sealed class FailureStories
{
    [Fact]
    public async Task What_a_failed_run_left_removes_nobody_in_the_next()
    {
        await using var stack = await Stack.OpenAsync();
        stack.Write(Stack.Agent("back", 101, "Back") + Stack.Agent("renamed", 102, "Renamed"));
        await stack.UpAsync();

        // The removals fail: what the resources were stays in the state, beside what they are now.
        stack.Service.Api.Options = stack.Service.Api.Options with { Faults = [new FaultRule(SimulatedEndpoints.Remove, 1, FaultKind.InternalError)] };
        stack.Write(Stack.Agent("back", 111, "Back") + Stack.Agent("renamed", 112, "Renamed"));
        await stack.FailAsync("up", "--yes", "--skip-preview");
        Assert.Equal(4, stack.Account.All().Count);

        stack.Service.Api.Options = stack.Service.Api.Options with { Faults = [] };
        stack.Write(Stack.Agent("back", 101, "Back") + Stack.Agent("anew", 102, "Renamed"));
        await stack.UpAsync();
        Assert.Equal(["101 Back", "102 Renamed"], stack.Users);
        await stack.RunAsync("preview", "--expect-no-changes", "--refresh");
    }

    [Fact]
    public async Task Two_resources_of_two_providers_that_claim_one_extension_fail_and_change_nothing()
    {
        await using var stack = await Stack.OpenAsync();
        stack.Write("  explicit: { type: pulumi:providers:telecmi }\n" + Stack.Agent("one", 101, "One") + Stack.Agent("other", 101, "One", "provider: \"${explicit}\", dependsOn: [\"${one}\"]"));
        var failed = await stack.FailAsync("up", "--yes", "--skip-preview");
        Assert.Contains("101 is claimed by urn:pulumi:dev::desk::telecmi:index:Agent::one as well", failed, StringComparison.Ordinal);
        Assert.Equal(["101 One"], stack.Users);
    }
}
