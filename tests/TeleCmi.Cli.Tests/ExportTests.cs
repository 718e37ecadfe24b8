
namespace TeleCmi.Cli.Tests;

/// <summary>An account that nobody described yet becomes a roster, and from then on there is nothing to do.</summary>
public sealed class ExportTests
{
    private static readonly string[] HostileNames =
    [
        "${TELECMI_SECRET}", "$$", "a: b", "#x", "x #y", "!t", "&a", "*a", "0123", "~", "null", "true", "- x", "? x", "| x", "[x", "{x}", "'q'", "\"q\"", "\\", "C:\\new", "trailing  ",
        "  leading", "😀 Kiran", "👩\u200D💻", "שלום עולם", "\u202Eevil", "e\u0301", "@org/team", "![](http://x)", "</script>", "`x`", "]]>", "##[add-path]x", "##vso[x]", "::set-output",
        "%", "a\u00A0b", "\uFEFFx", "{ file: /etc/passwd }", "---", "...", "<<", "=", "x\U000E0041",
    ];

    [Fact]
    public async Task Export_validate_import_and_then_the_plan_is_empty_whatever_900_users_are_called()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(900).Select((person, i) => person with
        {
            Name = i < HostileNames.Length ? HostileNames[i] : person.Name,
            Password = $"canary-{person.Extension}-password",
            StartTime = i % 3 == 0 ? null : 9,
            EndTime = i % 3 == 0 ? null : 10 + (i % 15),
            SmsAlert = i % 5 == 0 ? null : i % 2 == 0,
        }).ToList();
        centre.Seat(people);
        File.WriteAllText(centre.RosterPath, ""); // as a shell does for `telecmi export > agents.yaml`

        var exported = (await centre.RunAsync("export")).Exits(0);
        centre.WriteRosterText(exported.Out);
        var validated = (await centre.RunAsync("validate", "--format", "json")).Exits(0).Json("telecmi-validate/1");
        var imported = (await centre.RunAsync("import", "--all")).Exits(0);
        var planned = (await centre.RunAsync("plan", "--detailed-exitcode")).Exits(0);

        Assert.DoesNotContain("canary", exported.Out + exported.Error + imported.Out + imported.Error + centre.StateText(), StringComparison.Ordinal);
        Assert.Equal(900, validated.GetProperty("agents").GetInt32());
        Assert.Equal("", imported.Out);
        Assert.Contains("No changes.", planned.Out, StringComparison.Ordinal);
        Assert.Equal(["ROS043", "ROS043", "ROS061"], planned.Error.Split('\n').Where(line => line.Contains("warning", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[2].TrimEnd(':')));
        Assert.Equal(0, centre.Account.Calls.Write);
        centre.HasExactly(people);
        await centre.PlansNothingAsync("--prune");
    }

    [Fact]
    public async Task With_the_passwords_given_there_is_nothing_to_do_either_and_another_one_is_seen()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat(CallCentre.People(3));
        await ExportsAsync(centre);
        (await centre.RunAsync("import", "--all")).Exits(0);
        foreach (var extension in new[] { 100, 101, 102 })
        {
            centre.Variables[$"AGENT_{extension}_PASSWORD"] = CallCentre.Password;
        }

        await centre.PlansNothingAsync();
        centre.Variables["AGENT_101_PASSWORD"] = "another-one-1";
        var change = Assert.Single((await centre.PlanAsync()).GetProperty("changes").EnumerateArray());
        Assert.Equal("password", Assert.Single(change.GetProperty("fields").EnumerateArray()).GetProperty("field").GetString());
    }

    [Theory]
    [InlineData(TransportPattern.A)]
    [InlineData(TransportPattern.B)]
    [InlineData(TransportPattern.C)]
    [InlineData(TransportPattern.D)]
    public async Task The_transport_of_the_service_makes_no_difference(TransportPattern transport)
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Transport = transport, CodeAsText = transport == TransportPattern.A, Order = ListOrder.Reversed });
        centre.Seat(CallCentre.People(23));

        await ExportsAsync(centre);
        (await centre.RunAsync("import", "--all")).Exits(0);

        await centre.PlansNothingAsync();
        Assert.Equal(0, centre.Account.Calls.Write);
    }

    [Fact]
    public async Task What_the_list_leaves_out_is_left_out_and_not_managed()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { OmitNotify = true, OmitShifts = true, Passwords = PasswordDisplay.Omitted, OmitCount = true });
        centre.Seat(CallCentre.People(12));

        var roster = await ExportsAsync(centre);
        (await centre.RunAsync("import", "--all")).Exits(0);

        Assert.DoesNotContain("start_time", roster, StringComparison.Ordinal);
        Assert.DoesNotContain("sms_alert", roster, StringComparison.Ordinal);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task Phones_of_which_a_part_is_shown_and_names_that_no_roster_can_hold_are_comments_with_a_warning()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { MaskPhones = true });
        centre.Seat([Person.Of(101), Person.Of(102, "a\u001B[31mb"), Person.Of(103, "two\nlines")]);

        var text = (await centre.RunAsync("export")).Exits(0).SaysOnError("masked_phone", "101, 102, 103", "name_not_allowed", "102, 103");
        var warnings = (await centre.RunAsync("export", "--format", "json")).Exits(0).Json("telecmi-export/1").GetProperty("warnings");

        Assert.DoesNotContain("\u001B", text.Out + text.Error, StringComparison.Ordinal);
        Assert.Equal(["name_not_allowed", "masked_phone"], warnings.EnumerateArray().Select(warning => warning.GetProperty("code").GetString()));
        centre.WriteRosterText(text.Out);
        Assert.Equal(0, (await centre.RunAsync("validate", "--format", "json")).Exits(0).Json("telecmi-validate/1").GetProperty("agents").GetInt32());
    }

    [Fact]
    public async Task A_shift_of_no_hours_is_left_out_with_a_warning()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat([Person.Of(101) with { StartTime = 9, EndTime = 9 }]);

        var exported = (await centre.RunAsync("export")).Exits(0).SaysOnError("shift_left_out", "101");
        centre.WriteRosterText(exported.Out);
        (await centre.RunAsync("validate", "--strict")).Exits(0);
        (await centre.RunAsync("import", "--all")).Exits(0);

        await centre.PlansNothingAsync();
        Assert.Equal(9, centre.Account.Find(101)!.StartTime);
    }

    [Fact]
    public async Task A_part_of_the_account_can_be_exported()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat(CallCentre.People(5));

        centre.WriteRosterText((await centre.RunAsync("export", "--only", "101,103")).Exits(0).Out);

        Assert.Equal(2, (await centre.RunAsync("validate", "--format", "json")).Json().GetProperty("agents").GetInt32());
        (await centre.RunAsync("export", "--only", "101,999")).Exits(1).SaysOnError("not_live", "999");
    }

    [Fact]
    public async Task As_JSON_it_is_one_document_that_holds_the_same_roster()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat(CallCentre.People(2));

        var json = (await centre.RunAsync("export", "--format", "json")).Exits(0).Json("telecmi-export/1");

        Assert.Equal((await centre.RunAsync("export")).Out, json.GetProperty("roster").GetString());
        Assert.Equal((CallCentre.AppId, 2), (json.GetProperty("appid").GetInt64(), json.GetProperty("agents").GetInt32()));
    }

    [Fact]
    public async Task The_app_id_comes_from_a_roster_that_is_there_and_else_from_the_environment()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat([Person.Of(101)]);
        centre.Variables.Remove("TELECMI_APPID");

        (await centre.RunAsync("export")).Exits(1).SaysOnError("TELECMI_APPID");
        centre.WriteRoster([Person.Of(555)], $"appid: {CallCentre.AppId}");
        var roster = (await centre.RunAsync("export")).Exits(0);

        Assert.Contains("extension: 101", roster.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("555", roster.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("AGENT_PASSWORD", roster.Error, StringComparison.Ordinal);
        centre.Variables.Remove("TELECMI_SECRET");
        (await centre.RunAsync("export")).Exits(1).SaysOnError("TELECMI_SECRET");
    }

    [Fact]
    public async Task A_state_of_another_account_or_service_is_refused_before_any_call_and_one_with_a_pending_run_stays_as_it_is()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat([Person.Of(101)]);
        centre.Record([Person.Of(101)], state => state["origin"] = "rest.telecmi.com");
        (await centre.RunAsync("export")).Exits(3).SaysOnError("other_service");
        Assert.Equal(0, centre.Account.Calls.Total);

        centre.Record([], state => state["pending"] = Pending.Add(Person.Of(101)));
        var before = centre.StateText();
        (await centre.RunAsync("export")).Exits(0).SaysOnError("pending");
        Assert.Equal(before, centre.StateText());
    }

    [Fact]
    public async Task An_account_that_cannot_be_read_gives_no_roster()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { CountChanges = true });
        centre.Seat(CallCentre.People(40));

        var ended = (await centre.RunAsync("export")).Exits(1).SaysOnError("list_inconsistent");

        Assert.Equal("", ended.Out);
    }

    [Fact]
    public async Task A_roster_is_written_to_a_file_whole_or_not_at_all()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat(CallCentre.People(2));
        var printed = (await centre.RunAsync("export")).Exits(0).Out;

        Assert.Equal("Wrote new/exported.yaml: 2 agents.\n", (await centre.RunAsync("export", "--out", "new/exported.yaml")).Exits(0).Out);
        var path = Path.Combine(centre.Folder, "new", "exported.yaml");
        Assert.Equal(printed, File.ReadAllText(path));
        File.AppendAllText(path, "# mine\n");
        var calls = centre.Account.Calls.Total;
        (await centre.RunAsync("export", "--out", "new/exported.yaml")).Exits(1).SaysOnError("not_overwritten", "--force");
        Assert.Equal((printed + "# mine\n", calls), (File.ReadAllText(path), centre.Account.Calls.Total));
        (await centre.RunAsync("export", "--out", "new/exported.yaml", "--force")).Exits(0);
        Assert.Equal(printed, File.ReadAllText(path));
        (await centre.RunAsync("export", "--force")).Exits(1).SaysOnError("--out");
        (await centre.RunAsync("export", "--out", "telecmi.state.json")).Exits(1).SaysOnError("usage");
    }

    [Fact]
    public async Task The_roster_itself_is_written_where_it_is_missing_or_empty()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat(CallCentre.People(2));

        (await centre.RunAsync("export", "--out", "agents.yaml")).Exits(0);
        (await centre.RunAsync("validate")).Exits(0);
        (await centre.RunAsync("export", "--out", "agents.yaml")).Exits(1).SaysOnError("not_overwritten");
        File.WriteAllText(centre.RosterPath, "");
        (await centre.RunAsync("export", "--out", "agents.yaml")).Exits(0);
        Assert.Equal(2, (await centre.RunAsync("validate", "--format", "json")).Exits(0).Json().GetProperty("agents").GetInt32());
    }

    [Fact]
    public async Task The_sandbox_can_be_exported_without_any_variable()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Variables.Clear();
        centre.WriteRoster(CallCentre.People(3));
        (await centre.RunAsync("apply", "--sandbox", "--yes")).Exits(0);

        var roster = (await centre.RunAsync("export", "--sandbox")).Exits(0).Out;
        centre.WriteRosterText(roster);
        (await centre.RunAsync("import", "--all", "--sandbox")).Exits(0);

        Assert.Contains("No changes.", (await centre.RunAsync("plan", "--sandbox", "--detailed-exitcode")).Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal(roster, (await centre.RunAsync("export", "--sandbox")).Exits(0).Out);
    }

    private static async Task<string> ExportsAsync(CallCentre centre)
    {
        var roster = (await centre.RunAsync("export")).Exits(0).Out;
        centre.WriteRosterText(roster);
        (await centre.RunAsync("validate")).Exits(0);
        return roster;
    }
}
