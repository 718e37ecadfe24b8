namespace TeleCmi.Cli.Tests;

/// <summary>The service's pages leave much open: whatever habit it has, the job gets done and then nothing is left to do.</summary>
public sealed class ServiceHabitTests
{
    public static TheoryData<string> Habits =>
    [
        "transport A", "transport B", "transport C", "transport D", "codes as text", "newest first", "by extension", "masked phones",
        "phones without country code", "masked phones without country code", "masked passwords", "omitted passwords", "omitted notify",
        "omitted shifts", "everything omitted", "no count",
    ];

    [Theory]
    [MemberData(nameof(Habits))]
    public async Task Whatever_the_services_habit_a_mixed_roster_converges(string habit)
    {
        await using var centre = await CallCentre.OpenAsync(Of(habit));
        var stays = CallCentre.People(12, first: 300);
        Person unmanaged = Person.Of(900), added = Person.Of(101), before = Person.Of(103), removed = Person.Of(105), supervisor = Person.Of(900);
        var after = before with { Name = "Ravi", SmsAlert = false };
        centre.Seat([.. stays, before, removed, unmanaged]);
        centre.Record([.. stays, before, removed]);
        centre.WriteRoster([.. stays, added, after]);

        (await centre.ApplyAsync("--prune")).Exits(0);

        centre.HasExactly([.. stays, added, after, supervisor]);
        await centre.PlansNothingAsync("--prune");
    }

    [Theory]
    [InlineData("masked phones")]
    [InlineData("omitted passwords")]
    [InlineData("omitted notify")]
    public async Task Agents_that_are_there_already_are_adopted_whatever_the_list_leaves_out(string habit)
    {
        await using var centre = await CallCentre.OpenAsync(Of(habit));
        var people = CallCentre.People(11);
        centre.Seat(people);
        centre.WriteRoster(people);

        var applied = (await centre.ApplyAsync()).Exits(0).Json("telecmi-apply/1");

        Assert.Equal(11, applied.GetProperty("summary").GetProperty("converged").GetInt32());
        Assert.Equal(0, centre.Account.Calls.Write);
        centre.HasExactly(people);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task What_the_roster_leaves_out_is_kept_by_an_update()
    {
        await using var centre = await CallCentre.OpenAsync();
        var live = Person.Of(101) with { StartTime = 3, EndTime = 7, SmsAlert = false, Password = "of-the-dashboard" };
        var entry = live with { Name = "Manish", StartTime = null, EndTime = null, SmsAlert = null, PasswordEntry = null };
        centre.Seat([live]);
        centre.WriteRoster([entry]);

        (await centre.ApplyAsync()).Exits(0);

        centre.HasExactly([live with { Name = "Manish" }]);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task A_notify_that_the_list_leaves_out_is_not_sent_as_false()
    {
        await using var centre = await CallCentre.OpenAsync(Of("omitted notify"));
        var live = Person.Of(101);
        centre.Seat([live]);
        centre.Record([live with { SmsAlert = null }]);
        centre.WriteRoster([live with { Name = "Manish", SmsAlert = null }]);

        (await centre.ApplyAsync()).Exits(0);

        Assert.NotEqual(false, centre.Account.Find(101)!.Notify);
    }

    [Fact]
    public async Task A_list_that_never_agrees_with_itself_ends_the_run_before_any_change()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Order = ListOrder.Shuffled });
        centre.Seat(CallCentre.People(40, first: 300));
        centre.WriteRoster([Person.Of(101)]);

        (await centre.ApplyAsync()).Exits(1).Json("telecmi-error/1");

        Assert.Equal(0, centre.Account.Calls.Write);
        Assert.False(File.Exists(centre.StatePath));
    }

    [Fact]
    public async Task A_count_that_moves_while_it_is_read_ends_the_run_before_any_change()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { CountChanges = true });
        centre.Seat(CallCentre.People(40, first: 300));
        centre.WriteRoster([Person.Of(101)]);

        (await centre.ApplyAsync()).Exits(1).Json("telecmi-error/1");

        Assert.Equal(0, centre.Account.Calls.Write);
    }

    [Fact]
    public async Task Users_of_another_app_and_those_of_nobodys_roster_are_left_alone()
    {
        await using var centre = await CallCentre.OpenAsync();
        var foreign = Person.Of(500).Live() with { AgentId = "500_2222223" };
        var unmanaged = Person.Of(900);
        centre.Seat([unmanaged]);
        centre.Account.Put(foreign);
        centre.WriteRoster([Person.Of(101)]);

        (await centre.ApplyAsync("--prune", "--max-removals", "100%")).Exits(0);

        Assert.Equal(foreign, centre.Account.Find(500));
        Assert.Equal(unmanaged.Live(), centre.Account.Find(900));
        Assert.Equal(1, centre.Account.Calls.Write);
    }

    [Fact]
    public async Task A_user_that_the_list_shows_twice_is_never_written_and_the_rest_goes_on()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { DoubledUsers = [101] });
        centre.Settle([Person.Of(101), Person.Of(102)]);
        centre.WriteRoster([Person.Of(101, "Twice"), Person.Of(102, "Once")]);

        var applied = (await centre.ApplyAsync()).Exits(1).Json("telecmi-apply/1");

        Assert.Equal(["101 failed", "102 changed"], applied.GetProperty("outcomes").EnumerateArray()
            .Select(one => $"{one.GetProperty("extension").GetInt32()} {one.GetProperty("outcome").GetString()}").Order());
        Assert.Contains("doubled_user", applied.GetProperty("plan").GetProperty("warnings").EnumerateArray().Select(one => one.GetProperty("code").GetString()));
        Assert.Equal("Agent 101", centre.Account.Find(101)!.Name);
        Assert.Equal(1, centre.Account.Calls.Write);
    }

    [Fact]
    public async Task A_supervisor_that_no_list_shows_is_recorded_as_unlisted_and_then_plans_nothing()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { HiddenUsers = [101] });
        centre.WriteRoster([Person.Of(101), Person.Of(102)]);

        var applied = (await centre.ApplyAsync()).Exits(0).Json("telecmi-apply/1");

        Assert.Equal((1, 1), (applied.GetProperty("summary").GetProperty("changed").GetInt32(), applied.GetProperty("summary").GetProperty("converged").GetInt32()));
        Assert.True(centre.Recorded(101)!.Value.GetProperty("unlisted").GetBoolean());
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task Adds_that_no_seat_is_left_for_are_made_once_removals_have_freed_one()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(5);
        centre.Settle(people);
        centre.Account.UserLimit = 5;
        centre.WriteRoster([.. people.Skip(2), Person.Of(201), Person.Of(202), Person.Of(203)]);

        var applied = (await centre.ApplyAsync("--prune", "--max-removals", "2")).Exits(1).Json("telecmi-apply/1");

        var summary = applied.GetProperty("summary");
        Assert.Equal((4, 1), (summary.GetProperty("changed").GetInt32(), summary.GetProperty("failed").GetInt32()));
        Assert.Contains("limit", applied.GetProperty("outcomes").EnumerateArray().Single(one => one.GetProperty("outcome").GetString() == "failed")
            .GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(5, centre.Account.All().Count);
    }

    private static SimulatorOptions Of(string habit) => habit switch
    {
        "transport A" => new() { Transport = TransportPattern.A },
        "transport B" => new() { Transport = TransportPattern.B },
        "transport C" => new() { Transport = TransportPattern.C },
        "transport D" => new() { Transport = TransportPattern.D },
        "codes as text" => new() { CodeAsText = true },
        "newest first" => new() { Order = ListOrder.Reversed },
        "by extension" => new() { Order = ListOrder.ByExtension },
        "masked phones" => new() { MaskPhones = true },
        "phones without country code" => new() { DropCountryCode = true },
        "masked phones without country code" => new() { DropCountryCode = true, MaskPhones = true },
        "masked passwords" => new() { Passwords = PasswordDisplay.Masked },
        "omitted passwords" => new() { Passwords = PasswordDisplay.Omitted },
        "omitted notify" => new() { OmitNotify = true },
        "omitted shifts" => new() { OmitShifts = true },
        "everything omitted" => new() { OmitNotify = true, OmitShifts = true, Passwords = PasswordDisplay.Omitted, MaskPhones = true },
        "no count" => new() { OmitCount = true },
        _ => throw new ArgumentOutOfRangeException(nameof(habit), habit, "An unknown habit."),
    };
}
