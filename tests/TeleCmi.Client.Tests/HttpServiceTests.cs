using TeleCmi.Client.Tests.Doubles;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace TeleCmi.Client.Tests;

/// <summary>The client against a real HTTP server.</summary>
public sealed class HttpServiceTests : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(200, """{"code":400,"status":"error","msg":"Extension Already Exists !"}""", VerdictKind.Duplicate)]
    [InlineData(400, """{"code":400,"status":"error","msg":"User limit reached"}""", VerdictKind.UserLimit)]
    [InlineData(
        422, """{"code":422,"msg":{"body":[{"message":"\"extension\" must be less than or equal to 999"}]}}""", VerdictKind.Validation)]
    [InlineData(200, """{"code":407,"error":true,"msg":"Authentication Failed"}""", VerdictKind.Authentication)]
    [InlineData(500, "<html>", VerdictKind.Lost)]
    public async Task The_body_is_read_whatever_the_HTTP_status(int status, string body, VerdictKind kind)
    {
        Answer("/v2/user/add", status, body);
        using var account = Accounts.OpenAt(_server.Urls[0]);
        Assert.Equal(kind, (await account.Writer.AddAsync(Accounts.Manish, Cancel)).Kind);
    }

    [Fact]
    public async Task A_request_is_one_JSON_body_with_a_length_and_no_credentials_elsewhere()
    {
        Answer("/v2/user/remove", 200, """{"code":200,"status":"success"}""");
        using var account = Accounts.OpenAt(_server.Urls[0]);
        Assert.Equal(VerdictKind.Success, (await account.Writer.RemoveAsync(101, Cancel)).Kind);

        var request = Assert.Single(_server.LogEntries).RequestMessage;
        Assert.Equal("POST", request.Method);
        Assert.Equal("/v2/user/remove", request.AbsolutePath);
        Assert.Equal("""{"appid":1111112,"secret":"app-secret-CANARY","id":"101_1111112"}""", request.Body);
        Assert.NotNull(request.Headers);
        var headers = string.Join('\n', request.Headers.Select(h => $"{h.Key}: {h.Value}"));
        Assert.Contains("Content-Length: ", headers, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", headers, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", headers, StringComparison.Ordinal);
        Assert.DoesNotContain("Accept-Encoding", headers, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Cookie", headers, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_unknown_path_answers_in_HTML_and_is_no_empty_account()
    {
        Answer("/v2/user/list", 404, "<!DOCTYPE html><pre>Cannot POST /v2/user/list</pre>", "text/html");
        using var account = Accounts.OpenAt(_server.Urls[0]);
        Assert.Equal("list_unreadable", (await account.Reader.SweepAsync(Cancel)).Failed().Code);
    }

    [Fact]
    public async Task Pages_are_listed_over_HTTP()
    {
        var list = UserList.Of(12);
        foreach (var (page, rows) in list.Rows.Chunk(10).Index())
        {
            _server
                .Given(
                    Request.Create().WithPath("/v2/user/list").UsingPost().WithBody(new JsonPartialMatcher($$"""{"page":{{page + 1}}}""")))
                .RespondWith(
                    Response.Create().WithBody($$"""{"code":200,"status":"success","count":12,"agents":[{{string.Join(',', rows)}}]}"""));
        }

        using var account = Accounts.OpenAt(_server.Urls[0]);
        Assert.Equal(Enumerable.Range(101, 12), (await account.Reader.SweepAsync(Cancel)).Complete().Agents.Keys);
        Assert.Equal(2, _server.LogEntries.Count);
    }

    private void Answer(string path, int status, string body, string type = "application/json") => _server
        .Given(Request.Create().WithPath(path).UsingPost())
        .RespondWith(Response.Create().WithStatusCode(status).WithHeader("Content-Type", type).WithBody(body));
}
