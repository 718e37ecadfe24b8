using System.Net;
using Microsoft.Extensions.Time.Testing;
using TeleCmi.Client.Tests.Doubles;

namespace TeleCmi.Client.Tests;

public sealed class ReadRetryTests
{
    private readonly FakeTimeProvider _time = new();

    public static TheoryData<string> PassingFaults =>
        ["408", "429", "500", "503", "code 500", "truncated", "HTML", "no connection", "reset"];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_page_is_asked_for_up_to_six_times_while_the_fault_may_pass(string fault)
    {
        var list = UserList.Of(3);
        var asked = 0;
        using var service = new ScriptedService(request => ++asked < 6 ? Fault(fault) : list.Answer(request));
        using var account = Accounts.Open(service, _time);
        Assert.Equal(3, (await _time.Run(account.Reader.SweepAsync(CancellationToken.None))).Complete().Agents.Count);
    }

    [Theory]
    [InlineData("408", "list_unreadable")]
    [InlineData("429", "list_refused")]
    [InlineData("503", "list_unreadable")]
    [InlineData("truncated", "list_unreadable")]
    [InlineData("no connection", "unreachable")]
    [InlineData("reset", "unreachable")]
    public async Task After_six_tries_the_sweep_failed_and_names_the_service(string fault, string code)
    {
        using var service = new ScriptedService(_ => Fault(fault));
        using var account = Accounts.Open(service, _time);
        var failed = (await _time.Run(account.Reader.SweepAsync(CancellationToken.None))).Failed();
        Assert.Equal(code, failed.Code);
        Assert.Contains("rest.telecmi.com:443", failed.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failed.Hint ?? "");
        Assert.Equal(6, service.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"code":401,"msg":"Authentication failed"}""", "credentials_refused")]
    [InlineData(HttpStatusCode.NotFound, """{"code":404,"status":"error"}""", "list_refused")]
    [InlineData(HttpStatusCode.NotFound, "<pre>Cannot POST /v2/user/list</pre>", "list_unreadable")]
    [InlineData(HttpStatusCode.Redirect, "", "list_unreadable")]
    [InlineData(HttpStatusCode.BadRequest, """{"code":400,"msg":{"body":[{"message":"limit"}]}}""", "list_refused")]
    public async Task What_will_not_pass_fails_at_once_and_is_never_an_empty_account(HttpStatusCode status, string body, string code)
    {
        using var service = ScriptedService.Always(body, status);
        using var account = Accounts.Open(service, _time);
        Assert.Equal(code, (await _time.Run(account.Reader.SweepAsync(CancellationToken.None))).Failed().Code);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_later_page_that_fails_ends_the_whole_sweep()
    {
        var list = UserList.Of(300);
        using var service = new ScriptedService(request =>
            request.Page == 3 ? ScriptedService.Json("""{"code":401,"msg":"Authentication failed"}""") : list.Answer(request))
        {
            // The pages after it are still on their way: only the end of the sweep ends their wait.
            LatencyOf = request => request.Page > 3 ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
        };
        using var account = Accounts.Open(service, _time, parallelism: 2);
        Assert.Equal("credentials_refused", (await _time.Run(account.Reader.SweepAsync(CancellationToken.None))).Failed().Code);
        Assert.InRange(service.Requests.Select(request => request.Page).Distinct().Count(), 2, 4);
    }

    [Fact]
    public async Task A_cancelled_sweep_ends_with_the_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        using var service = new ScriptedService(_ =>
        {
            cancel.Cancel();
            return Fault("503");
        });
        using var account = Accounts.Open(service, _time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => account.Reader.SweepAsync(cancel.Token));
    }

    private static HttpResponseMessage Fault(string name) => name switch
    {
        "408" => ScriptedService.Json("", HttpStatusCode.RequestTimeout),
        "429" => ScriptedService.Limited(),
        "500" => ScriptedService.Json("<html>", HttpStatusCode.InternalServerError),
        "503" => ScriptedService.Json("", HttpStatusCode.ServiceUnavailable),
        "code 500" => ScriptedService.Json("""{"code":500,"status":"error"}"""),
        "truncated" => ScriptedService.Json("""{"code":200,"count":3,"agents":[{"""),
        "HTML" => ScriptedService.Json("<html>maintenance</html>"),
        "no connection" => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"),
        "reset" => throw new HttpRequestException(HttpRequestError.Unknown, "reset"),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
