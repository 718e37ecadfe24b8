using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TeleCmi.Client.Tests.Doubles;

namespace TeleCmi.Client.Tests;

/// <summary>A service that quotes every secret it gets must not make us print one.</summary>
public sealed class CanaryTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, 400)]
    [InlineData(HttpStatusCode.OK, 401)]
    [InlineData(HttpStatusCode.OK, 500)]
    [InlineData(HttpStatusCode.BadGateway, 502)]
    public async Task A_verdict_shows_no_secret_that_the_service_quotes(HttpStatusCode status, int code)
    {
        using var service = new ScriptedService(request => Quote(request, status, code));
        using var account = Accounts.Open(service, _time);
        Verdict[] verdicts =
        [
            await account.Writer.AddAsync(Accounts.Manish, CancellationToken.None),
            await account.Writer.UpdateAsync(Accounts.Manish, CancellationToken.None),
            await account.Writer.RemoveAsync(101, CancellationToken.None),
        ];
        Assert.All(verdicts, verdict => Assert.Contains("(hidden)", verdict.Text, StringComparison.Ordinal));
        Assert.All(verdicts, verdict => Assert.DoesNotContain("CANARY", $"{verdict}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task A_failed_sweep_shows_no_secret_that_the_service_quotes(int code)
    {
        using var service = new ScriptedService(request => Quote(request, HttpStatusCode.OK, code));
        using var account = Accounts.Open(service, _time);
        var failed = (await _time.Run(account.Reader.SweepAsync(CancellationToken.None))).Failed();
        Assert.Contains("(hidden)", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", $"{failed}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_only_the_list_showed_is_hidden_too()
    {
        var list = new UserList(UserList.Row(101, "\"password\":\"live-CANARY\""));
        using var service = new ScriptedService(request => request.Path.EndsWith("list", StringComparison.Ordinal)
            ? list.Answer(request)
            : ScriptedService.Json("""{"code":400,"msg":"live-CANARY is in use"}"""));
        using var account = Accounts.Open(service, _time);
        var live = await account.Reader.SweepAsync(CancellationToken.None);
        Assert.DoesNotContain("CANARY", $"{live} {live.Complete().Passwords}", StringComparison.Ordinal);
        Assert.Equal("(hidden) is in use", (await account.Writer.RemoveAsync(101, CancellationToken.None)).Text);
    }

    [Fact]
    public async Task Words_of_an_exception_never_reach_a_verdict()
    {
        using var service = new ScriptedService(_ => throw new HttpRequestException("CANARY", new IOException("CANARY")));
        using var account = Accounts.Open(service, _time);
        Assert.DoesNotContain(
            "CANARY", $"{await account.Writer.AddAsync(Accounts.Manish, CancellationToken.None)}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_address_is_not_quoted()
    {
        var error = Assert.Throws<ArgumentException>(() => Accounts.OpenAt("https://user:CANARY@rest.telecmi.com"));
        Assert.DoesNotContain("CANARY", error.ToString(), StringComparison.Ordinal);
    }

    private static HttpResponseMessage Quote(ScriptedService.Request request, HttpStatusCode status, int code) =>
        ScriptedService.Json($$"""{"code":{{code}},"msg":{{JsonSerializer.Serialize("you sent " + request.Text)}}}""", status);
}
