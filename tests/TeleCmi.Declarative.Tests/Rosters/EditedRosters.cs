using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.Planning;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

/// <summary>
/// A roster is edited as its author would: 101 is now called Asha Rao and starts at 8, 105 is new; what is not about them stays.
/// </summary>
public sealed class EditedRosters
{
    public static TheoryData<string, string, string> Layouts => new()
    {
        {
            "As `telecmi init` writes it",
            "agents:\n  - extension: 101\n    name: Asha\n    phone_number: \"919200000101\"\n    start_time: 9\n    end_time: 18\n",
            "agents:\n  - extension: 101\n    name: Asha Rao\n    phone_number: \"919200000101\"\n    start_time: 8\n    end_time: 18\n"
            + "  - extension: 105\n    name: Kiran\n    phone_number: \"919200000105\"\n    password: ${AGENT_105_PASSWORD}\n"
        },
        {
            "The list not indented, lines ended as Windows does, no line end at the end",
            "# ours\r\nagents:\r\n- extension: 101\r\n  name: 'Asha'  # of sales\r\n  phone_number: 919200000101\r\n  end_time: 18\r\n  start_time: 9  # early",
            "# ours\r\nagents:\r\n- extension: 101\r\n  name: 'Asha Rao'  # of sales\r\n  phone_number: 919200000101\r\n  end_time: 18\r\n  start_time: 8  # early\r\n"
            + "- extension: 105\r\n  name: 'Kiran'\r\n  phone_number: 919200000105\r\n  password: ${AGENT_105_PASSWORD}"
        },
        {
            "Entries in braces, the list not at the end",
            "agents: # who\n    -   {extension: 101, name: \"Asha\", phone_number: '919200000101', start_time: '9', end_time: '18'} # boss\n# others\npolicy: { max_removals: 1 }\n",
            "agents: # who\n    -   {extension: 101, name: \"Asha Rao\", phone_number: '919200000101', start_time: '8', end_time: '18'} # boss\n"
            + "    - {extension: 105, name: \"Kiran\", phone_number: '919200000105', password: \"${AGENT_105_PASSWORD}\"}\n# others\npolicy: { max_removals: 1 }\n"
        },
        {
            "Comments and empty lines between the entries",
            "agents:\n  # first\n  - extension: 101\n    name: Asha\n    phone_number: 919200000101\n    start_time: 9\n    end_time: 18\n    # sms_alert: true\n\n"
            + "  # second\n  - extension: 102\n    name: Ravi\n    phone_number: 919200000102\n    # his note\n\n  # the end\n",
            "agents:\n  # first\n  - extension: 101\n    name: Asha Rao\n    phone_number: 919200000101\n    start_time: 8\n    end_time: 18\n    # sms_alert: true\n\n"
            + "  # second\n  - extension: 102\n    name: Ravi\n    phone_number: 919200000102\n    # his note\n\n"
            + "  - extension: 105\n    name: Kiran\n    phone_number: 919200000105\n    password: ${AGENT_105_PASSWORD}\n\n  # the end\n"
        },
        {
            "An hour of the defaults becomes one of the entry",
            "defaults: { start_time: 9, end_time: 18 }\nagents:\n  - extension: 101\n    name: Asha\n    phone_number: 919200000101\n    password: {\n      file: pw }\n",
            "defaults: { start_time: 9, end_time: 18 }\nagents:\n  - extension: 101\n    name: Asha Rao\n    phone_number: 919200000101\n    password: {\n      file: pw }\n    start_time: 8\n"
            + "  - extension: 105\n    name: Kiran\n    phone_number: 919200000105\n    password: ${AGENT_105_PASSWORD}\n"
        },
        {
            "So do both hours of the defaults' shift",
            "shifts: { day: { start_time: 9, end_time: 18 } }\ndefaults: { shift: day }\nagents:\n  - { extension: 101, name: Asha, phone_number: 919200000101,\n      protected: true }\n",
            "shifts: { day: { start_time: 9, end_time: 18 } }\ndefaults: { shift: day }\nagents:\n  - { extension: 101, name: Asha Rao, phone_number: 919200000101, start_time: 8, end_time: 18,\n      protected: true }\n"
            + "  - { extension: 105, name: Kiran, phone_number: 919200000105, password: \"${AGENT_105_PASSWORD}\" }\n"
        },
        {
            "Hours stand in the place of a shift that no longer says them",
            "shifts: { day: { start_time: 9, end_time: 18 } }\nagents:\n  - shift: day # usual\n    extension: 101\n    name: >-\n      Asha\n    phone_number: \"+91 (92000) 00101\"\n",
            "shifts: { day: { start_time: 9, end_time: 18 } }\nagents:\n  - start_time: 8 # usual\n    end_time: 18\n    extension: 101\n    name: \"Asha Rao\"\n    phone_number: \"+91 (92000) 00101\"\n"
            + "  - extension: 105\n    name: \"Kiran\"\n    phone_number: \"919200000105\"\n    password: ${AGENT_105_PASSWORD}\n"
        },
        {
            "With a mark of UTF-8, and a sequence of letters that are more than one character",
            "\uFEFF# 👩🏽‍💻 नमस्ते\nagents:\n  - extension: 101\n    name: Asha\n    phone_number: 919200000101 # 😀\n    start_time: 9\n    end_time: 18\n...\n",
            "\uFEFF# 👩🏽‍💻 नमस्ते\nagents:\n  - extension: 101\n    name: Asha Rao\n    phone_number: 919200000101 # 😀\n    start_time: 8\n    end_time: 18\n"
            + "  - extension: 105\n    name: Kiran\n    phone_number: 919200000105\n    password: ${AGENT_105_PASSWORD}\n...\n"
        },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void An_entry_is_changed_where_it_differs_and_a_new_one_is_written_like_the_last(string layout, string before, string after)
    {
        Assert.NotEmpty(layout);
        var roster = Given.Valid(before);
        var asha = EntryUpdate.Of(roster.Find(101)!, Recorded(roster.Find(101)!) with { Values = roster.Find(101)!.Values with { Name = "Asha Rao", StartTime = 8 } })!;

        Assert.Equal(after, Edited(roster, before, [asha], [Kiran]));

        Assert.Null(EntryUpdate.Of(Given.Valid(after).Find(101)!, Recorded(asha.After)));
    }

    [Theory]
    [InlineData("agents: []", "agents:\n  - extension: 105\n    name: \"Kiran\"\n    phone_number: \"919200000105\"\n    password: ${AGENT_105_PASSWORD}")]
    [InlineData("agents: [] # none\r\npolicy: {}\r\n", "agents: # none\r\n  - extension: 105\r\n    name: \"Kiran\"\r\n    phone_number: \"919200000105\"\r\n    password: ${AGENT_105_PASSWORD}\r\npolicy: {}\r\n")]
    [InlineData("agents :\n  [ ]\n", "agents :\n  - extension: 105\n    name: \"Kiran\"\n    phone_number: \"919200000105\"\n    password: ${AGENT_105_PASSWORD}\n")]
    public void An_empty_list_gets_its_first_entry(string before, string after)
        => Assert.Equal(after, Edited(Given.Valid(before), before, [], [Kiran]));

    [Theory]
    [InlineData("{ \"agents\": [] }")]
    [InlineData("agents: [ { extension: 101, name: Asha, phone_number: 919200000101 } ]")]
    [InlineData("agents: [ # nobody\n]")]
    public void A_list_in_brackets_is_left_alone(string text)
        => Assert.Equal("roster_not_editable", RosterLayout.Of("agents.yaml", Encoding.UTF8.GetBytes(text)).Obstacle("agents.yaml")?.Code);

    [Theory]
    [InlineData("agents:\n  - ? extension\n    : 101\n    ? name\n    : Asha\n    ? phone_number\n    : 919200000101\ndefaults: { start_time: 9, end_time: 18 }\n")]
    public void What_does_not_read_back_as_it_should_is_not_given_out(string text)
    {
        var roster = Given.Valid(text);
        var update = EntryUpdate.Of(roster.Find(101)!, Recorded(roster.Find(101)!) with { Values = roster.Find(101)!.Values with { StartTime = 8 } })!;

        Assert.False(RosterEdit.Of(roster, Encoding.UTF8.GetBytes(text), [update], []).Is(out _, out var failure));
        Assert.Equal("roster_not_edited", failure.Problems[0].Code);
    }

    [Fact]
    public void What_no_entry_can_say_stays_as_it_is()
    {
        var entry = Given.Valid("agents:\n  - { extension: 101, name: Asha, phone_number: 919200000101, start_time: 9, end_time: 18 }\n").Find(101)!;

        Assert.Null(EntryUpdate.Of(entry, Recorded(entry).Saying(values => values with { PhoneNumber = null })));
        Assert.Null(EntryUpdate.Of(entry, Recorded(entry).Saying(values => values with { PhoneNumber = "12345" })));
        Assert.Null(EntryUpdate.Of(entry, Recorded(entry).Saying(values => values with { Name = "\u001B" })));
        Assert.Null(EntryUpdate.Of(entry, Recorded(entry).Saying(values => values with { StartTime = 18 })));
        Assert.Null(EntryUpdate.Of(entry, Recorded(entry).Saying(values => values with { SmsAlert = true })));
        Assert.Equal(["name"], EntryUpdate.Of(entry, Recorded(entry).Saying(values => values with { Name = "B", StartTime = 18 }))!.Fields.Select(one => one.Key));
    }

    internal static RecordedAgent Recorded(RosterAgent entry) => Case.Recorded(entry.Extension) with { Values = entry.Values };

    private static readonly RecordedAgent Kiran = Case.Recorded(105, "Kiran", "919200000105", null, null, null);

    private static string Edited(Roster roster, string text, ImmutableArray<EntryUpdate> updates, ImmutableArray<RecordedAgent> additions)
        => Encoding.UTF8.GetString(RosterEdit.Of(roster, Encoding.UTF8.GetBytes(text), updates, additions).Ok().Span);
}
