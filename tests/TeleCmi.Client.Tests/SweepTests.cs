using Microsoft.Extensions.Time.Testing;
using TeleCmi.Client.Agents;
using TeleCmi.Client.Sweeping;
using TeleCmi.Client.Tests.Doubles;

namespace TeleCmi.Client.Tests;

public sealed class SweepTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(20, 2)]
    [InlineData(885, 89)]
    public async Task A_list_costs_one_call_for_each_ten_users(int users, int calls)
    {
        var (result, service) = await Sweep(UserList.Of(users));
        Assert.Equal(users, result.Complete().Agents.Count);
        Assert.Equal(calls, service.Requests.Count);
    }

    [Fact]
    public async Task Page_one_is_read_alone_and_the_others_side_by_side()
    {
        var list = UserList.Of(200);
        using var service = new ScriptedService(list.Answer) { Latency = TimeSpan.FromMilliseconds(20) };
        using var account = Accounts.Open(service, parallelism: 4);
        Assert.Equal(200, (await account.Reader.SweepAsync(TestContext.Current.CancellationToken)).Complete().Agents.Count);
        Assert.Equal(1, service.Requests.First().Page);
        Assert.Equal(4, service.MostInFlight);
    }

    [Theory]
    [InlineData(4, 10, 3)]
    [InlineData(25, 60, 3)]
    [InlineData(25, 25, 1)]
    public async Task The_page_size_is_what_the_service_really_gives(int size, int users, int calls)
    {
        var list = new UserList(UserList.Of(users).Rows) { PageSize = size };
        var (result, service) = await Sweep(list);
        Assert.Equal(users, result.Complete().Agents.Count);
        Assert.Equal(calls, service.Requests.Count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 2)]
    [InlineData(20, 3)]
    public async Task Without_a_count_pages_are_read_until_one_is_empty(int users, int calls)
    {
        var (result, service) = await Sweep(new UserList(UserList.Of(users).Rows) { Count = _ => null });
        Assert.Equal(users, result.Complete().Agents.Count);
        Assert.Equal(calls, service.Requests.Count);
        Assert.Equal(Enumerable.Range(1, calls), service.Requests.Select(r => r.Page));
    }

    [Fact]
    public async Task Without_a_count_a_service_that_ignores_the_page_number_is_read_twice_only()
    {
        var one = UserList.Of(6);
        var body = one.Rows;
        var (result, service) = await Sweep(_ => ScriptedService.Json($$"""{"code":200,"agents":[{{string.Join(',', body)}}]}"""));
        Assert.Equal(6, result.Complete().Agents.Count);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_count_that_changes_between_pages_throws_all_pages_away()
    {
        var users = UserList.Of(20);
        var moved = 0;
        var list = new UserList(users.Rows) { Count = page => page == 2 && Interlocked.Increment(ref moved) == 1 ? "21" : "20" };
        var (result, service) = await Sweep(list);
        Assert.Equal(20, result.Complete().Agents.Count);
        Assert.Equal(4, service.Requests.Count);
    }

    [Fact]
    public async Task A_list_that_never_holds_still_fails_after_three_sweeps_and_is_never_a_union()
    {
        var start = _time.GetUtcNow();
        var (result, service) = await Sweep(new UserList(UserList.Of(20).Rows) { Count = page => page == 2 ? "21" : "20" });
        Assert.Equal("list_inconsistent", result.Failed().Code);
        Assert.Contains("rest.telecmi.com:443", result.Failed().Message, StringComparison.Ordinal);
        Assert.Equal(6, service.Requests.Count);
        Assert.InRange((_time.GetUtcNow() - start).TotalSeconds, 2.5, 3.6);
    }

    [Fact]
    public async Task A_user_that_moves_across_a_page_border_is_not_taken_for_a_doubled_one()
    {
        // One add and one remove between the pages leave the count equal: 110 shows twice, 111 never.
        var sweeps = 0;
        var list = UserList.Of(20);
        var (result, _) = await Sweep(request =>
        {
            var moved = request.Page == 2 && Interlocked.Increment(ref sweeps) == 1;
            return moved ? new UserList([.. list.Rows.Take(10), list.Rows[9], .. list.Rows.Skip(11)])
                .Answer(request) : list.Answer(request);
        });
        Assert.Empty(result.Complete().Doubled);
        Assert.Equal(20, result.Complete().Agents.Count);
    }

    [Fact]
    public async Task A_user_doubled_in_two_sweeps_is_accepted_and_reported_and_remembered()
    {
        var list = UserList.Of(12);
        list.Rows.Add(UserList.Row(103));
        using var service = new ScriptedService(list.Answer);
        using var account = Accounts.Open(service, _time);
        var first = (await _time.Run(account.Reader.SweepAsync(CancellationToken.None))).Complete();
        Assert.Equal([103], first.Doubled);
        Assert.Equal(12, first.Agents.Count);
        Assert.Equal(4, service.Requests.Count);

        Assert.Equal([103], (await _time.Run(account.Reader.SweepAsync(CancellationToken.None))).Complete().Doubled);
        Assert.Equal(6, service.Requests.Count);
    }

    [Fact]
    public async Task Users_of_another_app_id_are_counted_and_never_managed()
    {
        var list = UserList.Of(3);
        list.Rows.Add(UserList.Row(101, appId: 2222223));
        var (result, _) = await Sweep(list);
        Assert.Equal(1, result.Complete().Foreign);
        Assert.Equal([101, 102, 103], result.Complete().Agents.Keys);
        Assert.Equal("pw-101-secret", result.Complete().Passwords.Find(101)?.Reveal());
    }

    [Theory]
    [InlineData("""{"agent_id":"101_1111112","extension":102}""")]
    [InlineData("""{"agent_id":"101","extension":101}""")]
    [InlineData("""{"agent_id":"101_01111112","extension":101}""")]
    [InlineData("""{"agent_id":"101_02222222","extension":101}""")]
    [InlineData("""{"agent_id":"0101_1111112","extension":101}""")]
    [InlineData("""{"agent_id":"101_x","extension":101}""")]
    [InlineData("""{"agent_id":101,"extension":101}""")]
    [InlineData("""{"agent_id":"101_1111112 ","extension":101}""")]
    [InlineData("""{"extension":101}""")]
    [InlineData("""{"agent_id":"101_1111112"}""")]
    [InlineData("null")]
    [InlineData("\"101_1111112\"")]
    public async Task A_row_whose_identity_is_in_doubt_makes_the_list_inconsistent(string row)
    {
        var (result, _) = await Sweep(new UserList(row));
        Assert.Equal("list_inconsistent", result.Failed().Code);
    }

    [Theory]
    [InlineData("3", 4)]
    [InlineData("5", 4)]
    [InlineData("15", 4)]
    [InlineData("2", 0)]
    public async Task A_count_that_the_rows_do_not_bear_out_is_inconsistent(string count, int users)
    {
        var (result, _) = await Sweep(new UserList(UserList.Of(users).Rows) { Count = _ => count });
        Assert.Equal("list_inconsistent", result.Failed().Code);
    }

    [Fact]
    public void What_all_pages_hold_together_has_a_limit_as_well()
    {
        var budget = new SweepBudget();
        var page = new ListPage(null, [], Bytes: 1024 * 1024);

        Assert.All(Enumerable.Repeat(page, 390), one => Assert.True(budget.Covers(one)));
        Assert.False(budget.Covers(page));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"count\":100000,")]
    public async Task More_rows_than_any_account_has_users_are_no_list(string count)
    {
        var (result, service) = await Sweep(request => ScriptedService.Json(
            $$"""{"code":200,"status":"success",{{count}}"agents":["""
            + $$"""{{string.Join(',', Enumerable.Repeat("{}", 40_000).Prepend(UserList.Row(request.Page)))}}]}"""));

        Assert.Contains("100000 rows", result.Failed().Message, StringComparison.Ordinal);
        Assert.Equal(3, service.Requests.Count);
    }

    [Theory]
    [InlineData("""{"code":200,"status":"success"}""")]
    [InlineData("""{"code":200,"count":0,"agents":{}}""")]
    [InlineData("""{"code":200,"count":0,"agents":null}""")]
    [InlineData("""{"code":200,"count":"4","agents":[]}""")]
    [InlineData("""{"code":200,"count":-1,"agents":[]}""")]
    [InlineData("""{"code":200,"count":100001,"agents":[]}""")]
    [InlineData("""{"code":200,"count":1.5,"agents":[]}""")]
    [InlineData("""{"code":200,"count":1e999,"agents":[]}""")]
    public async Task A_success_without_a_list_is_never_an_empty_account(string body)
    {
        var (result, service) = await Sweep(_ => ScriptedService.Json(body));
        Assert.Equal("list_unreadable", result.Failed().Code);
        Assert.Single(service.Requests);
    }

    private Task<(Result<LiveAccount> Result, ScriptedService Service)> Sweep(UserList list) => Sweep(list.Answer);

    private async Task<(Result<LiveAccount> Result, ScriptedService Service)> Sweep(
        Func<ScriptedService.Request, HttpResponseMessage> script)
    {
        var service = new ScriptedService(script);
        using var account = Accounts.Open(service, _time);
        return (await _time.Run(account.Reader.SweepAsync(CancellationToken.None)), service);
    }
}
