using System.Net;
namespace TeleCmi.Simulator.Tests;

public sealed class DataFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telecmi-simulator-").FullName;

    private string FilePath => Path.Combine(_folder, "deep", "users.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SimulatorOptions Options(Func<int, string>? dummy = null) => new() { DataFile = FilePath, DummyPassword = dummy };

    [Fact]
    public async Task Users_are_there_again_after_a_restart_in_their_order_and_without_passwords()
    {
        await using (var server = await SimulatorServer.StartAsync(Options(), TestContext.Current.CancellationToken))
        {
            using var caller = Caller.Of(server);
            await caller.AddAsync(105);
            await caller.AddAsync(101);
            server.Account.Put(new SimulatedUser(5001, "Ärger \"X\"", "919200000001") { Notify = false, AgentId = "5001_7" });
        }

        await using var again = await SimulatorServer.StartAsync(Options(), TestContext.Current.CancellationToken);
        using var later = Caller.Of(again);

        Assert.Equal([105, 101, 5001], await later.ListAllAsync());
        Assert.Equal(
            new SimulatedUser(5001, "Ärger \"X\"", "919200000001") { Notify = false, AgentId = "5001_7" }, again.Account.Find(5001));
        var row = (await later.ListAsync()).Rows[0];
        Assert.False(row.TryGetProperty("password", out _));
        Assert.Equal((9, 18), (row.GetProperty("start_time").GetInt32(), row.GetProperty("end_time").GetInt32()));
        await later.PostAsync("/v2/user/update", Caller.Change("105_1111112"));
        Assert.Equal("Pw-0-x", (await later.ListAsync()).Rows[0].GetProperty("password").GetString());
    }

    [Fact]
    public async Task A_shared_file_is_read_before_each_call_so_that_no_process_loses_the_users_of_another()
    {
        var shared = Options() with { SharesData = true };
        using var one = Caller.Of(SimulatorHandler.Open(shared));
        using var other = Caller.Of(SimulatorHandler.Open(shared));
        await Task.WhenAll(Enumerable.Range(101, 20).Select(extension => (extension % 2 == 0 ? one : other).AddAsync(extension)));

        Assert.Equal(Enumerable.Range(101, 20), (await one.ListAllAsync()).Order());
        Assert.Equal(Enumerable.Range(101, 20), (await other.ListAllAsync()).Order());
    }

    [Fact]
    public async Task A_shared_file_that_is_damaged_meanwhile_is_left_as_it_is()
    {
        using var caller = Caller.Of(SimulatorHandler.Open(Options() with { SharesData = true }));
        await caller.AddAsync(101);
        await File.WriteAllTextAsync(FilePath, "{", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InsufficientStorage, (await caller.AddAsync(102)).Status);
        Assert.Equal("{", await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_file_holds_no_password_and_no_secret_and_only_its_owner_may_read_it()
    {
        using var caller = Caller.Of(SimulatorHandler.Open(Options()));
        await caller.AddAsync(101);

        var text = await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken);

        Assert.Contains("919200000000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pw-", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Caller.Secret, text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        }
    }

    [Fact]
    public async Task A_dummy_password_comes_back_where_the_caller_sends_nothing_else()
    {
        using (var caller = Caller.Of(SimulatorHandler.Open(Options())))
        {
            await caller.AddAsync(101);
        }

        using var again = SimulatorHandler.Open(Options(extension => $"sandbox-{extension}"));

        Assert.Equal("sandbox-101", again.Account.Find(101)!.Password);
    }

    [Fact]
    public async Task What_was_answered_is_kept_though_the_process_is_killed()
    {
        // Never disposed before the file is read again, and a temp file as a kill in the middle of a save leaves it.
        var killed = Caller.Of(SimulatorHandler.Open(Options()));
        await killed.AddAsync(101);
        await killed.AddAsync(102);
        await killed.RemoveAsync(101);
        var left = FilePath + ".0123456789abcdef.tmp";
        await File.WriteAllTextAsync(left, "{\"format\":\"tele", TestContext.Current.CancellationToken);

        using var again = SimulatorHandler.Open(Options());
        using var caller = Caller.Of(again);
        await caller.AddAsync(103);
        using var third = SimulatorHandler.Open(Options());

        Assert.Equal([102, 103], third.Account.All().Select(user => user.Extension));
        Assert.False(File.Exists(left));
        killed.Dispose();
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_is_kept_as_well()
    {
        var handler = SimulatorHandler.Open(Options() with { Faults = FaultSpec.Parse("add:1:lost") });
        using var caller = Caller.Of(handler);
        await Assert.ThrowsAsync<HttpRequestException>(() => caller.AddAsync(101));

        using var again = SimulatorHandler.Open(Options());

        Assert.NotNull(again.Account.Find(101));
    }

    [Fact]
    public async Task A_temp_file_that_is_a_link_is_removed_and_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        var victim = Path.Combine(_folder, "victim");
        await File.WriteAllTextAsync(victim, "precious", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.CreateSymbolicLink(FilePath + ".tmp", victim);
        using var caller = Caller.Of(SimulatorHandler.Open(Options()));

        await caller.AddAsync(101);

        Assert.Equal("precious", await File.ReadAllTextAsync(victim, TestContext.Current.CancellationToken));
        Assert.True(File.Exists(FilePath));
    }

    [Fact]
    public async Task Nobody_can_lay_something_in_the_way_of_a_save()
    {
        Directory.CreateDirectory(FilePath + ".tmp");
        using var caller = Caller.Of(SimulatorHandler.Open(Options()));

        await caller.AddAsync(101);

        Assert.Equal(
            [FilePath, FilePath + ".tmp"], Directory.GetFileSystemEntries(Path.GetDirectoryName(FilePath)!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"telecmi-simulator/2\",\"users\":[]}")]
    [InlineData("{\"format\":\"telecmi-simulator/1\",\"users\":[{\"extension\":\"x\"}]}")]
    [InlineData("{\"format\":\"telecmi-simulator/1\",\"users\":[{\"extension\":1,\"name\":null,\"phone\":\"1\"}]}")]
    public async Task A_file_that_is_not_the_simulators_is_refused_and_left_alone(string text)
    {
        var path = Path.Combine(_folder, "other.json");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

        Assert.Throws<InvalidDataException>(() => SimulatorHandler.Open(Options() with { DataFile = path }));
        await Assert.ThrowsAsync<InvalidDataException>(
            () => SimulatorServer.StartAsync(Options() with { DataFile = path }, TestContext.Current.CancellationToken));

        Assert.Equal(text, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_to_whoever_calls()
    {
        var blocked = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(blocked, "", TestContext.Current.CancellationToken);
        using var caller = Caller.Of(SimulatorHandler.Open(Options() with { DataFile = Path.Combine(blocked, "users.json") }));

        var reply = await caller.AddAsync(101);

        Assert.Equal(HttpStatusCode.InsufficientStorage, reply.Status);
        Assert.Contains("could not be read or kept", reply.Json.GetProperty("msg").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_never_makes_a_file()
    {
        using (var caller = Caller.Of(SimulatorHandler.Open(Options())))
        {
            await caller.ListAsync();
        }

        Assert.False(File.Exists(FilePath));
    }
}
