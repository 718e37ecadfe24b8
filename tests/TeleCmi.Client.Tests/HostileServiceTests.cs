using System.IO.Compression;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Client.Tests.Doubles;

namespace TeleCmi.Client.Tests;

/// <summary>A service that is broken on purpose: whatever it answers, a write is lost or refused, once, and soon.</summary>
public sealed class HostileServiceTests
{
    private const string Success = """{"code":200,"status":"success","msg":"ok"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Chunks_without_end() => AnswersAsync(VerdictKind.Lost, async connection =>
    {
        await connection.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (true)
        {
            await connection.WriteAsync($"10000\r\n{new string(' ', 0x10000)}\r\n");
        }
    });

    [Fact]
    public Task What_was_compressed_is_not_unpacked() => AnswersAsync(VerdictKind.Lost, async connection =>
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes(Success + new string(' ', 50_000_000)));
        }

        await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n");
        await connection.WriteAsync(packed.ToArray());
    });

    [Theory]
    [InlineData("""{"code":200,"status":"success","msg":[[[[[[[[[[[[[[[[[[[["deep"]]]]]]]]]]]]]]]]]]]]}""")]
    [InlineData("""{"code":1e999,"status":"success"}""")]
    [InlineData("""{"code":200.5,"status":"success"}""")]
    [InlineData("""{"code":-200,"status":"success"}""")]
    [InlineData("""{"code":500,"code":"x","status":"success"}""")]
    [InlineData("""{"code":200,"status":"success"} {"code":200}""")]
    [InlineData("{\"code\":200,\"status\":\"\\ud800\"}")]
    [InlineData("{\"code\":200,\"\\ud800\":1,\"status\":\"no\"}")]
    [InlineData("[]")]
    [InlineData("")]
    public Task JSON_that_means_nothing(string body)
        => AnswersAsync(kind => kind is not VerdictKind.Success, connection => connection.WriteAsync(RawServer.Response(body)));

    [Fact]
    public Task Bytes_that_are_no_UTF_8() => AnswersAsync(kind => kind is not VerdictKind.Success, async connection =>
    {
        byte[] body = [.. "{\"code\":200,\"status\":\""u8, 0xFF, 0xC0, .. "\"}"u8];
        await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n");
        await connection.WriteAsync(body);
    });

    [Fact]
    public Task Another_protocol_in_the_middle() => AnswersAsync(
        VerdictKind.Lost, connection
            => connection.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n" + Success));

    [Fact]
    public Task An_HTTP_of_before_there_were_headers()
        => AnswersAsync(VerdictKind.Lost, connection => connection.WriteAsync(Success + "\r\n"));

    [Fact]
    public Task Interim_answers_without_end() => AnswersAsync(VerdictKind.Lost, async connection =>
    {
        var many = string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 1000));
        while (true)
        {
            await connection.WriteAsync(many);
        }
    });

    [Fact]
    public Task A_hundred_headers_of_8_KB() => AnswersAsync(VerdictKind.Lost, connection => connection.WriteAsync(RawServer.Response(
        Success, headers: string.Concat(Enumerable.Range(0, 100).Select(i => $"X-{i}: {new string('h', 8000)}\r\n")))));

    [Fact]
    public Task A_pause_of_less_than_nothing_is_none() => AnswersAsync(
        VerdictKind.Lost, connection => connection.WriteAsync(RawServer.Response("{}", "503 Busy", "Retry-After: -1\r\n")));

    [Fact]
    public Task A_message_of_a_mebibyte_is_refused_in_200_characters() => AnswersAsync(
        VerdictKind.Refused, connection
            => connection.WriteAsync(RawServer.Response($$"""{"code":400,"status":"error","msg":"{{new string('a', 1_000_000)}}"}""")));

    private static Task AnswersAsync(VerdictKind expected, Func<RawServer.Connection, Task> answer)
        => AnswersAsync(kind => kind == expected, answer);

    private static async Task AnswersAsync(Func<VerdictKind, bool> isExpected, Func<RawServer.Connection, Task> answer)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await answer(connection);
        });
        using var account = Accounts.OpenAt(server.Address, tryTimeout: TimeSpan.FromSeconds(3));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var verdict = await account.Writer.AddAsync(Accounts.Manish, Cancel);

        Assert.True(isExpected(verdict.Kind), $"{verdict}");
        Assert.InRange(verdict.Text?.Length ?? 0, 0, Redactor.MaximumLength);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(1, server.Requests);
    }
}
