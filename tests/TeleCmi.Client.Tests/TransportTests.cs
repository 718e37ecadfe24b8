using System.Diagnostics;
using System.Net;
using TeleCmi.Client.Agents;
using TeleCmi.Client.Tests.Doubles;

namespace TeleCmi.Client.Tests;

/// <summary>What a network does that no well-behaved server can be asked to do.</summary>
public sealed class TransportTests
{
    private const string Success = """{"code":200,"status":"success"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nobody_listens_the_sweep_names_host_and_port()
    {
        var address = RawServer.NobodyThere();
        using var account = Accounts.OpenAt(address, time: new Hurry());
        var failed = (await account.Reader.SweepAsync(Cancel)).Failed();
        Assert.Equal("unreachable", failed.Code);
        Assert.Contains(new Uri(address).Authority, failed.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionRefused", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_a_write_was_not_sent()
    {
        // Broken off between two tries: one broken off while it connects may count as lost.
        using var patience = new CancellationTokenSource();
        var tries = new List<VerdictKind>();
        using var account = TeleCmiAccount.Open(new ServiceOptions
        {
            AppId = UserList.AppId,
            Secret = new Secret(Accounts.AppSecret),
            BaseAddress = new Uri(RawServer.NobodyThere()),
            Trace = call =>
            {
                tries.Add(call.Verdict);
                if (tries.Count == 2)
                {
                    patience.Cancel();
                }
            },
        });
        Assert.Equal(VerdictKind.NotSent, (await account.Writer.AddAsync(Accounts.Manish, patience.Token)).Kind);
        Assert.Equal([VerdictKind.NotSent, VerdictKind.NotSent], tries);
    }

    [Fact]
    public Task A_reset_after_the_request_is_lost_and_not_repeated() => IsLostOnce(async connection =>
    {
        await connection.ReadRequestAsync();
        connection.Reset();
    });

    [Fact]
    public Task A_connection_closed_without_an_answer_is_lost_and_not_repeated() =>
        IsLostOnce(connection => connection.ReadRequestAsync());

    [Fact]
    public Task A_truncated_body_is_lost_and_not_repeated() => IsLostOnce(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + Success);
    });

    [Fact]
    public Task A_body_without_a_length_that_ends_early_is_lost_and_not_repeated() => IsLostOnce(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + Success[..12]);
    });

    [Fact]
    public Task What_is_no_HTTP_is_lost_and_not_repeated() => IsLostOnce(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync("SSH-2.0-OpenSSH_9.6\r\n");
    });

    [Fact]
    public Task A_redirect_is_not_followed() => IsLostOnce(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync(RawServer.Response(Success, "307 Temporary Redirect", "Location: /v2/user/remove\r\n"));
        await connection.ReadRequestAsync();
    });

    [Fact]
    public Task An_HTML_page_is_lost() => IsLostOnce(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync(RawServer.Response("<html>Welcome to the hotel</html>"));
    });

    [Fact]
    public Task A_server_that_never_answers_is_given_up() => IsLostOnce(
        async connection =>
        {
            await connection.ReadRequestAsync();
            await Task.Delay(Timeout.Infinite, connection.End);
        },
        tryTimeout: 0.3);

    [Fact]
    public async Task The_time_limit_covers_a_body_that_drips()
    {
        var clock = Stopwatch.StartNew();
        await IsLostOnce(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                while (true)
                {
                    await connection.WriteAsync(" ");
                    await Task.Delay(20, connection.End);
                }
            },
            tryTimeout: 0.3);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.2, 5);
    }

    [Theory]
    [InlineData("Content-Length: 1048577\r\n")]
    [InlineData("Connection: close\r\n")]
    public Task A_body_of_more_than_a_mebibyte_is_not_read_to_its_end(string header) => IsLostOnce(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync($"HTTP/1.1 200 OK\r\n{header}\r\n" + Success + new string(' ', 1_048_577 - Success.Length));
    });

    [Fact]
    public async Task A_body_of_a_mebibyte_is_read()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(RawServer.Response(Success + new string(' ', 1_048_576 - Success.Length)));
        });
        using var account = Accounts.OpenAt(server.Address);
        Assert.Equal(VerdictKind.Success, (await account.Writer.AddAsync(Accounts.Manish, Cancel)).Kind);
    }

    [Fact]
    public async Task A_write_on_a_kept_connection_that_closes_under_it_arrives_once()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(RawServer.Response(Success));
            await connection.ReadRequestAsync();
        });
        using var account = Accounts.OpenAt(server.Address);
        Assert.Equal(VerdictKind.Success, (await account.Writer.RemoveAsync(101, Cancel)).Kind);
        Assert.Equal(VerdictKind.Lost, (await account.Writer.RemoveAsync(102, Cancel)).Kind);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task A_truncated_page_is_read_again()
    {
        var pages = 0;
        const string list = """{"code":200,"status":"success","count":0,"agents":[]}""";
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            var isFirst = Interlocked.Increment(ref pages) == 1;
            await connection.WriteAsync(isFirst ? "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + list : RawServer.Response(list));
        });
        using var account = Accounts.OpenAt(server.Address);
        Assert.Empty((await account.Reader.SweepAsync(Cancel)).Complete().Agents);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task Loopback_is_never_reached_through_a_proxy()
    {
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(RawServer.NobodyThere());
        try
        {
            await using var server = new RawServer(async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.WriteAsync(RawServer.Response(Success));
            });
            using var account = Accounts.OpenAt(server.Address);
            Assert.Equal(VerdictKind.Success, (await account.Writer.RemoveAsync(101, Cancel)).Kind);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    private static async Task IsLostOnce(Func<RawServer.Connection, Task> script, double tryTimeout = 30)
    {
        await using var server = new RawServer(script);
        using var account = Accounts.OpenAt(server.Address, TimeSpan.FromSeconds(tryTimeout));
        var verdict = await account.Writer.AddAsync(Accounts.Manish, Cancel);
        Assert.Equal(VerdictKind.Lost, verdict.Kind);
        Assert.NotEmpty(verdict.Text ?? string.Empty);
        Assert.Equal(1, server.Requests);
    }

    /// <summary>Real time whose waits are a hundred times as short.</summary>
    private sealed class Hurry : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime / 100, period);
    }
}
