using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.Applying;
using TeleCmi.Simulator;

namespace TeleCmi.Declarative.Tests.Singles;

/// <summary>What becomes of one resource, decided without any engine.</summary>
public sealed class SingleStories
{
    private static readonly SimulatedUser There = new(101, "Manish", "919876543201") { Password = "old", StartTime = 1, EndTime = 18, Notify = true };

    [Fact]
    public async Task A_user_is_made_read_updated_and_removed()
    {
        using var desk = new SingleDesk();

        var made = Held(await desk.CreateAsync());
        Assert.Equal((SingleDesk.Manish, new Person("Manish", "919876543201")), (made.Agent.Values, made.Agent.Person));
        Assert.Equal(SingleDesk.Manish, Held(await SingleReading.ReadAsync(desk.One(), takes: false, Now)).Agent.Values);

        // What is not given is sent back as it is, the password too.
        var given = SingleDesk.Manish.Schema.None with { Name = "Asha" };
        var updated = Held(await desk.UpdateAsync(given, made.Agent));
        Assert.Equal(SingleDesk.Manish with { Name = "Asha" }, updated.Agent.Values);
        Assert.Equal((SingleDesk.Password, new Person("Asha", "919876543201")), (updated.Agent.Password, updated.Agent.Person));
        Assert.Equal("pw-101", desk.Users.Find(101)?.Password);

        // Of the next deployment: whom this one has made, it does not remove.
        using var next = desk.Processes.Start();
        desk.Ledger.Dispose();
        Assert.IsType<SingleResult.Absent>(await SingleRemoval.RemoveAsync(desk.One() with { Ledger = next }, updated.Agent.Person, Now));
        Assert.Null(desk.Users.Find(101));
    }

    [Fact]
    public async Task The_same_person_is_taken_over_and_what_was_changed_is_told()
    {
        using var desk = new SingleDesk();
        desk.Users.Put(There);
        var foreseen = Held(await SingleCreation.ForeseeAsync(desk.One(), SingleDesk.Manish, SingleDesk.Password, Now));

        var taken = Held(await desk.CreateAsync());

        Assert.Equal(("start_time", FieldValue.Of(1), FieldValue.Of(9)), taken.Takeover?.Changes.Select(change => (change.Field, change.Before, change.After)).Single());
        Assert.True(taken.Takeover?.SetsPassword);
        Assert.Equal(foreseen.Takeover?.Changes, taken.Takeover!.Changes);
        Assert.Equal((9, "pw-101"), (desk.Users.Find(101)?.StartTime, desk.Users.Find(101)?.Password));
    }

    [Fact]
    public async Task Another_person_is_never_overwritten_unless_a_removal_of_theirs_was_left_to_the_claimer()
    {
        using var desk = new SingleDesk();
        desk.Users.Put(There with { Name = "Ravi", Phone = "918000000000" });
        Assert.Equal("Ravi", Assert.IsType<SingleFailure.AnotherPerson>(await desk.CreateAsync()).Name);
        Assert.Equal("Ravi", desk.Users.Find(101)?.Name);

        using var left = new SingleDesk();
        left.Users.Put(There with { Name = "Ravi", Phone = "918000000000" });
        using (var held = await left.Ledger.HoldAsync(101, Now))
        {
            held.Claim("a", null, isNew: true);
        }

        Assert.IsType<RemovalBar.Claimed>(Assert.IsType<SingleResult.Left>(await left.RemoveAsync(new Person("Ravi", "918000000000"), "b")).Bar);
        Held(await left.CreateAsync());
        Assert.Equal("Manish", left.Users.Find(101)?.Name);
    }

    [Fact]
    public async Task A_removal_takes_away_whom_the_resource_applied_and_nobody_else()
    {
        using var desk = new SingleDesk();
        desk.Users.Put(There);

        Assert.Equal("Manish", Assert.IsType<SingleFailure.AnotherPersonStays>(await desk.RemoveAsync(new Person("Asha", "917777777777"))).Name);
        Assert.IsType<SingleFailure.UnknownPersonStays>(await desk.RemoveAsync(Person.Unknown));
        Assert.NotNull(desk.Users.Find(101));

        Assert.IsType<SingleResult.Absent>(await desk.RemoveAsync(new Person("Manish", null)));
        Assert.Null(desk.Users.Find(101));
    }

    [Fact]
    public async Task Nobody_is_absent_before_two_lists_miss_them()
    {
        using var desk = new SingleDesk();
        desk.Users.Put(There);
        desk.Service.List = (number, account) => number == 1 ? account with { Agents = account.Agents.Clear() } : account;

        Held(await SingleReading.ReadAsync(desk.One(), takes: false, Now));

        Assert.Equal(["list", "list"], desk.Service.Calls);
    }

    [Fact]
    public async Task An_import_finds_whom_another_process_of_the_deployment_has_just_made()
    {
        using var desk = new SingleDesk();
        using var mine = desk.Processes.Start(writtenElsewhere: desk.Account.Lists.Forget);
        var one = desk.One("b") with { Ledger = mine };
        Assert.IsType<SingleResult.Absent>(await SingleReading.ReadAsync(one, takes: true, Now));

        desk.Users.Put(There);
        using (var held = await desk.Ledger.HoldAsync(101, Now))
        {
            held.Take("a");
        }

        Held(await SingleReading.ReadAsync(one, takes: true, Now));
    }

    [Fact]
    public async Task Whom_a_list_shows_twice_is_not_touched()
    {
        using var desk = new SingleDesk();
        var made = Held(await desk.CreateAsync());
        desk.Service.List = (_, account) => account with { Doubled = [101] };

        Assert.IsType<SingleFailure.Doubled>(await desk.UpdateAsync(SingleDesk.Manish with { Name = "Asha" }, made.Agent));
        Assert.Equal("Manish", desk.Users.Find(101)?.Name);
    }

    [Fact]
    public async Task What_hides_digits_is_no_news_and_the_recorded_ones_are_sent()
    {
        using var desk = new SingleDesk(Desk.Options with { MaskPhones = true });
        var made = Held(await desk.CreateAsync());
        var seen = Held(await SingleReading.ReadAsync(desk.One(), takes: false, Now));
        Assert.Equal(SingleDesk.Manish, SingleAgent.Following(made.Agent.Values, seen.Agent.Values));

        var given = SingleDesk.Manish.Schema.None with { Name = "Asha" };
        Held(await desk.UpdateAsync(given, made.Agent, SingleDesk.Password));
        Assert.Equal(("Asha", "919876543201"), (desk.Users.Find(101)?.Name, desk.Users.Find(101)?.Phone));

        // Where nobody ever told them, they can't be sent.
        var lost = Assert.IsType<SingleFailure.Unknown>(await desk.UpdateAsync(given, made.Agent with { Values = given }, SingleDesk.Password));
        Assert.Equal("phone_number", lost.Key);
    }

    [Fact]
    public async Task Without_a_password_to_send_back_nothing_is_sent()
    {
        using var desk = new SingleDesk(Desk.Options with { Passwords = PasswordDisplay.Masked });
        var made = Held(await desk.CreateAsync());

        Assert.IsType<SingleFailure.NoPassword>(await desk.UpdateAsync(SingleDesk.Manish with { Name = "Asha" }, made.Agent));
    }

    [Fact]
    public async Task Where_the_password_in_force_is_hidden_the_given_one_is_sent_back()
    {
        using var desk = new SingleDesk(Desk.Options with { Passwords = PasswordDisplay.Masked });
        var made = Held(await desk.CreateAsync());
        var change = new SingleChange(SingleDesk.Manish with { Name = "Asha" }, null, made.Agent) { HiddenPassword = new Secret("pw-two") };
        Held(await SingleUpdate.UpdateAsync(desk.One(), change, Now));
        Assert.Equal(("Asha", "pw-two"), (desk.Users.Find(101)?.Name, desk.Users.Find(101)?.Password));

        // One that is shown is the agent's own.
        using var open = new SingleDesk();
        Held(await open.CreateAsync());
        Held(await SingleUpdate.UpdateAsync(open.One(), change, Now));
        Assert.Equal(("Asha", "pw-101"), (open.Users.Find(101)?.Name, open.Users.Find(101)?.Password));
    }

    [Fact]
    public async Task A_user_who_is_not_as_the_change_was_planned_from_is_left_as_they_are()
    {
        using var desk = new SingleDesk();
        var made = Held(await desk.CreateAsync());
        var change = new SingleChange(SingleDesk.Manish with { Name = "Asha" }, null, made.Agent) { IsAsPlanned = live => live.Name == "Ravi" };
        Assert.IsType<SingleFailure.ChangedSincePlan>(await SingleUpdate.UpdateAsync(desk.One(), change, Now));
        Assert.Equal("Manish", desk.Users.Find(101)?.Name);
    }

    [Fact]
    public async Task Whom_the_deployment_has_removed_since_the_shared_list_a_create_does_not_meet()
    {
        using var desk = new SingleDesk();
        desk.Users.Put(There with { Name = "Ravi", Phone = "918000000000" });
        Assert.IsType<SingleFailure.AnotherPerson>(await SingleCreation.ForeseeAsync(desk.One(), SingleDesk.Manish, null, Now));
        Assert.IsType<SingleResult.Absent>(await desk.RemoveAsync(new Person("Ravi", "918000000000"), "b"));
        Assert.IsType<SingleResult.Absent>(await SingleCreation.ForeseeAsync(desk.One(), SingleDesk.Manish, null, Now));
    }

    [Fact]
    public async Task A_reading_tells_the_shown_password_by_its_fingerprint()
    {
        using var desk = new SingleDesk();
        await desk.CreateAsync();
        var key = PasswordKey.Derive(new Secret("simulated"), "lineage");
        Assert.Null(Held(await SingleReading.ReadAsync(desk.One(), takes: false, Now)).Fingerprint);
        Assert.Equal(
            key.Fingerprint($"101_{Desk.AppId}", SingleDesk.Password),
            Held(await SingleReading.ReadAsync(desk.One() with { Key = key }, takes: false, Now)).Fingerprint);
    }

    [Fact]
    public async Task A_sandbox_never_sees_a_real_password_and_the_real_one_is_recorded()
    {
        using var desk = new SingleDesk();
        using var sandbox = new SharedAccount(desk.Service, desk.Service, new Client.ServiceOptions { AppId = Desk.AppId, Secret = new Secret("simulated") }, default)
        {
            Dummy = extension => new Secret($"sandbox-{extension}"),
        };

        var made = Held(await SingleCreation.CreateAsync(desk.One() with { Account = sandbox }, SingleDesk.Manish, SingleDesk.Password, Now));

        Assert.Equal((SingleDesk.Password, "sandbox-101"), (made.Agent.Password, desk.Users.Find(101)?.Password));
    }

    [Fact]
    public async Task Without_a_list_the_failure_says_why()
    {
        using var desk = new SingleDesk();
        desk.Service.List = (_, _) => null;

        Assert.Equal("no answer", Assert.IsType<SingleFailure.NoList>(await SingleReading.ReadAsync(desk.One(), takes: false, Now)).Why.Message);
        Assert.IsType<SingleFailure.NoList>(await SingleCreation.ForeseeAsync(desk.One(), SingleDesk.Manish, null, Now));
        Assert.IsType<SingleFailure.NoList>(await desk.RemoveAsync(new Person("Manish", null)));
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static SingleResult.Held Held(SingleResult result) => Assert.IsType<SingleResult.Held>(result);
}
