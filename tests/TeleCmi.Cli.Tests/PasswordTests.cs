using System.Text.Json;

namespace TeleCmi.Cli.Tests;

/// <summary>Passwords are kept as the roster says where it says something, and never spoilt where it does not.</summary>
public sealed class PasswordTests
{
    [Theory]
    [InlineData(PasswordDisplay.Clear)]
    [InlineData(PasswordDisplay.Masked)]
    [InlineData(PasswordDisplay.Omitted)]
    public async Task A_new_password_in_the_roster_is_sent_once(PasswordDisplay display)
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Passwords = display });
        var people = CallCentre.People(2);
        centre.WriteRoster(people);
        (await centre.ApplyAsync()).Exits(0);
        centre.Variables["AGENT_PASSWORD"] = "a-new-one-2";

        var plan = await centre.PlanAsync();
        Assert.Equal(2, plan.GetProperty("summary").GetProperty("update").GetInt32());
        var field = Assert.Single(plan.GetProperty("changes")[0].GetProperty("fields").EnumerateArray());
        Assert.Equal(["password", "True", "True"], new[] { field.GetProperty("field").ToString(), field.GetProperty("secret").ToString(), field.GetProperty("changed").ToString() });
        (await centre.ApplyAsync()).Exits(0);

        centre.HasExactly(people.ConvertAll(person => person with { Password = "a-new-one-2" }));
        Assert.Equal(2, centre.Account.Calls.Update);
        await centre.PlansNothingAsync();
    }

    [Theory]
    [InlineData("", PasswordDisplay.Clear, 1)]
    [InlineData("", PasswordDisplay.Omitted, 0)]
    [InlineData("policy: { passwords: initial }", PasswordDisplay.Clear, 0)]
    public async Task A_password_changed_in_the_dashboard_is_put_back_where_it_is_managed_and_can_be_seen(string policy, PasswordDisplay display, int updates)
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Passwords = display });
        var asha = Person.Of(101);
        centre.WriteRoster([asha], policy);
        (await centre.ApplyAsync()).Exits(0);
        centre.Account.Put(asha.Live() with { Password = "of-the-dashboard" });

        (await centre.ApplyAsync()).Exits(0);

        Assert.Equal(updates, centre.Account.Calls.Update);
        Assert.Equal(updates == 0 ? "of-the-dashboard" : CallCentre.Password, centre.Account.Find(101)!.Password);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task An_initial_password_is_sent_again_when_the_roster_changes_it()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)], "policy: { passwords: initial }");
        (await centre.ApplyAsync()).Exits(0);
        centre.Variables["AGENT_PASSWORD"] = "a-new-one-2";

        (await centre.ApplyAsync()).Exits(0);

        Assert.Equal("a-new-one-2", centre.Account.Find(101)!.Password);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task A_password_whose_variable_is_not_set_is_left_alone()
    {
        await using var centre = await CallCentre.OpenAsync();
        var asha = Person.Of(101) with { Password = "of-the-dashboard" };
        centre.Settle([asha]);
        centre.WriteRoster([asha with { Name = "Asha" }]);
        centre.Variables.Remove("AGENT_PASSWORD");

        (await centre.ApplyAsync()).Exits(0).SaysOnError("ROS061: 1 password has no value");

        centre.HasExactly([asha with { Name = "Asha" }]);
        await centre.PlansNothingAsync();
    }

    [Theory]
    [InlineData(PasswordDisplay.Masked)]
    [InlineData(PasswordDisplay.Omitted)]
    public async Task An_update_that_would_spoil_a_password_nobody_knows_is_planned_with_a_warning_and_never_sent(PasswordDisplay display)
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Passwords = display });
        var asha = Person.Of(101) with { PasswordEntry = null };
        centre.Settle([asha]);
        centre.WriteRoster([asha with { Name = "Asha" }, Person.Of(102)]);

        var applied = (await centre.ApplyAsync()).Exits(1).Json("telecmi-apply/1");

        Assert.Contains("unreadable", applied.GetProperty("plan").GetProperty("warnings").EnumerateArray().Select(one => one.GetProperty("code").GetString()));
        Assert.Equal(["101 failed", "102 changed"], applied.GetProperty("outcomes").EnumerateArray()
            .Select(one => $"{one.GetProperty("extension").GetInt32()} {one.GetProperty("outcome").GetString()}").Order());
        Assert.Equal(0, centre.Account.Calls.Update);
        Assert.Equal(asha.Live(), centre.Account.Find(101));
    }

    [Fact]
    public async Task A_plan_without_the_passwords_warns_once_and_is_shown_and_an_apply_sends_nothing_at_all()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Passwords = PasswordDisplay.Omitted });
        var (asha, gone, stays) = (Person.Of(101), Person.Of(102), Person.Of(110));
        centre.Settle([asha, gone, stays]);
        centre.Account.Delete(102);
        centre.WriteRoster([asha with { Name = "Asha" }, gone, Person.Of(103), Person.Of(105) with { PasswordEntry = null }, stays, Person.Of(200) with { PasswordEntry = "known-1-to-all" }]);
        centre.Variables.Remove("AGENT_PASSWORD");

        var plan = (await centre.RunAsync("plan", "--format", "json", "--detailed-exitcode")).Exits(2).Json("telecmi-plan/1");
        var warning = Assert.Single(plan.GetProperty("warnings").EnumerateArray(), one => one.GetProperty("code").GetString() == "no_password");
        Assert.Contains("101-103, 105", warning.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(5, plan.GetProperty("changes").GetArrayLength());
        Assert.Equal(0, plan.GetProperty("refusals").GetArrayLength());
        (await centre.RunAsync("plan")).Exits(0);

        var applied = (await centre.ApplyAsync()).Exits(3).Json("telecmi-apply/1");
        var refusal = Assert.Single(applied.GetProperty("plan").GetProperty("refusals").EnumerateArray());
        Assert.Equal(("no_password", 4), (refusal.GetProperty("rule").GetString(), refusal.GetProperty("count").GetInt32()));
        Assert.Equal([101, 102, 103, 105], refusal.GetProperty("extensions").EnumerateArray().Select(one => one.GetInt32()));
        Assert.Equal(0, centre.Account.Calls.Write);
    }

    [Theory]
    [InlineData("plan", 0)]
    [InlineData("apply", 3)]
    public async Task Without_a_refresh_only_adds_need_a_password(string command, int code)
    {
        await using var centre = await CallCentre.OpenAsync();
        var asha = Person.Of(101);
        centre.Record([asha]);
        centre.WriteRoster([asha with { Name = "Asha" }, Person.Of(102)]);
        centre.Variables.Remove("AGENT_PASSWORD");

        (await centre.RunAsync(command, "--no-refresh")).Exits(code);

        centre.WriteRoster([asha with { Name = "Asha" }]);
        Assert.Contains("1 skipped", (await centre.RunAsync("apply", "--yes", "--no-refresh")).Exits(1).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_passwords_of_two_agents_do_not_look_equal_in_the_state()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));
        (await centre.ApplyAsync()).Exits(0);

        var prints = centre.State().GetProperty("agents").EnumerateArray().Select(agent => agent.GetProperty("password_fingerprint").GetString()).ToList();

        Assert.Equal(3, prints.Distinct().Count());
        Assert.DoesNotContain(null, prints);
        Assert.Equal(JsonValueKind.String, centre.State().GetProperty("key_id").ValueKind);
    }
}
