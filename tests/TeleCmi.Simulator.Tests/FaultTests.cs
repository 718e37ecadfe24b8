using System.Net;

namespace TeleCmi.Simulator.Tests;

public sealed class FaultTests
{
    public enum Transport
    {
        Http,
        InProcess,
    }

    private sealed class Stage(SimulatedApi api, Caller caller, IAsyncDisposable? server) : IAsyncDisposable
    {
        public SimulatedApi Api => api;

        public Caller Caller => caller;

        public static async Task<Stage> OpenAsync(Transport transport, string spec)
        {
            var options = new SimulatorOptions { Faults = FaultSpec.Parse(spec) };
            if (transport == Transport.InProcess)
            {
                var handler = SimulatorHandler.Open(options);
                return new Stage(handler.Api, Caller.Of(handler), server: null);
            }

            var server = await SimulatorServer.StartAsync(options, TestContext.Current.CancellationToken);
            return new Stage(server.Api, Caller.Of(server), server);
        }

        public async ValueTask DisposeAsync()
        {
            caller.Dispose();
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
    }

    [Theory]
    [InlineData(Transport.Http, "lost", true)]
    [InlineData(Transport.Http, "dropped", false)]
    [InlineData(Transport.Http, "cut", true)]
    [InlineData(Transport.InProcess, "lost", true)]
    [InlineData(Transport.InProcess, "dropped", false)]
    [InlineData(Transport.InProcess, "cut", true)]
    public async Task A_broken_connection_is_a_failed_request_whether_or_not_the_call_took_effect(
        Transport transport, string kind, bool processed)
    {
        await using var stage = await Stage.OpenAsync(transport, $"add:1:{kind}");

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.Caller.AddAsync(101));

        Assert.Equal(processed, stage.Api.Account.Find(101) is not null);
        Assert.Equal(1, stage.Api.Account.Calls.Add);
    }

    [Theory]
    [InlineData(Transport.Http, "hang", false)]
    [InlineData(Transport.Http, "hang-after", true)]
    [InlineData(Transport.InProcess, "hang", false)]
    [InlineData(Transport.InProcess, "hang-after", true)]
    public async Task A_call_that_hangs_ends_only_when_the_caller_gives_up(Transport transport, string kind, bool processed)
    {
        await using var stage = await Stage.OpenAsync(transport, $"add:1:{kind}");
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => stage.Caller.PostUntilAsync("/v2/user/add", Caller.User(101).ToJsonString(), patience.Token));

        Assert.Equal(processed, stage.Api.Account.Find(101) is not null);
    }

    [Theory]
    [InlineData("500", 500, "application/json", false)]
    [InlineData("503", 503, "text/html", false)]
    [InlineData("429", 429, "application/json", false)]
    [InlineData("502-after", 502, "text/html", true)]
    [InlineData("html", 200, "text/html", false)]
    [InlineData("truncate", 200, "application/json", true)]
    [InlineData("empty", 200, null, true)]
    public async Task A_spoiled_answer_looks_as_the_kind_says(string kind, int status, string? mediaType, bool processed)
    {
        foreach (var transport in Enum.GetValues<Transport>())
        {
            await using var stage = await Stage.OpenAsync(transport, $"add:1:{kind}");

            var reply = await stage.Caller.AddAsync(101);

            Assert.Equal(((HttpStatusCode)status, mediaType), (reply.Status, reply.MediaType));
            Assert.Equal(processed, stage.Api.Account.Find(101) is not null);
            Assert.Equal(kind == "empty", reply.Text.Length == 0);
            Assert.Equal(kind is "500" or "429", reply.Json.ValueKind == System.Text.Json.JsonValueKind.Object);
        }
    }

    [Theory]
    [InlineData(Transport.Http)]
    [InlineData(Transport.InProcess)]
    public async Task A_429_and_a_503_can_say_how_long_to_wait(Transport transport)
    {
        await using var stage = await Stage.OpenAsync(transport, "add:1:429:2,remove:1:503:0,list:1:503");

        Assert.Equal(TimeSpan.FromSeconds(2), (await stage.Caller.AddAsync(101)).RetryAfter);
        Assert.Equal(TimeSpan.Zero, (await stage.Caller.RemoveAsync(101)).RetryAfter);
        Assert.Null((await stage.Caller.ListAsync()).RetryAfter);
    }

    [Fact]
    public async Task A_fault_hits_every_nth_call_of_its_endpoint_until_it_is_spent_or_switched_off()
    {
        await using var stage = await Stage.OpenAsync(Transport.InProcess, "add:3x2:500");
        var statuses = new List<int>();
        for (var extension = 101; extension <= 112; extension++)
        {
            statuses.Add((int)(await stage.Caller.AddAsync(extension)).Status);
            await stage.Caller.ListAsync();
        }

        Assert.Equal([200, 200, 500, 200, 200, 500, 200, 200, 200, 200, 200, 200], statuses);
        stage.Api.Faults = FaultSpec.Parse("*:1:500");
        Assert.Equal(HttpStatusCode.InternalServerError, (await stage.Caller.ListAsync()).Status);
        stage.Api.Faults = [];
        Assert.Equal(HttpStatusCode.OK, (await stage.Caller.ListAsync()).Status);
    }

    [Fact]
    public async Task Changing_another_switch_does_not_start_the_counts_anew()
    {
        await using var stage = await Stage.OpenAsync(Transport.InProcess, "add:2:500");

        await stage.Caller.AddAsync(101);
        stage.Api.Options = stage.Api.Options with { MaskPhones = true };

        Assert.Equal(HttpStatusCode.InternalServerError, (await stage.Caller.AddAsync(102)).Status);
    }

    [Fact]
    public async Task The_server_stops_at_once_while_calls_hang()
    {
        var stage = await Stage.OpenAsync(Transport.Http, "add:1:hang");
        var hanging = stage.Caller.AddAsync(101);
        while (stage.Api.Account.Calls.Add == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var started = TimeProvider.System.GetTimestamp();
        await stage.DisposeAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
        await Assert.ThrowsAnyAsync<Exception>(() => hanging);
    }
}
