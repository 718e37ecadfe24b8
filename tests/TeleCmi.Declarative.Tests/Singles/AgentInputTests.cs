using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;

namespace TeleCmi.Declarative.Tests.Singles;

/// <summary>The inputs of one agent, as any door gives them: what is wrong with them, and what differs.</summary>
public sealed class AgentInputTests
{
    private static readonly Secret AppSecret = new("of-the-app");

    [Theory]
    [InlineData("extension", 99, "the extension must be a whole number from 100 to 999")]
    [InlineData("extension", "101", "the extension must be a whole number from 100 to 999")]
    [InlineData("name", "\u200B", "must not be empty")]
    [InlineData("name", true, "must be a text: quote it")]
    [InlineData("phone_number", "call me", "write 7 to 15 digits with the country code; `+` in front and spaces, dashes, brackets between are allowed")]
    [InlineData("password", 5, "the password must be a text: quote it")]
    [InlineData("password", " blank", "the password begins or ends with a blank; delete the blank")]
    [InlineData("password", "my of-the-app", "holds the app secret; take it out, and rotate it where it has been shown")]
    [InlineData("start_time", 0, "an hour must be a whole number from 1 to 24")]
    [InlineData("end_time", 25, "an hour must be a whole number from 1 to 24")]
    [InlineData("end_time", 9, "the shift starts and ends at the same hour; both hours are included, so the whole day is 1 to 24")]
    [InlineData("sms_alert", "yes", "must be true or false")]
    public void A_wrong_value_is_told_at_its_key(string key, object value, string reason)
        => Assert.Equal([new InputProblem(key, reason)], Check(Inputs(key, Given(value))));

    [Theory]
    [InlineData("extension", "is required")]
    [InlineData("name", "is required")]
    [InlineData("phone_number", "is required")]
    [InlineData("password", "a new agent needs a password")]
    public void What_is_required_is_asked_for(string key, string reason)
        => Assert.Equal([new InputProblem(key, reason)], Check(Inputs(key, new GivenValue(null, IsAbsent: true))));

    [Fact]
    public void Half_a_shift_is_told_in_the_spelling_of_the_door()
    {
        var problem = Assert.Single(Check(Inputs("end_time", new GivenValue(null, IsAbsent: true)), AgentField.Camel));

        Assert.Equal(("start_time", "`startTime` stands without `endTime`; give both or neither"), (problem.Key, problem.Reason));
    }

    [Fact]
    public void What_is_not_known_yet_passes_and_is_a_difference_and_who_is_there_keeps_the_password()
    {
        foreach (var key in Generations.Default.Schema.Keys.Where(key => key != AgentSchema.Protected).Prepend(Fields.Extension))
        {
            var unknown = Inputs(key, new GivenValue(null, IsUnknown: true));
            Assert.Empty(Check(unknown));
            Assert.Equal([key], AgentDiff.Compare(Generations.Default.Schema, Inputs(), unknown).Select(one => one.Key));
        }

        Assert.Empty(AgentCheck.Run(Generations.Default, Inputs(Fields.Password, new GivenValue(null, IsAbsent: true)), isNew: false, AppSecret, key => key));
    }

    [Theory]
    [InlineData("name", " Manish", null)]
    [InlineData("phone_number", "+91 (9876) 543-201", null)]
    [InlineData("phone_number", "919876543202", InputChange.Changed)]
    [InlineData("start_time", 8, InputChange.Changed)]
    [InlineData("sms_alert", false, InputChange.Changed)]
    [InlineData("password", "another", InputChange.Changed)]
    [InlineData("extension", 102, InputChange.Replaced)]
    public void Another_value_is_a_difference_another_spelling_is_none(string key, object value, InputChange? change)
        => Assert.Equal(change is { } told ? [(key, told)] : [], AgentDiff.Compare(Generations.Default.Schema, Inputs(), Inputs(key, Given(value))));

    [Fact]
    public void What_was_never_seen_is_added_and_what_is_left_out_is_not_managed()
    {
        var without = Inputs("sms_alert", new GivenValue(null, IsAbsent: true));

        Assert.Equal([("sms_alert", InputChange.Added)], AgentDiff.Compare(Generations.Default.Schema, without, Inputs()));
        Assert.Empty(AgentDiff.Compare(Generations.Default.Schema, Inputs(), without));
    }

    [Fact]
    public void A_masked_phone_that_matches_keeps_the_digits_and_is_no_difference()
    {
        var seen = SingleDesk.Manish with { PhoneNumber = "91XXXXXXX201", Name = "Renamed" };

        var following = SingleAgent.Following(SingleDesk.Manish, seen);

        Assert.Equal(("919876543201", "Renamed"), (following.PhoneNumber, following.Name));
        Assert.Equal("91XXXXXXX202", SingleAgent.Following(SingleDesk.Manish, seen with { PhoneNumber = "91XXXXXXX202" }).PhoneNumber);
    }

    private static IReadOnlyList<InputProblem> Check(Func<string, GivenValue> inputs, Func<string, string>? spell = null)
        => AgentCheck.Run(Generations.Default, inputs, isNew: true, AppSecret, spell ?? (key => key));

    private static Func<string, GivenValue> Inputs(string? changed = null, GivenValue value = default) => key => key == changed ? value : key switch
    {
        Fields.Extension => Given(101),
        Fields.Password => Given("pw-101"),
        _ => Generations.Default.Schema.Find(key)?.Get(SingleDesk.Manish) is { } known ? new GivenValue(known) : new GivenValue(null, IsAbsent: true),
    };

    private static GivenValue Given(object value) => new(EachField.AsValue(value));
}
