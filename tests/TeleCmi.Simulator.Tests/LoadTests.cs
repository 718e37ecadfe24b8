using System.Globalization;

namespace TeleCmi.Simulator.Tests;

public sealed class LoadTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Of_two_hundred_adds_of_one_extension_at_once_exactly_one_succeeds()
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions(), TestContext.Current.CancellationToken);
        using var caller = Caller.Of(server);

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => caller.AddAsync(101)));

        Assert.Single(replies, reply => reply.Code == 200);
        Assert.Equal(199, replies.Count(reply => reply.Code == 400 && reply.Message!.Contains("already exists", StringComparison.Ordinal)));
        Assert.Equal(200, server.Account.Calls.Add);
        Assert.Single(server.Account.All());
    }

    [Fact]
    public async Task Adds_at_once_never_go_beyond_the_seats()
    {
        using var handler = SimulatorHandler.Open(new SimulatorOptions { UserLimit = 37 });
        using var caller = Caller.Of(handler);

        await Parallel.ForAsync(100, 300, TestContext.Current.CancellationToken, async (extension, _) => await caller.AddAsync(extension));

        Assert.Equal(37, handler.Account.All().Count);
    }

    [Fact]
    public async Task The_most_calls_under_way_at_once_are_counted()
    {
        await using var server = await SimulatorServer.StartAsync(
            new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(200) }, TestContext.Current.CancellationToken);
        using var caller = Caller.Of(server);

        await Task.WhenAll(Enumerable.Range(1, 6).Select(caller.ListAsync));

        Assert.InRange(server.Account.Calls.MaxConcurrency, 2, 6);
        Assert.Equal((6, 0, 6), (server.Account.Calls.List, server.Account.Calls.Write, server.Account.Calls.Total));
    }

    [Fact]
    public async Task An_answer_takes_at_least_the_latency()
    {
        using var caller = Caller.Of(SimulatorHandler.Open(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(100) }));
        var started = TimeProvider.System.GetTimestamp();

        await caller.ListAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(95));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Nine_hundred_adds_that_are_kept_in_a_file_stay_fast(int parallelism)
    {
        var folder = Directory.CreateTempSubdirectory("telecmi-simulator-").FullName;
        try
        {
            using var handler = SimulatorHandler.Open(new SimulatorOptions { DataFile = Path.Combine(folder, "users.json") });
            using var caller = Caller.Of(handler);
            var started = TimeProvider.System.GetTimestamp();

            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = parallelism,
                CancellationToken = TestContext.Current.CancellationToken
            };
            await Parallel.ForAsync(100, 1000, options, async (extension, _) => await caller.AddAsync(extension));

            Report($"900 kept adds, {parallelism} at once", started);
            Assert.Equal(900, handler.Account.All().Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Ten_thousand_lists_over_http_are_served_in_seconds()
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions(), TestContext.Current.CancellationToken);
        using var caller = Caller.Of(server);
        for (var extension = 100; extension < 1000; extension++)
        {
            server.Account.Put(new SimulatedUser(extension, "A", "919200000000"));
        }

        var started = TimeProvider.System.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, 10_000, options, async (i, _) => await caller.ListAsync((i % 90) + 1));

        Report("10,000 lists over HTTP, 16 at once", started);
    }

    private static void Report(string what, long started)
    {
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{what}: {elapsed.TotalMilliseconds:F0} ms"));
        Assert.True(elapsed < Generous);
    }
}
