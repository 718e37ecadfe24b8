using TeleCmi.Client.Agents;
using TeleCmi.Client.Tests.Doubles;

namespace TeleCmi.Client.Tests;

public sealed class RowTests
{
    [Fact]
    public async Task A_row_is_read_with_its_members_in_any_order()
    {
        var (agent, password) = await Read(
            """{"end_time":15,"phone":"9200000000","extension":101,"notify":false,"name":"Ümit","start_time":7"""
            + ""","password":"p","agent_id":"101_1111112","new":{}}""");
        Assert.Equal(
            new LiveAgent(101, "101_1111112",
                Generations.Default.Schema.None with
                {
                    Name = "Ümit",
                    PhoneNumber = "9200000000",
                    StartTime = 7,
                    EndTime = 15,
                    SmsAlert = false
                }), agent);
        Assert.Equal("p", password?.Reveal());
    }

    [Theory]
    [InlineData("\"920000XXXX\"", "920000XXXX")]
    [InlineData("\"920000xxxx\"", "920000XXXX")]
    [InlineData("\"92******00\"", "92******00")]
    [InlineData("\"+91 (920) 000-00.00\"", "919200000000")]
    [InlineData("919200000000", "919200000000")]
    [InlineData("9.2e11", null)]
    [InlineData("-5", null)]
    [InlineData("\"n/a\"", null)]
    [InlineData("\"+\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("true", null)]
    [InlineData("\"٩٢٠\"", null)]
    public async Task A_phone_is_read_as_digits_and_mask_characters(string json, string? phone) =>
        Assert.Equal(phone, (await Read(Row("phone", json))).Agent.Phone);

    [Theory]
    [InlineData("start_time", "0")]
    [InlineData("start_time", "25")]
    [InlineData("start_time", "\"9\"")]
    [InlineData("end_time", "9.5")]
    [InlineData("end_time", "null")]
    [InlineData("notify", "\"true\"")]
    [InlineData("notify", "1")]
    [InlineData("notify", "null")]
    [InlineData("name", "\"\"")]
    [InlineData("name", "7")]
    [InlineData("name", "\"\\ud800\"")]
    public async Task A_value_that_cannot_be_read_is_unknown_and_spoils_nothing_else(string member, string json)
    {
        var (agent, _) = await Read(Row(member, json));
        Assert.Equal(4,
            new object?[] { agent.Name, agent.Values.StartTime, agent.Values.EndTime, agent.Values.SmsAlert, agent.Phone }.Count(
                v => v is not null));
    }

    [Fact]
    public async Task An_absent_notify_is_unknown_and_not_false()
    {
        var (agent, _) = await Read("""{"agent_id":"101_1111112","extension":101}""");
        Assert.Equal(new LiveAgent(101, "101_1111112", Generations.Default.Schema.None), agent);
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    [InlineData(500_000, false)]
    public async Task A_password_longer_than_one_from_a_file_may_be_is_unreadable(int length, bool isRead) =>
        Assert.Equal(isRead, (await Read(Row("password", $"\"{new string('p', length)}\""))).Password is not null);

    [Fact]
    public async Task A_name_or_phone_that_nobody_has_is_unreadable_and_takes_no_room()
    {
        Assert.Null((await Read(Row("name", $"\"{new string('n', 513)}\""))).Agent.Name);
        Assert.NotNull((await Read(Row("name", $"\"{new string('n', 512)}\""))).Agent.Name);
        Assert.Null((await Read(Row("phone", new string('9', 65)))).Agent.Phone);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"xxxx\"")]
    [InlineData("\"XX\"")]
    [InlineData("\"•\"")]
    [InlineData("\"ab***\"")]
    [InlineData("null")]
    [InlineData("12345678")]
    public async Task A_masked_or_empty_password_is_not_taken_for_one(string json) =>
        Assert.Null((await Read(Row("password", json))).Password);

    // The member comes last, where it replaces the one of the usual row.
    private static string Row(string member, string json) => UserList.Row(101, $"\"{member}\":{json}");

    private static async Task<(LiveAgent Agent, Secret? Password)> Read(string row)
    {
        using var account = Accounts.Open(new ScriptedService(new UserList(row).Answer));
        var live = (await account.Reader.SweepAsync(TestContext.Current.CancellationToken)).Complete();
        return (Assert.Single(live.Agents).Value, live.Passwords.Find(101));
    }
}
