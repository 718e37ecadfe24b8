using System.Net;
using System.Text.Json.Nodes;

namespace TeleCmi.Simulator.Tests;

public sealed class EndpointTests : IAsyncLifetime
{
    private SimulatorServer _server = null!;
    private Caller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SimulatorServer.StartAsync(new SimulatorOptions(), TestContext.Current.CancellationToken);
        _caller = Caller.Of(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void The_service_listens_on_loopback_only_and_takes_a_free_port()
    {
        Assert.Equal("127.0.0.1", _server.BaseAddress.Host);
        Assert.NotEqual(0, _server.BaseAddress.Port);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error_and_not_another_port()
    {
        await Assert.ThrowsAsync<IOException>(() => SimulatorServer.StartAsync(
            new SimulatorOptions { Port = _server.BaseAddress.Port }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_added_user_is_answered_with_its_id_and_without_what_was_sent_in_confidence()
    {
        var reply = await _caller.AddAsync(101);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("application/json", reply.MediaType);
        Assert.Equal(200, reply.Code);
        Assert.Equal("success", reply.Json.GetProperty("status").GetString());
        var agent = reply.Json.GetProperty("agent");
        Assert.Equal(["agent_id", "name", "extension"], agent.EnumerateObject().Select(member => member.Name));
        Assert.Equal("101_1111112", agent.GetProperty("agent_id").GetString());
        var user = _server.Account.Find(101)!;
        Assert.Equal(("Manish", "919200000000", "Pw-101-x"), (user.Name, user.Phone, user.Password));
        Assert.Equal((9, 18, true), (user.StartTime, user.EndTime, user.Notify));
    }

    [Fact]
    public async Task An_extension_that_exists_is_refused_and_left_as_it_is()
    {
        await _caller.AddAsync(101);

        var reply = await _caller.PostAsync("/v2/user/add", Caller.User(101, "Somebody else"));

        Assert.Equal(400, reply.Code);
        Assert.Contains("already exists", reply.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Manish", _server.Account.Find(101)!.Name);
    }

    [Fact]
    public async Task An_add_beyond_the_seats_is_refused_until_one_is_free()
    {
        _server.Account.UserLimit = 1;
        await _caller.AddAsync(101);

        var reply = await _caller.AddAsync(102);
        await _caller.RemoveAsync(101);
        var later = await _caller.AddAsync(102);

        Assert.Equal((400, "User limit reached"), (reply.Code, reply.Message));
        Assert.Equal(200, later.Code);
    }

    [Theory]
    [InlineData("/v2/user/add", "extension")]
    [InlineData("/v2/user/add", "name")]
    [InlineData("/v2/user/add", "phone_number")]
    [InlineData("/v2/user/add", "password")]
    [InlineData("/v2/user/add", "appid")]
    [InlineData("/v2/user/add", "secret")]
    [InlineData("/v2/user/update", "password")]
    [InlineData("/v2/user/update", "id")]
    [InlineData("/v2/user/remove", "id")]
    [InlineData("/v2/user/list", "page")]
    [InlineData("/v2/user/list", "limit")]
    public async Task A_mandatory_member_that_is_not_sent_is_a_missing_parameter(string path, string member)
    {
        await _caller.AddAsync(101);
        var body = Caller.User(102);
        body["id"] = "101_1111112";
        body["page"] = 1;
        body["limit"] = 10;
        body.Remove(member);

        var reply = await _caller.PostAsync(path, body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal((400, "Parameter missing"), (reply.Code, reply.Message));
        Assert.Equal("Manish", Assert.Single(_server.Account.All()).Name);
    }

    [Theory]
    [InlineData("extension", "1000", "\"extension\" must be less than or equal to 999")]
    [InlineData("extension", "99", "\"extension\" must be greater than or equal to 100")]
    [InlineData("extension", "\"101\"", "\"extension\" must be a number")]
    [InlineData("appid", "\"1111112\"", "\"appid\" must be a number")]
    [InlineData("phone_number", "919200000000", "\"phone_number\" must be a string")]
    [InlineData("password", "\"\"", "\"password\" is not allowed to be empty")]
    [InlineData("name", "\"\\ud800\"", "\"name\" must be a string")]
    [InlineData("start_time", "\"9\"", "\"start_time\" must be a number")]
    [InlineData("start_time", "9.5", "\"start_time\" must be an integer")]
    [InlineData("sms_alert", "\"true\"", "\"sms_alert\" must be a boolean")]
    public async Task A_value_the_schema_refuses_is_answered_with_the_validators_object(string member, string value, string message)
    {
        var body = Caller.User(101);
        body[member] = "here";

        var reply = await _caller.PostAsync("/v2/user/add", body.ToJsonString().Replace("\"here\"", value, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal((400, message), (reply.Code, reply.Validation));
        Assert.Empty(_server.Account.All());
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("appid")]
    public async Task Wrong_credentials_are_refused_on_every_endpoint(string member)
    {
        await _caller.AddAsync(101);
        foreach (var path in new[] { "add", "update", "remove", "list" })
        {
            var body = Caller.User(102);
            body["id"] = "101_1111112";
            body["page"] = 1;
            body["limit"] = 10;
            body[member] = member == "appid" ? 5 : "wrong";

            var reply = await _caller.PostAsync("/v2/user/" + path, body);

            Assert.Equal((401, "Authentication failed"), (reply.Code, reply.Message));
        }

        Assert.Equal(101, Assert.Single(_server.Account.All()).Extension);
    }

    [Fact]
    public async Task An_update_is_echoed_with_the_password_in_clear()
    {
        await _caller.AddAsync(101);

        var reply = await _caller.PostAsync("/v2/user/update", Caller.Change("101_1111112"));

        Assert.Equal(200, reply.Code);
        var agent = reply.Json.GetProperty("agent");
        Assert.Equal(
            ["name", "password", "notify", "phone", "start_time", "end_time"], agent.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Pw-0-x", agent.GetProperty("password").GetString());
        Assert.Equal("Manisha", _server.Account.Find(101)!.Name);
    }

    [Fact]
    public async Task An_update_clears_the_optional_values_it_does_not_send()
    {
        await _caller.AddAsync(101);
        var change = Caller.Change("101_1111112");
        change.Remove("start_time");
        change.Remove("end_time");
        change.Remove("sms_alert");

        var reply = await _caller.PostAsync("/v2/user/update", change);

        Assert.Equal(200, reply.Code);
        var row = Assert.Single((await _caller.ListAsync()).Rows);
        Assert.Equal(["agent_id", "name", "extension", "password", "phone"], row.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("102_1111112")]
    [InlineData("101_5")]
    [InlineData("101")]
    [InlineData("0101_1111112")]
    public async Task Update_and_remove_refuse_an_id_that_does_not_exist(string id)
    {
        await _caller.AddAsync(101);
        var remove = Caller.Credentials();
        remove["id"] = id;

        var updated = await _caller.PostAsync("/v2/user/update", Caller.Change(id));
        var removed = await _caller.PostAsync("/v2/user/remove", remove);

        Assert.Equal((400, "Invalid user id"), (updated.Code, updated.Message));
        Assert.Equal((400, "Invalid user id"), (removed.Code, removed.Message));
        Assert.Equal("Manish", _server.Account.Find(101)!.Name);
    }

    [Fact]
    public async Task A_removed_user_is_gone_and_the_answer_has_no_message()
    {
        await _caller.AddAsync(101);

        var reply = await _caller.RemoveAsync(101);

        Assert.Equal(["code", "status"], reply.Json.EnumerateObject().Select(member => member.Name));
        Assert.Empty(_server.Account.All());
    }

    [Fact]
    public async Task Lists_show_ten_users_a_page_whatever_limit_asks_for_and_count_them_all()
    {
        for (var extension = 101; extension <= 123; extension++)
        {
            _server.Account.Put(
                new SimulatedUser(extension, "A", "919200000000") { Password = "p", StartTime = 1, EndTime = 24, Notify = false });
        }

        var body = new JsonObject { ["appid"] = Caller.AppId, ["secret"] = Caller.Secret, ["page"] = 2, ["limit"] = 100 };
        var second = await _caller.PostAsync("/v2/user/list", body);
        var third = await _caller.ListAsync(3);
        var fourth = await _caller.ListAsync(4);

        Assert.Equal(Enumerable.Range(111, 10), second.Extensions);
        Assert.Equal([121, 122, 123], third.Extensions);
        Assert.Empty(fourth.Rows);
        Assert.All([second, third, fourth], page => Assert.Equal(23, page.Json.GetProperty("count").GetInt32()));
        var row = second.Rows[0];
        Assert.Equal("111_1111112", row.GetProperty("agent_id").GetString());
        Assert.Equal("p", row.GetProperty("password").GetString());
        Assert.False(row.GetProperty("notify").GetBoolean());
        Assert.Equal((1, 24), (row.GetProperty("start_time").GetInt32(), row.GetProperty("end_time").GetInt32()));
    }

    [Fact]
    public async Task A_path_or_a_method_that_does_not_exist_is_answered_with_a_page_of_html()
    {
        var posted = await _caller.PostAsync("/v2/user/delete", Caller.Credentials());
        var got = await _caller.GetAsync("/v2/user/list");

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (posted.Status, posted.MediaType));
        Assert.Contains("Cannot POST /v2/user/delete", posted.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (got.Status, got.MediaType));
        Assert.Equal(2, _server.Account.Calls.Other);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    public async Task A_body_that_is_no_json_object_is_a_bad_request(string body)
    {
        var reply = await _caller.PostAsync("/v2/user/add", body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
    }
}
