namespace TeleCmi.Cli.Tests;

/// <summary>The account as it is, whoever knows its users.</summary>
public sealed class ListTests
{
    [Fact]
    public async Task Each_user_is_shown_with_whether_roster_and_state_know_it_and_nothing_is_changed()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat([Person.Of(101, "Asha"), Person.Of(102, "मीना"), Person.Of(205, "Zubin") with { StartTime = null, EndTime = null, SmsAlert = null }]);
        centre.WriteRoster([Person.Of(101, "Asha"), Person.Of(102, "मीना")]);
        centre.Record([Person.Of(101, "Asha") with { Protected = true }]);
        var state = centre.StateText();

        var text = (await centre.RunAsync("list")).Exits(0);
        Assert.Equal(
            """
              ext  phone    shift  sms_alert  roster  state      name
              101  ***0101  9-18   true       yes     protected  "Asha"
              102  ***0102  9-18   true       yes     no         "मीना"
              205  ***0205  -      -          no      no         "Zubin"
            3 users, 1 not in the roster.

            """, text.Out);
        Assert.Contains(Person.Of(101).Phone, (await centre.RunAsync("list", "--full-phones")).Exits(0).Out, StringComparison.Ordinal);
        var json = (await centre.RunAsync("list", "--format", "json")).Exits(0).Json("telecmi-agents/1").GetProperty("agents");
        Assert.Equal([(101, true, true), (102, true, false), (205, false, false)], json.EnumerateArray().Select(one
            => (one.GetProperty("extension").GetInt32(), one.GetProperty("in_roster").GetBoolean(), one.GetProperty("in_state").GetBoolean())));
        Assert.Equal(Person.Of(101).Phone, json[0].GetProperty("phone_number").GetString());
        Assert.DoesNotContain(CallCentre.Password, text.Out + text.Error + json, StringComparison.Ordinal);
        Assert.Equal((0, state), (centre.Account.Calls.Write, centre.StateText()));
    }

    [Fact]
    public async Task It_needs_no_roster_and_no_state_and_shows_a_part_where_that_is_asked_for()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat(CallCentre.People(9, first: 101));

        Assert.EndsWith("9 users, 9 not in the roster.\n", (await centre.RunAsync("list")).Exits(0).Out, StringComparison.Ordinal);
        Assert.EndsWith("4 users, 4 not in the roster.\n", (await centre.RunAsync("list", "--only", "101,105-107")).Exits(0).Out, StringComparison.Ordinal);
        (await centre.RunAsync("list", "--only", "555")).Exits(1).SaysOnError("not_live", "555");
        Assert.Equal("0 users.\n", (await centre.RunAsync("list", "--sandbox")).Exits(0).Out);
        centre.Variables.Remove("TELECMI_SECRET");
        (await centre.RunAsync("list")).Exits(1).SaysOnError("no_credentials", "TELECMI_SECRET");
        Assert.Empty(Directory.GetFileSystemEntries(centre.Folder));
    }
}
