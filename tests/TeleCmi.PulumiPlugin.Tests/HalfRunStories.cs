using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>What a deployment finds that another one did not end: two resources of one user, removals that are still to come.</summary>
public sealed class HalfRunStories
{
    private static readonly string A = Resource.UrnOf("a");
    private static readonly string B = Resource.UrnOf("b");

    [Fact]
    public async Task What_a_run_that_failed_half_way_left_twice_is_removed_by_neither()
    {
        await using var desk = await Deployment.OpenAsync();
        var old = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();
        var renamed = await desk.MakeAsync(B, Values.Agent());

        // The run ended before the delete: both are in the state.
        await desk.NextAsync();
        await using var other = await desk.AnotherProviderAsync();
        await desk.CheckAsync(renamed, by: other);
        await desk.DropAsync(old);
        desk.AssertUntouched();
        Assert.Contains($"101 stays: {B} claims it", await desk.ToldAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_removed_before_its_other_resource_was_asked_about_is_added_again(bool isElsewhere)
    {
        await using var desk = await Deployment.OpenAsync();
        var old = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();
        var renamed = await desk.MakeAsync(B, Values.Agent());

        // The run ended before the delete. In the next, the old one goes early, with a resource that it depended on (`deleteBeforeReplace`).
        await desk.NextAsync();
        await using var other = isElsewhere ? await desk.AnotherProviderAsync() : null;
        await desk.DropAsync(old, by: other);
        var unmanaged = renamed.Inputs.Without("endTime").Without("startTime").Without("password");
        await desk.CheckAsync(renamed, unmanaged);
        var diff = await desk.DiffAsync(renamed, unmanaged);
        Assert.True(diff.HasChanges());
        Assert.Empty((JsonArray)diff["replaces"]!);
        renamed = await desk.UpdateAsync(renamed, unmanaged);
        Assert.Equal((18, Values.Password), (desk.Account.Find(101)!.EndTime, desk.Account.Find(101)!.Password));

        await desk.NextAsync();
        await desk.CheckAsync(renamed);
        Assert.False((await desk.DiffAsync(renamed, unmanaged)).HasChanges());
    }

    [Fact]
    public async Task An_extension_that_is_changed_back_while_its_removal_failed_keeps_its_user()
    {
        await using var desk = await Deployment.OpenAsync();
        var old = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();
        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [new FaultRule(SimulatedEndpoints.Remove, 1, FaultKind.InternalError)] };
        var moved = await desk.ReplaceAsync(old, Values.Agent(102));
        await Assert.ThrowsAsync<WireException>(() => desk.DropAsync(old));

        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [] };
        await desk.NextAsync();
        await desk.ReplaceAsync(moved, Values.Agent());
        await desk.DropAsync(old);
        var removed = desk.Account.Calls.Remove;
        await desk.DropAsync(moved);
        Assert.Equal(1, desk.Account.Calls.Remove - removed);
        Assert.Equal([101], desk.Account.All().Select(one => one.Extension));
    }

    [Fact]
    public async Task What_an_earlier_run_left_of_a_resource_that_goes_on_removes_nobody()
    {
        await using var desk = await Deployment.OpenAsync();
        var old = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();
        var anew = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();
        await desk.CheckAsync(anew);
        await desk.DropAsync(old);
        desk.AssertUntouched();
        Assert.Contains("101 stays: this resource goes on with it", await desk.ToldAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_that_comes_after_its_claimer_has_failed_leaves_the_user_in_the_state()
    {
        await using var desk = await Deployment.OpenAsync();
        var (a, b) = (await desk.MakeAsync(A, Values.Agent()), await desk.MakeAsync(B, Values.Agent(102, "Asha")));
        await desk.NextAsync();

        // A step that runs beside a failed one, or `--continue-on-error`: `b` wants the extension of `a`, which goes on to another one.
        await desk.CheckAsync(a, a.Inputs.With("extension", 103));
        await Assert.ThrowsAsync<WireException>(() => desk.ReplaceAsync(b, b.Inputs.With("extension", 101)));
        var stays = await Assert.ThrowsAsync<WireException>(() => desk.DropAsync(a));
        Assert.Contains($"101 stays: {B} claims it, and failed as another person is there", stays.Message, StringComparison.Ordinal);
        desk.AssertUntouched(users: 2);

        // As the error says: without the one that failed.
        await desk.NextAsync();
        await desk.CheckAsync(a, a.Inputs.With("extension", 103));
        await desk.DropAsync(a);
        Assert.Equal([102], desk.Account.All().Select(one => one.Extension));
    }
}
