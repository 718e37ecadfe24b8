using Microsoft.Extensions.Time.Testing;
using TeleCmi.Client.Agents;
using TeleCmi.Client.Tests.Doubles;

namespace TeleCmi.Client.Tests;

public sealed class WriterTests
{
    private readonly FakeTimeProvider _time = new();

    private static HttpResponseMessage Success => ScriptedService.Json("""{"code":200,"status":"success"}""");

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public async Task A_write_that_found_no_connection_is_sent_again(HttpRequestError error)
    {
        using var service = ScriptedService.InTurn(() => throw new HttpRequestException(error), () => Success);
        Assert.Equal(VerdictKind.Success, (await Add(service)).Kind);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_connect_that_took_too_long_is_tried_again()
    {
        using var service = ScriptedService.InTurn(() => throw new TaskCanceledException("", new TimeoutException()), () => Success);
        Assert.Equal(VerdictKind.Success, (await Add(service)).Kind);
    }

    [Fact]
    public async Task A_rate_limited_write_is_sent_again()
    {
        using var service = ScriptedService.InTurn(() => ScriptedService.Limited(), () => ScriptedService.Limited("2"), () => Success);
        Assert.Equal(VerdictKind.Success, (await Add(service)).Kind);
        Assert.Equal(3, service.Requests.Count);
    }

    [Theory]
    [InlineData(HttpRequestError.Unknown)]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.InvalidResponse)]
    [InlineData(HttpRequestError.HttpProtocolError)]
    public async Task A_write_whose_answer_was_lost_is_never_sent_again(HttpRequestError error)
    {
        using var service = ScriptedService.InTurn(() => throw new HttpRequestException(error), () => Success);
        Assert.Equal(VerdictKind.Lost, (await Add(service)).Kind);
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData(System.Net.HttpStatusCode.BadGateway, "<html>")]
    [InlineData(System.Net.HttpStatusCode.OK, """{"code":200,"agent":{"agent_id":"102_1111112"}}""")]
    [InlineData(System.Net.HttpStatusCode.OK, """{"code":20""")]
    public async Task A_write_whose_answer_says_nothing_is_lost_and_sent_once(System.Net.HttpStatusCode status, string body)
    {
        using var service = ScriptedService.Always(body, status);
        Assert.Equal(VerdictKind.Lost, (await Add(service)).Kind);
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("****")]
    [InlineData("xXxX")]
    [InlineData("••••")]
    [InlineData("ab***")]
    [InlineData("•••1")]
    public async Task An_update_with_a_masked_or_empty_password_is_refused_without_a_call(string password)
    {
        using var service = new ScriptedService(_ => Success);
        using var account = Accounts.Open(service, _time);
        var verdict = await account.Writer.UpdateAsync(Accounts.Manish with { Password = new Secret(password) }, CancellationToken.None);
        Assert.Equal(VerdictKind.Validation, verdict.Kind);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_write_cancelled_before_it_was_sent_was_not_sent()
    {
        using var service = new ScriptedService(_ => Success);
        using var account = Accounts.Open(service, _time);
        Assert.Equal(VerdictKind.NotSent, (await account.Writer.AddAsync(Accounts.Manish, new CancellationToken(true))).Kind);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_write_cancelled_during_a_pause_was_not_sent()
    {
        using var cancel = new CancellationTokenSource();
        using var service = new ScriptedService(_ => ScriptedService.Limited("30"));
        using var account = Accounts.Open(service, _time);
        var write = account.Writer.AddAsync(Accounts.Manish, cancel.Token);
        await cancel.CancelAsync();
        Assert.Equal(VerdictKind.NotSent, (await write).Kind);
    }

    [Fact]
    public async Task A_write_cancelled_in_flight_is_lost()
    {
        using var cancel = new CancellationTokenSource();
        using var service = new ScriptedService(_ => Success) { Latency = TimeSpan.FromSeconds(30) };
        using var account = Accounts.Open(service, _time);
        var write = account.Writer.AddAsync(Accounts.Manish, cancel.Token);
        await cancel.CancelAsync();
        Assert.Equal(VerdictKind.Lost, (await write).Kind);
    }

    [Fact]
    public async Task A_write_that_is_not_answered_in_time_is_lost()
    {
        using var service = new ScriptedService(_ => Success) { Latency = TimeSpan.FromSeconds(30) };
        var verdict = await Add(service);
        Assert.Equal(new Verdict(VerdictKind.Lost, "no complete answer within 30 s"), verdict);
    }

    [Fact]
    public async Task Without_a_connection_for_a_minute_sending_stops_and_further_writes_are_not_sent()
    {
        using var service = new ScriptedService(_ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        using var account = Accounts.Open(service, _time);
        var start = _time.GetUtcNow();
        Assert.Equal(VerdictKind.NotSent, (await _time.Run(account.Writer.AddAsync(Accounts.Manish, CancellationToken.None), 0.5)).Kind);
        Assert.InRange((_time.GetUtcNow() - start).TotalSeconds, 60, 70);

        var sent = service.Requests.Count;
        Assert.Equal(VerdictKind.NotSent, (await account.Writer.RemoveAsync(102, CancellationToken.None)).Kind);
        Assert.Equal(sent, service.Requests.Count);
    }

    private async Task<Verdict> Add(ScriptedService service)
    {
        using var account = Accounts.Open(service, _time);
        return await _time.Run(account.Writer.AddAsync(Accounts.Manish, CancellationToken.None));
    }
}
