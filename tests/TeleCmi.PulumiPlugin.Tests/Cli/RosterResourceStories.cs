
namespace TeleCmi.PulumiPlugin.Tests.Cli;

/// <summary>A whole roster as one resource, by the real CLI.</summary>
public sealed class RosterResourceStories
{
    private const string Canary = "canary-of-the-file";
    private static readonly (int, string)[] Three = [(101, "Manish"), (102, "Asha"), (103, "Ravi")];

    [Fact]
    public async Task A_roster_is_made_changed_pruned_and_refused_and_no_password_is_anywhere()
    {
        await using var stack = await OpenAsync(Three);
        stack.Account.Put(Roster.User(101, "Manish") with { EndTime = 20 });
        List<string> shown = [await stack.RunAsync("preview", "--diff")];
        Assert.Contains("2 to add", shown[^1], StringComparison.Ordinal);
        Assert.Contains("102 \"Asha\"", shown[^1], StringComparison.Ordinal);
        Assert.Equal(0, stack.Account.Calls.Write);
        shown.Add(await stack.UpAsync("-v=9", "--logtostderr"));
        Assert.Equal(["101 Manish", "102 Asha", "103 Ravi"], stack.Users);
        shown.Add(await stack.RunAsync("preview", "--expect-no-changes"));

        stack.Write(Everybody());
        await stack.UpAsync();
        Write(stack, [(101, "Manish Rao"), (102, "Asha"), (104, "Divya")]);
        shown.Add(await stack.RunAsync("preview", "--diff"));
        Assert.Contains("1 to add", shown[^1], StringComparison.Ordinal);
        Assert.Contains("- 103 \"Ravi\"", shown[^1], StringComparison.Ordinal);
        Assert.Matches("(?s)agents.*\"?101\"?.*name *: \"Manish\" => \"Manish Rao\"", shown[^1]);
        shown.Add(await stack.UpAsync("--diff"));
        Assert.Equal(["101 Manish Rao", "102 Asha", "104 Divya"], stack.Users);

        File.WriteAllText(Path.Combine(stack.Folder, "agents.yaml"), "agents: []\n");
        shown.Add(await stack.FailAsync("preview"));
        Assert.Contains("`allowEmpty: true`", shown[^1], StringComparison.Ordinal);
        shown.Add(await stack.FailAsync("up", "--yes", "--skip-preview"));
        Assert.Contains("`allowEmpty: true`", shown[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("--allow", shown[^1], StringComparison.Ordinal);
        Assert.Equal(3, stack.Account.All().Count);

        shown.Add(await stack.RunAsync("stack", "export", "--show-secrets"));
        Assert.All(shown, one => Assert.DoesNotContain(Canary, one, StringComparison.Ordinal));
        Assert.All(shown, one => Assert.DoesNotContain(Deployment.Secret, one, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Drift_is_found_by_a_refresh_and_put_right_by_the_next_up()
    {
        await using var stack = await OpenAsync(Three);
        await stack.UpAsync();
        await stack.RunAsync("preview", "--refresh", "--expect-no-changes");
        stack.Account.Put(stack.Account.Find(101)! with { Name = "Renamed" });
        stack.Account.Delete(103);
        var drift = await stack.FailAsync("preview", "--refresh", "--expect-no-changes");
        Assert.Contains("Manish", drift, StringComparison.Ordinal);
        await stack.RunAsync("refresh", "--yes", "--skip-preview");
        Assert.Equal(["101 Renamed", "102 Asha"], stack.Users);
        await stack.UpAsync();
        Assert.Equal(["101 Manish", "102 Asha", "103 Ravi"], stack.Users);
        await stack.RunAsync("preview", "--refresh", "--expect-no-changes");
    }

    [Fact]
    public async Task A_rename_a_forced_replacement_and_a_move_to_another_roster_or_an_agent_remove_nobody()
    {
        await using var stack = await OpenAsync(Three, prune: true);
        await stack.UpAsync();
        stack.Write(Everybody("renamed"));
        await stack.UpAsync();
        await stack.UpAsync("--replace", "urn:pulumi:dev::desk::telecmi:index:Roster::renamed");

        Write(stack, Three[..2]);
        File.WriteAllText(Path.Combine(stack.Folder, "night.yaml"), Roster.File(Three[2]));
        stack.Write(Everybody("renamed") + Everybody("night", "night.yaml"));
        await stack.UpAsync();

        stack.Write(Everybody("renamed") + """
              ravi:
                type: telecmi:Agent
                properties: { extension: 103, name: Ravi, phoneNumber: "919876543103", password: a-pass-word }

            """);
        await stack.UpAsync();
        Assert.Equal(["101 Manish", "102 Asha", "103 Ravi"], stack.Users);
        Assert.Equal(0, stack.Account.Calls.Remove);
    }

    [Fact]
    public async Task A_pruning_component_becomes_the_resource_and_nobody_goes()
    {
        await using var stack = await OpenAsync(Three);
        stack.Write(Everybody().Replace("telecmi:Roster", "telecmi:AgentRoster", StringComparison.Ordinal));
        await stack.UpAsync();
        stack.Write(Everybody());
        await stack.UpAsync();
        Assert.Equal(["101 Manish", "102 Asha", "103 Ravi"], stack.Users);
        Assert.Equal(0, stack.Account.Calls.Remove);
        await stack.RunAsync("preview", "--expect-no-changes");
    }

    [Fact]
    public async Task A_destroy_forgets_all_and_with_prune_removes_all_once_allowEmpty_is_applied()
    {
        await using var stack = await OpenAsync([.. Three, (104, "Divya")]);
        await stack.UpAsync();
        Assert.Contains("managed by nobody", await stack.RunAsync("destroy", "--yes", "--skip-preview"), StringComparison.Ordinal);
        Assert.Equal(4, stack.Account.All().Count);

        stack.Write(Everybody());
        await stack.UpAsync();
        Assert.Contains("`allowEmpty: true`", await stack.FailAsync("destroy", "--yes", "--skip-preview"), StringComparison.Ordinal);
        Assert.Equal(4, stack.Account.All().Count);
        stack.Write(Everybody(more: ", allowEmpty: true"));
        await stack.UpAsync();
        await stack.RunAsync("destroy", "--yes", "--skip-preview");
        Assert.Empty(stack.Account.All());
    }

    [Fact]
    public async Task An_account_is_imported_by_its_app_id_and_the_preview_after_it_is_quiet()
    {
        await using var stack = await OpenAsync(Three);
        foreach (var (extension, name) in Three)
        {
            stack.Account.Put(Roster.User(extension, name));
        }

        stack.Write("");
        var code = await stack.RunAsync("import", "telecmi:index:Roster", "everybody", "1111112", "--yes", "--protect=false");
        Assert.Contains("'101':", code, StringComparison.Ordinal);
        var lines = code.Split('\n').SkipWhile(line => !line.StartsWith("resources:", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal));
        stack.Write(string.Join('\n', lines) + "\n");
        await stack.RunAsync("preview", "--expect-no-changes");

        // And by the file that says the same.
        stack.Write(Everybody(prune: false));
        await stack.UpAsync();
        Assert.Equal(0, stack.Account.Calls.Add + stack.Account.Calls.Remove);
        await stack.RunAsync("preview", "--expect-no-changes");
    }

    [Fact]
    public async Task A_stored_plan_holds_the_agents_and_no_password_and_a_file_that_changed_meanwhile_is_refused()
    {
        await using var stack = await OpenAsync(Three);
        stack.Variables["PULUMI_EXPERIMENTAL"] = "true";
        await stack.RunAsync("preview", "--save-plan", "plan.json");
        var plan = await File.ReadAllTextAsync(Path.Combine(stack.Folder, "plan.json"), TestContext.Current.CancellationToken);
        Assert.Contains("Asha", plan, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, plan, StringComparison.Ordinal);
        Write(stack, [(101, "Manish Rao"), (102, "Asha"), (103, "Ravi")]);
        await stack.FailAsync("up", "--yes", "--skip-preview", "--plan", "plan.json");
        Assert.Empty(stack.Account.All());
        Write(stack, Three);
        await stack.UpAsync("--plan", "plan.json");
        Assert.Equal(3, stack.Account.All().Count);
    }

    [Fact]
    public async Task What_is_ignored_inside_the_file_stays_as_it_was_run_after_run()
    {
        await using var stack = await OpenAsync(Three);
        await stack.UpAsync();
        stack.Write(Everybody().TrimEnd('\n') + "\n    options: { ignoreChanges: ['agents[\"101\"].name', 'agents[\"102\"].password'] }\n");
        Write(stack, [(101, "Manish Rao"), (102, "Asha"), (103, "Ravi Rao")]);
        stack.Variables["AGENT_102_PASSWORD"] = "another-one";
        await stack.UpAsync();
        Assert.Equal(["101 Manish", "102 Asha", "103 Ravi Rao"], stack.Users);
        Assert.Equal($"{Canary}-102", stack.Account.Find(102)!.Password);
        await stack.RunAsync("preview", "--expect-no-changes");
    }

    [Fact]
    public async Task An_account_without_a_seat_keeps_what_was_done_and_the_next_up_goes_on_there()
    {
        await using var stack = await OpenAsync(Three);
        stack.Account.UserLimit = 2;
        var failed = await stack.FailAsync("up", "--yes", "--skip-preview");
        Assert.Contains("User limit", failed, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, stack.Account.All().Count);
        stack.Account.UserLimit = 3;
        await stack.UpAsync();
        Assert.Equal(["101 Manish", "102 Asha", "103 Ravi"], stack.Users);
        await stack.RunAsync("preview", "--expect-no-changes");
    }

    [Fact]
    public async Task A_preview_of_a_fork_has_no_credentials_and_calls_nobody()
    {
        await using var stack = await OpenAsync(Three);
        await stack.UpAsync();
        var calls = stack.Account.Calls.Total;
        stack.Variables["TELECMI_SECRET"] = "";
        Write(stack, [(101, "Manish Rao"), (102, "Asha"), (103, "Ravi")]);
        Assert.Contains("\"Manish\" => \"Manish Rao\"", await stack.RunAsync("preview", "--diff"), StringComparison.Ordinal);
        Assert.Equal(calls, stack.Account.Calls.Total);
    }

    private static async Task<Stack> OpenAsync((int Extension, string Name)[] people, bool prune = false)
    {
        var stack = await Stack.OpenAsync();
        foreach (var extension in Enumerable.Range(101, 5))
        {
            stack.Variables[$"AGENT_{extension}_PASSWORD"] = $"{Canary}-{extension}";
        }

        Write(stack, people);
        stack.Write(Everybody(prune: prune));
        return stack;
    }

    private static void Write(Stack stack, (int, string)[] people) => File.WriteAllText(Path.Combine(stack.Folder, "agents.yaml"), Roster.File(people));

    private static string Everybody(string name = "everybody", string file = "agents.yaml", bool prune = true, string more = "") => $$"""
          {{name}}:
            type: telecmi:Roster
            properties: { file: {{file}}, prune: {{(prune ? "true" : "false")}}{{more}} }

        """;
}
