using System.Text;
using System.Text.Json;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.States;

public sealed class StateFormatTests
{
    [Fact]
    public void A_state_file_has_the_documented_shape_with_one_agent_a_line()
    {
        var agent = Samples.Agent(101) with { PasswordFingerprint = "00ff", Protected = true };
        var state = Samples.State(Samples.Agent(205, "Zoë"), agent) with { KeyId = "0123456789abcdef" };

        Assert.Equal(
            """
            {
              "format": "telecmi-state/1",
              "serial": 7,
              "lineage": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
              "appid": 1111112,
              "api": "v2",
              "origin": "rest.telecmi.com",
              "key_id": "0123456789abcdef",
              "agents": [
                {"extension":101,"agent_id":"101_1111112","name":"Manish","phone_number":"919200000000","start_time":9,"end_time":18,"sms_alert":true,"password_fingerprint":"00ff","protected":true,"unlisted":false},
                {"extension":205,"agent_id":"205_1111112","name":"Zoë","phone_number":"919200000000","start_time":9,"end_time":18,"sms_alert":true,"protected":false,"unlisted":false}
              ],
              "pending": null
            }

            """.ReplaceLineEndings("\n"),
            Text(state));
    }

    [Fact]
    public void A_field_that_is_not_managed_is_not_in_the_file()
    {
        var agent = new RecordedAgent { Extension = 101, AgentId = "101_1111112", Values = KnownValues.Of(null, null), Unlisted = true };

        Assert.Contains("""{"extension":101,"agent_id":"101_1111112","protected":false,"unlisted":true}""", Text(Samples.State(agent)), StringComparison.Ordinal);
        Assert.Equal(agent, Read(Text(Samples.State(agent))).Agents[101]);
    }

    [Fact]
    public void A_pending_run_keeps_what_was_planned_against_and_what_was_wanted()
    {
        var state = Samples.State().With(Samples.Pending(ChangeAction.Add, 101), Samples.Pending(ChangeAction.Remove, 102));

        var pending = Read(Text(state)).Pending;

        Assert.NotNull(pending);
        Assert.Equal(Samples.Run, pending.Run);
        Assert.Equal(state.Pending!.Changes, pending.Changes);
        using var json = JsonDocument.Parse(Text(state));
        var add = json.RootElement.GetProperty("pending").GetProperty("changes")[0];
        Assert.Equal("add", add.GetProperty("action").GetString());
        Assert.Equal(JsonValueKind.Null, add.GetProperty("before").ValueKind);
        Assert.Equal("Wanted", add.GetProperty("after").GetProperty("name").GetString());
    }

    [Fact]
    public void Writing_what_was_read_gives_the_same_bytes()
    {
        var once = Text(Samples.State(Samples.Agent(300), Samples.Agent(101, "\"<a> ☎ \U0001F600\u2028\u0001 \\"))
            .With(Samples.Pending(ChangeAction.Update, 300)));

        Assert.Equal(once, Text(Read(once)));
    }

    [Fact]
    public void A_state_without_a_generation_is_of_the_first_and_one_of_an_unknown_generation_is_told_so_and_left()
    {
        var text = Text(Samples.State(Samples.Agent(101)));

        Assert.Equal("v2", Read(text.Replace("\n  \"api\": \"v2\",", "", StringComparison.Ordinal)).Generation.Name);
        var error = Assert.Throws<StateException>(() => Read(text.Replace("\"v2\"", "\"v9\"", StringComparison.Ordinal)));
        Assert.Equal("STA004", error.Diagnostic.Code);
        Assert.Contains("does not speak", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_a_newer_version_are_kept()
    {
        var text = Text(Samples.State(Samples.Agent(101)))
            .Replace("\"pending\": null", "\"pending\": null, \"zeta\": {\"deep\": [1.50, \"é\"]}, \"alpha\": 1e3", StringComparison.Ordinal)
            .Replace("\"unlisted\":false", "\"unlisted\":false,\"team\":{\"floor\":2}", StringComparison.Ordinal);

        var rewritten = Text(Read(text));

        using var json = JsonDocument.Parse(rewritten);
        Assert.Equal(1000, json.RootElement.GetProperty("alpha").GetDouble());
        Assert.Equal("1.50", json.RootElement.GetProperty("zeta").GetProperty("deep")[0].GetRawText());
        Assert.Equal(2, json.RootElement.GetProperty("agents")[0].GetProperty("team").GetProperty("floor").GetInt32());
        Assert.Equal(rewritten, Text(Read(rewritten)));
    }

    [Fact]
    public void An_agent_whose_unknown_member_just_fits_can_also_be_pending()
    {
        var text = Text(Samples.State(Samples.Agent(101)))
            .Replace("\"unlisted\":false", "\"unlisted\":false,\"deep\":" + Nested(8), StringComparison.Ordinal);
        var agent = Read(text).Agents[101];
        var pending = Samples.State(agent).With(new PendingChange(101, ChangeAction.Update, agent, agent));

        Assert.Equal(Text(pending), Text(Read(Text(pending))));
    }

    [Fact]
    public void A_phone_that_an_older_version_recorded_masked_is_not_recorded_at_all()
        => Assert.Null(Read(Text(Samples.State(Samples.Agent(101))).Replace("919200000000", "91920000XXXX", StringComparison.Ordinal)).Agents[101].PhoneNumber);

    [Fact]
    public void Two_records_that_say_the_same_are_equal_after_reading()
    {
        var text = Text(Samples.State(Samples.Agent(101)));

        Assert.Equal(Read(text).Agents[101], Read(text).Agents[101]);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{", "JSON")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{}", "`format` is missing")]
    [InlineData("""{"format":1}""", "`format` is not")]
    [InlineData("""{"format":"telecmi-plan/1"}""", "`format` is not")]
    [InlineData("""{"format":"telecmi-state/0"}""", "format")]
    [InlineData("""{"format":"telecmi-state/-1"}""", "`format` is not")]
    [InlineData("""{"format":"telecmi-state/1"}""", "`serial` is missing")]
    public void What_is_no_state_is_reported_as_damaged(string text, string reason) => AssertDamaged(text, reason);

    [Theory]
    [InlineData("\"serial\": 7", "\"serial\": \"7\"", "`serial`")]
    [InlineData("\"serial\": 7", "\"serial\": -1", "`serial`")]
    [InlineData("\"serial\": 7", "\"serial\": 7.5", "`serial`")]
    [InlineData("\"serial\": 7", "\"serial\": 9223372036854775807", "`serial`")] // no run could end with one more
    [InlineData("\"serial\": 7", "\"serial\": 7, \"serial\": 8", "JSON")]
    [InlineData("\"serial\": 7", "\"serial\": 7, // seven", "JSON")]
    [InlineData("\"appid\": 1111112", "\"appid\": null", "`appid`")]
    [InlineData("\"origin\": \"rest.telecmi.com\"", "\"origin\": \"\"", "`origin`")]
    [InlineData("101_1111112", "102_1111112", "extension 101")]
    [InlineData("\"extension\":101", "\"extension\":0", "`extension`")]
    [InlineData("\"extension\":101", "\"extension\":4294967397", "`extension`")]
    [InlineData("\"extension\":101,", "", "`extension` is missing")]
    [InlineData("\"Manish\"", "5", "`name`")]
    [InlineData("\"Manish\"", "\"\\ud800\"", "Unicode")]
    [InlineData("\"start_time\":9", "\"start_time\":\"9\"", "`start_time`")]
    [InlineData("\"sms_alert\":true", "\"sms_alert\":1", "`sms_alert`")]
    [InlineData("\"protected\":false,", "", "`protected` is missing")]
    [InlineData("\"unlisted\":false", "\"unlisted\":null", "`unlisted`")]
    [InlineData("\"pending\": null", "\"pending\": {}", "`changes` is missing")]
    [InlineData("\"pending\": null", "\"pending\": []", "pending run")]
    [InlineData("\"pending\": null", "\"pending\": {\"run\":\"r\",\"changes\":[{\"extension\":101,\"action\":\"destroy\"}]}", "`action`")]
    [InlineData("\"pending\": null", "\"pending\": null, \"new\": \"\\udc00\"", "newer version")]
    [InlineData("\"pending\": null", "\"pending\": null, \"\\udc00\": 1", "Unicode")]
    public void A_damaged_member_is_named_and_never_guessed(string old, string damaged, string reason)
        => AssertDamaged(Text(Samples.State(Samples.Agent(101))).Replace(old, damaged, StringComparison.Ordinal), reason);

    [Fact]
    public void A_record_of_another_account_is_damage_of_its_own()
    {
        // Not of reading: a state of another account is to be called that.
        var state = Read(Text(Samples.State(Samples.Agent(101))).Replace("\"appid\": 1111112", "\"appid\": 1111113", StringComparison.Ordinal));

        Assert.Equal(101, state.Stray);
        Assert.Null(Samples.State(Samples.Agent(101)).Stray);
    }

    [Fact]
    public void An_extension_recorded_twice_is_damage()
    {
        var text = Text(Samples.State(Samples.Agent(101), Samples.Agent(102)));

        AssertDamaged(text.Replace("102", "101", StringComparison.Ordinal), "extension 101 is recorded twice");
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_damage()
    {
        var bytes = Encoding.Latin1.GetBytes(Text(Samples.State(Samples.Agent(101, "Zoe"))).Replace("Zoe", "Zoë", StringComparison.Ordinal));

        var error = Assert.Throws<StateException>(() => StateFormat.Read(bytes, "s.json"));
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_beyond_the_limit_is_damage()
    {
        AssertDamaged($$"""{"format":"telecmi-state/1","x":{{Nested(20)}}}""", "JSON");
        AssertDamaged(
            Text(Samples.State(Samples.Agent(101))).Replace("\"unlisted\":false", "\"unlisted\":false,\"x\":" + Nested(9), StringComparison.Ordinal),
            "newer version");
    }

    [Fact]
    public void A_newer_format_is_named_and_the_hint_asks_for_a_newer_version()
    {
        var error = Assert.Throws<StateException>(() => Read("""{"agents":0,"format":"telecmi-state/2"}"""));

        Assert.Equal("STA004", error.Diagnostic.Code);
        Assert.Contains("telecmi-state/2", error.Message, StringComparison.Ordinal);
    }

    private static void AssertDamaged(string text, string reason)
    {
        var error = Assert.Throws<StateException>(() => Read(text));
        Assert.Equal("STA003", error.Diagnostic.Code);
        Assert.Contains("s.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Diagnostic.Hint);
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Text(RecordedState state) => Encoding.UTF8.GetString(StateFormat.Write(state));

    private static RecordedState Read(string text) => StateFormat.Read(Encoding.UTF8.GetBytes(text), "s.json");
}
