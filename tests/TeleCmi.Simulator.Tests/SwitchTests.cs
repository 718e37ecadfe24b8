using System.Net;

namespace TeleCmi.Simulator.Tests;

public sealed class SwitchTests
{
    private static async Task<(SimulatorServer Server, Caller Caller)> StartAsync(SimulatorOptions options, int users = 0)
    {
        var server = await SimulatorServer.StartAsync(options, TestContext.Current.CancellationToken);
        for (var extension = 101; extension < 101 + users; extension++)
        {
            server.Account.Put(new SimulatedUser(extension, $"User {extension}", "919200001234")
            {
                Password = "clear",
                StartTime = 9,
                EndTime = 18,
                Notify = true,
            });
        }

        return (server, Caller.Of(server));
    }

    [Theory]
    [InlineData(TransportPattern.A, 200, 200, 200, 200)]
    [InlineData(TransportPattern.B, 400, 401, 400, 404)]
    [InlineData(TransportPattern.C, 400, 200, 200, 200)]
    [InlineData(TransportPattern.D, 200, 200, 200, 200)]
    public async Task Each_pattern_carries_refusals_in_its_own_http_status(
        TransportPattern pattern, int schema, int credentials, int exists, int unknown)
    {
        var (server, caller) = await StartAsync(new SimulatorOptions { Transport = pattern }, users: 1);
        await using var _ = server;
        using var __ = caller;
        var wrong = Caller.User(102);
        wrong["secret"] = "wrong";

        var invalid = await caller.AddAsync(1000);
        var refused = await caller.PostAsync("/v2/user/add", wrong);
        var taken = await caller.AddAsync(101);
        var missing = await caller.RemoveAsync(999);

        Assert.Equal(
            [schema, credentials, exists, unknown],
            new[] { invalid, refused, taken, missing }.Select(reply => (int)reply.Status));
        Assert.All([invalid, refused, taken, missing], reply => Assert.NotEqual(200, reply.Code));
        Assert.Equal(pattern != TransportPattern.D, taken.Has("status"));
        Assert.Equal(pattern == TransportPattern.D, taken.Has("error"));
        Assert.Equal(pattern == TransportPattern.A, taken.Message!.EndsWith(" !", StringComparison.Ordinal));
        Assert.Equal(pattern != TransportPattern.B, missing.Has("msg"));
        Assert.Equal(pattern == TransportPattern.D ? 407 : 401, refused.Code);
    }

    [Fact]
    public async Task Codes_can_be_text()
    {
        var (server, caller) = await StartAsync(new SimulatorOptions { CodeAsText = true });
        await using var _ = server;
        using var __ = caller;

        Assert.Equal("200", (await caller.AddAsync(101)).Json.GetProperty("code").GetString());
        Assert.Equal("400", (await caller.AddAsync(101)).Json.GetProperty("code").GetString());
        Assert.Equal("400", (await caller.AddAsync(1)).Json.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Lists_can_hide_what_the_service_may_hide()
    {
        var (server, caller) = await StartAsync(new SimulatorOptions(), users: 1);
        await using var _ = server;
        using var __ = caller;

        async Task<System.Text.Json.JsonElement> RowUnder(SimulatorOptions options)
        {
            server.Api.Options = options;
            return Assert.Single((await caller.ListAsync()).Rows);
        }

        var masked = await RowUnder(new SimulatorOptions { MaskPhones = true, DropCountryCode = true, Passwords = PasswordDisplay.Masked });
        Assert.Equal("920000XXXX", masked.GetProperty("phone").GetString());
        Assert.Equal("********", masked.GetProperty("password").GetString());
        var withCode = await RowUnder(new SimulatorOptions { MaskPhones = true });
        Assert.Equal("91920000XXXX", withCode.GetProperty("phone").GetString());
        var bare = await RowUnder(new SimulatorOptions { Passwords = PasswordDisplay.Omitted, OmitNotify = true, OmitShifts = true });
        Assert.Equal(["agent_id", "name", "extension", "phone"], bare.EnumerateObject().Select(member => member.Name));
        Assert.Equal("919200001234", server.Account.Find(101)!.Phone);
    }

    [Fact]
    public async Task Lists_come_in_the_order_that_was_chosen()
    {
        var (server, caller) = await StartAsync(new SimulatorOptions());
        await using var _ = server;
        using var __ = caller;
        foreach (var extension in new[] { 105, 101, 103 })
        {
            await caller.AddAsync(extension);
        }

        Assert.Equal([105, 101, 103], await caller.ListAllAsync());
        server.Api.Options = new SimulatorOptions { Order = ListOrder.Reversed };
        Assert.Equal([103, 101, 105], await caller.ListAllAsync());
        server.Api.Options = new SimulatorOptions { Order = ListOrder.ByExtension };
        Assert.Equal([101, 103, 105], await caller.ListAllAsync());
    }

    [Fact]
    public async Task A_shuffled_list_differs_from_call_to_call()
    {
        var (server, caller) = await StartAsync(new SimulatorOptions { Order = ListOrder.Shuffled, PageSize = 50 }, users: 50);
        await using var _ = server;
        using var __ = caller;

        var first = (await caller.ListAsync()).Extensions;
        var second = (await caller.ListAsync()).Extensions;

        Assert.NotEqual(first, second);
        Assert.Equal(first.Order(), second.Order());
    }

    [Fact]
    public async Task Count_can_be_absent_or_move_between_pages_and_pages_can_have_another_size()
    {
        var (server, caller) = await StartAsync(new SimulatorOptions { OmitCount = true, PageSize = 4 }, users: 10);
        await using var _ = server;
        using var __ = caller;

        var first = await caller.ListAsync();
        Assert.False(first.Has("count"));
        Assert.Equal(4, first.Rows.Count);
        server.Api.Options = new SimulatorOptions { CountChanges = true, PageSize = 4 };
        Assert.Equal(10, (await caller.ListAsync(1)).Json.GetProperty("count").GetInt32());
        Assert.Equal(11, (await caller.ListAsync(2)).Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_doubled_user_is_listed_and_counted_twice()
    {
        var (server, caller) = await StartAsync(new SimulatorOptions { DoubledUsers = [102] }, users: 3);
        await using var _ = server;
        using var __ = caller;

        var page = await caller.ListAsync();

        Assert.Equal([101, 102, 102, 103], page.Extensions);
        Assert.Equal(4, page.Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_hidden_user_exists_and_is_listed_by_no_page()
    {
        var (server, caller) = await StartAsync(new SimulatorOptions { HiddenUsers = [102, 500] }, users: 3);
        await using var _ = server;
        using var __ = caller;

        var page = await caller.ListAsync();
        var added = await caller.AddAsync(500);

        Assert.Equal([101, 103], page.Extensions);
        Assert.Equal(2, page.Json.GetProperty("count").GetInt32());
        Assert.Contains("already exists", added.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_can_quote_what_was_sent_in_confidence()
    {
        var (server, caller) = await StartAsync(new SimulatorOptions { QuoteSecrets = true }, users: 1);
        await using var _ = server;
        using var __ = caller;

        var taken = await caller.AddAsync(101);
        var invalid = await caller.AddAsync(1000);

        Assert.Contains("simulated", taken.Message, StringComparison.Ordinal);
        Assert.Contains("Pw-101-x", taken.Message, StringComparison.Ordinal);
        Assert.Contains("Pw-1000-x", invalid.Validation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_of_another_app_keeps_its_own_id()
    {
        var (server, caller) = await StartAsync(new SimulatorOptions());
        await using var _ = server;
        using var __ = caller;
        server.Account.Put(new SimulatedUser(101, "Foreign", "919200000000") { AgentId = "101_77" });

        var row = Assert.Single((await caller.ListAsync()).Rows);

        Assert.Equal("101_77", row.GetProperty("agent_id").GetString());
        Assert.Equal(400, (await caller.RemoveAsync(101)).Code);
    }

    [Fact]
    public async Task The_seats_and_the_secret_can_be_changed_while_it_runs()
    {
        var (server, caller) = await StartAsync(new SimulatorOptions { UserLimit = 1 }, users: 1);
        await using var _ = server;
        using var __ = caller;

        Assert.Equal("User limit reached", (await caller.AddAsync(102)).Message);
        server.Account.UserLimit = 2;
        Assert.Equal(200, (await caller.AddAsync(102)).Code);
        server.Account.Secret = "rotated";
        var refused = await caller.ListAsync();
        Assert.Equal((HttpStatusCode.OK, 401), (refused.Status, refused.Code));
    }

    [Fact]
    public void No_type_that_holds_a_password_or_the_secret_prints_it()
    {
        Assert.DoesNotContain("pw", new SimulatedUser(101, "A", "1") { Password = "pw" }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", new SimulatorOptions { Secret = "hush" }.ToString(), StringComparison.Ordinal);
    }
}
