using System.Text.Json;

namespace TeleCmi.Cli.Tests;

/// <summary>What was done in the dashboard can be accepted: the record follows, and no call is made for it.</summary>
public sealed class ImportTests
{
    [Theory]
    [InlineData("  - extension: 101\n    name: Asha\n    phone_number: \"919200000101\"\n    password: ${AGENT_PASSWORD}\n")]
    [InlineData("- extension: 101\n  name: Asha\n  phone_number: \"919200000101\"\n  password: ${AGENT_PASSWORD}")]
    [InlineData("    - { extension: 101, name: Asha, phone_number: \"919200000101\", password: \"${AGENT_PASSWORD}\" }  # the last")]
    public async Task What_is_printed_can_be_appended_to_the_roster_however_its_list_is_written(string entries)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat([Person.Of(105, "Kiran")]);
        centre.WriteRosterText("agents:   # the users\n" + entries);

        File.AppendAllText(centre.RosterPath, (await centre.RunAsync("import", "105")).Exits(0).Out);

        Assert.EndsWith("agents.yaml: 2 agents, valid.\n", (await centre.RunAsync("validate")).Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_list_is_not_the_end_of_the_roster_that_is_said()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat([Person.Of(105, "Kiran")]);
        centre.WriteRosterText("agents: []\n");

        (await centre.RunAsync("import", "105")).Exits(0).SaysOnError("under `agents:`, which is not its end");
    }

    public static TheoryData<string> Habits => ["as documented", "masked phones", "shuffled", "newest first", "everything masked or omitted", "transport A", "transport C", "no count"];

    [Theory]
    [MemberData(nameof(Habits))]
    public async Task The_nightly_job_names_what_was_done_behind_our_back_and_ends_clean(string habit)
    {
        await using var centre = await CallCentre.OpenAsync(Of(habit));
        var people = CallCentre.People(30);
        centre.WriteRoster(people);
        (await centre.ApplyAsync()).Exits(0);
        centre.Account.Put((people[3] with { Name = "Renamed" }).Live());
        centre.Account.Put((people[7] with { Phone = "919000000007" }).Live());
        centre.Account.Delete(people[11].Extension);
        centre.Seat([Person.Of(900, "By hand")]);

        Assert.Equal(["103 changed", "107 changed", "111 missing", "900 unmanaged"], await DriftAsync(centre, 2));
        (await centre.ApplyAsync()).Exits(0);
        Assert.Equal(["900 unmanaged"], await DriftAsync(centre, 2));
        (await centre.RunAsync("import", "900", "--unprotected")).Exits(0);
        (await centre.ApplyAsync("--prune")).Exits(0);

        Assert.Empty(await DriftAsync(centre, 0));
        centre.HasExactly(people);
        await centre.PlansNothingAsync("--prune");
    }

    [Theory]
    [MemberData(nameof(Habits))]
    public async Task An_import_writes_nothing_to_the_service_and_a_second_one_leaves_the_state_byte_for_byte(string habit)
    {
        await using var centre = await CallCentre.OpenAsync(Of(habit));
        centre.Seat(CallCentre.People(25));
        centre.WriteRoster(CallCentre.People(20));

        var first = (await centre.RunAsync("import", "--all")).Exits(0);
        var before = centre.StateText();
        var second = (await centre.RunAsync("import", "--all")).Exits(0);

        Assert.Equal(before, centre.StateText());
        Assert.Equal(1, centre.State().GetProperty("serial").GetInt32());
        Assert.Equal(first.Out, second.Out);
        Assert.Equal(0, centre.Account.Calls.Write);
        Assert.Equal(5, first.Out.Split('\n').Count(line => line.StartsWith("  - extension:", StringComparison.Ordinal)));

        // An import records no phone that it sees only in part; the next run records the roster's digits, without a call.
        (await centre.ApplyAsync("--prune")).Exits(0);
        await centre.PlansNothingAsync("--prune");
    }

    [Fact]
    public async Task An_edit_made_in_the_dashboard_is_accepted_and_the_entry_can_follow()
    {
        await using var centre = await CallCentre.OpenAsync();
        var (asha, ravi) = (Person.Of(101, "Asha"), Person.Of(102, "Ravi"));
        centre.WriteRoster([asha, ravi]);
        (await centre.ApplyAsync()).Exits(0);
        var edited = asha with { Name = "Asha Rao" };
        centre.Account.Put(edited.Live());
        Assert.Equal(["101 changed"], await DriftAsync(centre, 2));

        var imported = (await centre.RunAsync("import", "101")).Exits(0).SaysOnError("differs_from_entry", "101");

        Assert.Equal("", imported.Out);
        Assert.Equal(["101 not_applied"], await DriftAsync(centre, 0));
        centre.WriteRoster([edited, ravi]);
        Assert.Empty(await DriftAsync(centre, 0));
        centre.HasExactly([edited, ravi]);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task Another_person_on_an_extension_is_confirmed_by_an_import_and_then_may_be_pruned()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(10);
        centre.Settle(people);
        centre.WriteRoster(people.Skip(1));
        centre.Seat([new Person(100, "Another", "919000000000")]);
        Assert.Equal(0, (await centre.PlanAsync("--prune")).GetProperty("changes").GetArrayLength());

        (await centre.RunAsync("import", "100")).Exits(0);

        Assert.Equal("Another", centre.Recorded(100)!.Value.GetProperty("name").GetString());
        Assert.Equal("remove", Assert.Single((await centre.PlanAsync("--prune")).GetProperty("changes").EnumerateArray()).GetProperty("action").GetString());
        (await centre.ApplyAsync("--prune")).Exits(0);
        centre.HasExactly(people.Skip(1));
        await centre.PlansNothingAsync("--prune");
    }

    [Fact]
    public async Task Without_a_state_one_is_made_and_who_has_no_entry_is_protected_until_unprotected()
    {
        await using var centre = await CallCentre.OpenAsync();
        var (asha, hand) = (Person.Of(101), Person.Of(900));
        centre.Seat([asha, hand]);
        centre.WriteRoster([asha]);

        (await centre.RunAsync("import", "--all")).Exits(0).SaysOnError("protected");

        var state = centre.State();
        Assert.Equal((CallCentre.AppId, "127.0.0.1", 1), (state.GetProperty("appid").GetInt64(), state.GetProperty("origin").GetString(), state.GetProperty("serial").GetInt32()));
        Assert.True(Guid.TryParse(state.GetProperty("lineage").GetString(), out _));
        Assert.Equal((false, true), (IsProtected(centre, 101), IsProtected(centre, 900)));
        await centre.PlansNothingAsync("--prune");
        (await centre.RunAsync("import", "900", "--unprotected")).Exits(0).SaysOnError("still_protected", "state unprotect");
        Assert.True(IsProtected(centre, 900));
        (await centre.RunAsync("state", "unprotect", "900")).Exits(0);
        (await centre.RunAsync("import", "900")).Exits(0);
        (await centre.ApplyAsync("--prune")).Exits(0);
        centre.HasExactly([asha]);
        await centre.PlansNothingAsync("--prune");
    }

    [Fact]
    public async Task The_printed_entry_can_be_appended_to_the_roster()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle([Person.Of(101)]);
        centre.Seat([Person.Of(105, "${TELECMI_SECRET} #1") with { Password = "the-password-of-105" }]);

        File.AppendAllText(centre.RosterPath, (await centre.RunAsync("import", "105")).Exits(0).Out);

        (await centre.RunAsync("validate", "--strict")).Exits(0);
        Assert.Contains("password: ${AGENT_105_PASSWORD}", File.ReadAllText(centre.RosterPath), StringComparison.Ordinal);
        Assert.Equal(0, (await centre.PlanAsync()).GetProperty("changes").GetArrayLength());
        (await centre.ApplyAsync()).Exits(0);
        await centre.PlansNothingAsync("--prune");
        Assert.True(IsProtected(centre, 105));
    }

    [Fact]
    public async Task Only_managed_fields_are_recorded_where_there_is_an_entry_and_everything_readable_where_there_is_none()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat([Person.Of(101), Person.Of(102)]);
        centre.WriteRoster([Person.Of(101) with { StartTime = null, EndTime = null, SmsAlert = null, PasswordEntry = null }]);

        var imported = (await centre.RunAsync("import", "--all", "--format", "json")).Exits(0).Json("telecmi-agents/1").GetProperty("agents").EnumerateArray().ToList();

        Assert.Equal(["extension", "agent_id", "name", "phone_number", "protected", "unlisted"], imported[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["extension", "agent_id", "name", "phone_number", "start_time", "end_time", "sms_alert", "password_fingerprint", "protected", "unlisted"],
            imported[1].EnumerateObject().Select(member => member.Name));
        Assert.All(imported.Zip(centre.State().GetProperty("agents").EnumerateArray()), pair => Assert.True(JsonElement.DeepEquals(pair.First, pair.Second)));
    }

    [Fact]
    public async Task A_password_that_was_changed_in_the_dashboard_is_accepted_by_its_fingerprint()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        (await centre.ApplyAsync()).Exits(0);
        centre.Account.Put((Person.Of(101) with { Password = "of-the-dashboard" }).Live());
        Assert.Equal(["101 changed"], await DriftAsync(centre, 2));

        (await centre.RunAsync("import", "101")).Exits(0);

        Assert.Equal(["101 not_applied"], await DriftAsync(centre, 0));
        centre.Variables["AGENT_PASSWORD"] = "of-the-dashboard";
        Assert.Empty(await DriftAsync(centre, 0));
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task A_phone_of_which_a_part_is_shown_never_replaces_digits_that_are_known()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { MaskPhones = true });
        var (listed, recorded, hand) = (Person.Of(101), Person.Of(102), Person.Of(103));
        centre.Seat([listed, recorded, hand]);
        centre.Record([recorded]);
        centre.WriteRoster([listed]);

        var imported = (await centre.RunAsync("import", "--all")).Exits(0).SaysOnError("masked_phone", "of 103");

        Assert.Equal(
            [null, recorded.Phone, null],
            centre.State().GetProperty("agents").EnumerateArray().Select(agent => agent.TryGetProperty("phone_number", out var phone) ? phone.GetString() : null));
        Assert.DoesNotContain("X", imported.Out, StringComparison.Ordinal);
        File.AppendAllText(centre.RosterPath, imported.Out);
        (await centre.RunAsync("validate")).Exits(1);
        centre.WriteRoster([listed, recorded, hand]);
        (await centre.ApplyAsync()).Exits(0);
        Assert.Equal(hand.Phone, centre.Recorded(103)!.Value.GetProperty("phone_number").GetString());
        Assert.Equal(0, centre.Account.Calls.Write);
        await centre.PlansNothingAsync("--prune");
    }

    [Fact]
    public async Task An_extension_that_no_user_has_is_an_error_and_nothing_is_recorded()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle([Person.Of(101)]);
        centre.Seat([Person.Of(102)]);
        var before = centre.StateText();

        (await centre.RunAsync("import", "102", "777", "888", "--format", "json")).Exits(1).SaysOnError("777, 888").Json("telecmi-error/1");

        Assert.Equal(before, centre.StateText());
    }

    [Fact]
    public async Task What_an_earlier_run_left_pending_is_settled_first()
    {
        await using var centre = await CallCentre.OpenAsync();
        var (ours, gone) = (Person.Of(101), Person.Of(102));
        centre.Seat([ours, Person.Of(103)]);
        centre.Record([], state => state["pending"] = Pending.Add(ours));
        centre.WriteRoster([ours, gone]);

        (await centre.RunAsync("import", "103")).Exits(0);

        Assert.Equal(JsonValueKind.Null, centre.State().GetProperty("pending").ValueKind);
        Assert.Equal([101, 103], centre.State().GetProperty("agents").EnumerateArray().Select(agent => agent.GetProperty("extension").GetInt32()));
        Assert.Equal((8, "0b6b0f9e-3a0d-4a57-9f0a-1d2c3b4a5968"), (centre.State().GetProperty("serial").GetInt32(), centre.State().GetProperty("lineage").GetString()));
    }

    [Fact]
    public async Task A_part_of_the_account_can_be_imported()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat(CallCentre.People(5));
        centre.WriteRoster([]);

        (await centre.RunAsync("import", "--all", "--only", "101,103")).Exits(0);

        Assert.Equal([101, 103], centre.State().GetProperty("agents").EnumerateArray().Select(agent => agent.GetProperty("extension").GetInt32()));
        Assert.Equal(["100 unmanaged", "101 not_applied", "102 unmanaged", "103 not_applied", "104 unmanaged"], await DriftAsync(centre, 2));
        (await centre.RunAsync("import", "--all", "--only", "101,999")).Exits(1).SaysOnError("999");
    }

    private static async Task<List<string>> DriftAsync(CallCentre centre, int code)
    {
        var drift = (await centre.RunAsync("drift", "--format", "json")).Exits(code).Json("telecmi-drift/1");
        return [.. drift.GetProperty("agents").EnumerateArray().Select(agent => $"{agent.GetProperty("extension").GetInt32()} {agent.GetProperty("kind").GetString()}")];
    }

    private static bool IsProtected(CallCentre centre, int extension) => centre.Recorded(extension)!.Value.GetProperty("protected").GetBoolean();

    private static SimulatorOptions Of(string habit) => habit switch
    {
        "as documented" => new(),
        "masked phones" => new() { MaskPhones = true },
        "shuffled" => new() { Order = ListOrder.Shuffled, PageSize = 50 }, // on several pages no such list is ever consistent
        "newest first" => new() { Order = ListOrder.Reversed },
        "everything masked or omitted" => new() { MaskPhones = true, DropCountryCode = true, Passwords = PasswordDisplay.Masked, OmitNotify = true, OmitShifts = true },
        "transport A" => new() { Transport = TransportPattern.A, CodeAsText = true },
        "transport C" => new() { Transport = TransportPattern.C },
        "no count" => new() { OmitCount = true },
        _ => throw new ArgumentOutOfRangeException(nameof(habit), habit, "An unknown habit."),
    };
}
