using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>Whatever an engine does with its resources in one deployment: who is wanted stays, and is not removed and added again.</summary>
public sealed class LedgerStories
{
    private static readonly string A = Resource.UrnOf("a");
    private static readonly string B = Resource.UrnOf("b");

    [Fact]
    public async Task A_resource_that_is_renamed_or_moved_under_a_component_keeps_its_user()
    {
        await using var desk = await Deployment.OpenAsync();
        var old = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();
        await desk.MakeAsync(B, Values.Agent());
        await desk.DropAsync(old);
        desk.AssertUntouched();
        Assert.Contains($"101 stays: {B} has taken it over", await desk.ToldAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forced_replacement_keeps_the_user()
    {
        await using var desk = await Deployment.OpenAsync();
        var old = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();

        // --replace, a taint and a trigger: the engine asks no Diff, makes it anew, and deletes what it was.
        await desk.MakeAsync(A, Values.Agent());
        await desk.DropAsync(old);
        desk.AssertUntouched();
    }

    [Fact]
    public async Task Two_agents_that_swap_names_of_resources_keep_their_users()
    {
        await using var desk = await Deployment.OpenAsync();
        var (a, b) = (await desk.MakeAsync(A, Values.Agent()), await desk.MakeAsync(B, Values.Agent(102, "Asha")));
        await desk.NextAsync();
        await desk.ReplaceAsync(a, b.Inputs);
        await desk.ReplaceAsync(b, a.Inputs);
        await desk.DropAsync(a);
        await desk.DropAsync(b);
        desk.AssertUntouched(users: 2);
    }

    [Fact]
    public async Task Two_agents_that_swap_extensions_fail_before_anybody_is_overwritten()
    {
        await using var desk = await Deployment.OpenAsync();
        var (a, b) = (await desk.MakeAsync(A, Values.Agent()), await desk.MakeAsync(B, Values.Agent(102, "Asha")));
        await desk.NextAsync();
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.ReplaceAsync(a, a.Inputs.With("extension", 102)));
        Assert.Contains("102 is the extension of another person, Asha", refused.Message, StringComparison.Ordinal);
        Assert.Contains("pulumi import telecmi:index:Agent NAME 102", refused.Message, StringComparison.Ordinal);
        Assert.Contains("two runs", refused.Message, StringComparison.Ordinal);
        desk.AssertUntouched(users: 2);
    }

    [Fact]
    public async Task An_agent_that_moves_to_another_provider_keeps_its_user()
    {
        await using var desk = await Deployment.OpenAsync();
        var old = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();
        await using var other = await desk.AnotherProviderAsync();
        await desk.MakeAsync(A, Values.Agent(), by: other);
        await desk.DropAsync(old);
        desk.AssertUntouched();
    }

    [Fact]
    public async Task Two_providers_of_one_account_cannot_claim_one_extension()
    {
        await using var desk = await Deployment.OpenAsync();
        await using var other = await desk.AnotherProviderAsync();
        Assert.Equal("", (await desk.CheckNewAsync(A, Values.Agent())).Failures());
        var second = (await desk.CheckNewAsync(B, Values.Agent(), by: other)).Failures();
        Assert.Contains($"101 is claimed by {A} as well", second, StringComparison.Ordinal);
        Assert.Equal("", (await desk.CheckNewAsync(B, Values.Agent(102), by: other)).Failures());
    }

    [Fact]
    public async Task What_the_program_has_deleted_first_is_removed_and_made_anew()
    {
        await using var desk = await Deployment.OpenAsync();
        var old = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();
        await desk.CheckAsync(old, Values.Agent(name: "Asha"));
        await desk.CheckNewAsync(A, Values.Agent(name: "Asha"));
        await desk.DropAsync(old);
        Assert.Empty(desk.Account.All());
        await desk.MakeAsync(A, Values.Agent(name: "Asha"));
        Assert.Equal("Asha", desk.Account.Find(101)!.Name);
    }

    [Fact]
    public async Task A_claimer_that_comes_after_the_removal_it_stopped_may_overwrite_the_person_and_nobody_else()
    {
        await using var desk = await Deployment.OpenAsync();
        var (a, b) = (await desk.MakeAsync(A, Values.Agent()), await desk.MakeAsync(B, Values.Agent(102, "Asha")));
        await desk.NextAsync();

        // Both are deleted first (`deleteBeforeReplace`); the second one's new extension is claimed by then.
        await desk.CheckAsync(b, Values.Agent(101, "Asha").With("phoneNumber", b.Inputs["phoneNumber"]!.DeepClone()));
        await desk.DropAsync(a);
        Assert.Equal("Manish", desk.Account.Find(101)!.Name);
        await desk.MakeAsync(B, Values.Agent(101, "Asha").With("phoneNumber", b.Inputs["phoneNumber"]!.DeepClone()));
        Assert.Equal("Asha", desk.Account.Find(101)!.Name);
        Assert.Equal(0, desk.Account.Calls.Remove);

        // Somebody who came meanwhile is not the one who was to go.
        await desk.NextAsync();
        await desk.CheckNewAsync(A, Values.Agent(102));
        await desk.DropAsync(b);
        desk.Account.Put(desk.Account.Find(102)! with { Name = "Ravi", Phone = "919000000009" });
        await Assert.ThrowsAsync<WireException>(() => desk.MakeAsync(A, Values.Agent(102)));
        Assert.Equal("Ravi", desk.Account.Find(102)!.Name);
    }

    [Fact]
    public async Task A_create_that_meets_another_person_writes_and_records_nothing_and_the_plan_says_so()
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Account.Put(new SimulatedUser(101, "Ravi", "919000000009") { Password = "of-ravi", StartTime = 1, EndTime = 24 });
        var preview = new JsonObject { ["urn"] = A, ["properties"] = Values.Agent(), ["preview"] = true };
        var planned = await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Create", (JsonObject)preview.DeepClone()));
        Assert.Contains("101 is the extension of another person, Ravi", planned.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<WireException>(() => desk.MakeAsync(A, Values.Agent()));
        Assert.Equal(0, desk.Account.Calls.Update);

        // The same person is told by the plan, from one list for all.
        var lists = desk.Account.Calls.List;
        desk.Account.Put(desk.Account.Find(101)! with { Name = "Manish" });
        await desk.NextAsync();
        await desk.CallAsync("Create", (JsonObject)preview.DeepClone());
        await desk.CallAsync("Create", new JsonObject { ["urn"] = B, ["properties"] = Values.Agent(102), ["preview"] = true });
        Assert.StartsWith("101 exists already; it is taken over and updated: phoneNumber ***0009 to ***3101", await desk.ToldAsync(), StringComparison.Ordinal);
        Assert.Equal(1, desk.Account.Calls.List - lists);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_delete_leaves_another_person_and_names_the_way_out(bool isRefreshed)
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.MakeAsync(A, Values.Agent());
        desk.Account.Put(desk.Account.Find(101)! with { Name = "Ravi", Phone = "919000000009" });
        await desk.NextAsync();
        agent = isRefreshed ? (await desk.RefreshAsync(agent))! : agent;
        var stays = await Assert.ThrowsAsync<WireException>(() => desk.DropAsync(agent));
        Assert.Contains("101 is another person's by now, Ravi", stays.Message, StringComparison.Ordinal);
        Assert.Contains($"pulumi state delete '{A}'", stays.Message, StringComparison.Ordinal);
        desk.AssertUntouched();

        // Half of the same person is the same person.
        desk.Account.Put(desk.Account.Find(101)! with { Name = "Manish" });
        await desk.DropAsync(agent);
        Assert.Empty(desk.Account.All());
    }

    [Fact]
    public async Task A_delete_believes_no_list_that_is_older_than_a_write_of_another_process()
    {
        await using var desk = await Deployment.OpenAsync();
        var (a, b) = (await desk.MakeAsync(A, Values.Agent()), Resource.UrnOf("c"));
        await desk.NextAsync();
        await using var other = await desk.AnotherProviderAsync();
        await desk.RefreshAsync(a);
        await desk.DropAsync(a, by: other);
        desk.Account.Put(new SimulatedUser(101, "Ravi", "919000000009") { Password = "of-ravi" });
        await Assert.ThrowsAsync<WireException>(() => desk.DropAsync(a with { Urn = b }));
        Assert.Equal("Ravi", desk.Account.Find(101)!.Name);
    }

    [Fact]
    public async Task A_state_whose_outputs_were_lost_replaces_and_removes_nobody()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();
        var lost = agent with { Outputs = [] };
        Assert.Empty((JsonArray)(await desk.DiffAsync(lost, lost.Inputs))["replaces"]!);
        await Assert.ThrowsAsync<WireException>(() => desk.DropAsync(lost with { Inputs = [] }));
        desk.AssertUntouched();
        await desk.DropAsync(lost);
        Assert.Empty(desk.Account.All());
    }

    [Fact]
    public async Task An_imported_user_stays_when_the_resource_that_had_it_goes()
    {
        await using var desk = await Deployment.OpenAsync();
        var old = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();
        await desk.CallAsync("Read", new JsonObject { ["id"] = "101", ["urn"] = B });
        await desk.DropAsync(old);
        desk.AssertUntouched();
    }

    [Fact]
    public async Task What_a_dead_process_wrote_counts_no_more_and_is_swept()
    {
        await using var desk = await Deployment.OpenAsync();
        await using (var other = await desk.AnotherProviderAsync())
        {
            await desk.CheckNewAsync(A, Values.Agent(), by: other);
        }

        Assert.Equal("", (await desk.CheckNewAsync(B, Values.Agent())).Failures());
        Assert.Single(Directory.EnumerateDirectories(Ledgers(desk)));
        await desk.NextAsync();
        await desk.CheckNewAsync(A, Values.Agent());
        Assert.Single(Directory.EnumerateDirectories(Ledgers(desk)));
        await desk.Plugin.StopAsync();
        Assert.Empty(Directory.EnumerateDirectories(Ledgers(desk)));
    }

    [Fact]
    public async Task Where_the_ledger_cannot_be_kept_users_are_made_and_not_removed()
    {
        await using var desk = await Deployment.OpenAsync();
        var runtime = Path.Combine(desk.Folder, "a-file");
        await File.WriteAllTextAsync(runtime, "", TestContext.Current.CancellationToken);
        desk.Variables["XDG_RUNTIME_DIR"] = runtime;
        await desk.NextAsync();
        var agent = await desk.MakeAsync(A, Values.Agent());
        await desk.NextAsync();
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.DropAsync(agent));
        Assert.Contains($"{runtime}/telecmi", refused.Message, StringComparison.Ordinal);
        Assert.Contains("XDG_RUNTIME_DIR", refused.Message, StringComparison.Ordinal);
        desk.AssertUntouched();
    }

    private static string Ledgers(Deployment desk) => Path.Combine(desk.Variables["XDG_RUNTIME_DIR"], "telecmi");
}
