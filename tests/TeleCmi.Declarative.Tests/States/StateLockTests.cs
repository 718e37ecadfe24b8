using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Formats;

namespace TeleCmi.Declarative.Tests.States;

public sealed class StateLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
    private readonly FileStateStore _store;

    public StateLockTests() => _store = FileStateStore.Open(_folder["s.json"], _time).Ok();

    public void Dispose()
    {
        _folder.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_held_lock_names_its_holder()
    {
        await using var held = await _store.TakeAsync(TimeSpan.Zero, Token);

        var error = await Assert.ThrowsAsync<StateException>(() => Another().TakeAsync(TimeSpan.Zero, Token));

        Assert.Equal("STA007", error.Diagnostic.Code);
        Assert.Contains(
            $"process {Environment.ProcessId} on {Environment.MachineName} since 2026-05-04T03:02:01Z", error.Message, StringComparison.Ordinal);
        Assert.Contains("--lock-timeout", error.Diagnostic.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_file_is_private_tells_its_holder_and_is_never_deleted()
    {
        await using (await _store.TakeAsync(TimeSpan.Zero, Token))
        {
            using var cat = StartOrSkip("cat", _folder["s.json.lock"]); // .NET's own reading would ask for the lock
            using var json = JsonDocument.Parse(await cat.StandardOutput.ReadToEndAsync(Token));
            Assert.Equal(Environment.ProcessId, json.RootElement.GetProperty("pid").GetInt32());
            Assert.Equal("2026-05-04T03:02:01Z", json.RootElement.GetProperty("started").GetString());
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Unix.Mode(_folder["s.json.lock"]));
            }
        }

        Assert.Equal(["s.json.lock"], _folder.Names);
        await (await Another().TakeAsync(TimeSpan.Zero, Token)).DisposeAsync();
    }

    [Fact]
    public async Task Waiting_for_a_lock_ends_when_it_is_released()
    {
        var held = await _store.TakeAsync(TimeSpan.Zero, Token);
        var waiting = Another().TakeAsync(TimeSpan.FromSeconds(10), Token);
        await Advance(times: 3);
        Assert.False(waiting.IsCompleted);

        await held.DisposeAsync();
        await Advance(times: 100, until: waiting);

        await (await waiting).DisposeAsync();
    }

    [Fact]
    public async Task Waiting_for_a_lock_ends_after_the_given_time()
    {
        await using var held = await _store.TakeAsync(TimeSpan.Zero, Token);
        var start = _time.GetUtcNow();
        var waiting = Another().TakeAsync(TimeSpan.FromSeconds(1), Token);
        await Advance(times: 100, until: waiting);

        await Assert.ThrowsAsync<StateException>(() => waiting);
        Assert.True(_time.GetUtcNow() - start >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Waiting_for_a_lock_can_be_interrupted()
    {
        await using var held = await _store.TakeAsync(TimeSpan.Zero, Token);
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = Another().TakeAsync(TimeSpan.FromHours(1), interrupt.Token);

        await interrupt.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("[1]")]
    [InlineData("""{"pid":"x","host":"h","started":"2026-05-04T03:02:01Z"}""")]
    [InlineData("""{"pid":1,"host":"\ud800","started":"2026-05-04T03:02:01Z"}""")]
    [InlineData("""{"pid":1,"host":"h","started":"soon"}""")]
    public async Task Garbage_in_a_held_lock_file_is_just_another_process(string content)
    {
        var error = await HeldWith(content);

        Assert.Contains("locked by another process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_lock_file_says_is_shown_short_and_without_control_characters()
    {
        var error = await HeldWith($$"""{"pid":1,"host":"a\u001b[2J\n\u202e{{new string('x', 500)}}","started":"2026-05-04T03:02:01Z"}""");

        Assert.Contains("a\\u{1B}[2J\\u{A}\\u{202E}xxx", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.True(error.Message.Length < 250);
    }

    [Fact]
    public async Task A_link_in_place_of_the_lock_is_refused_and_not_followed()
    {
        Unix.Only();
        File.WriteAllText(_folder["victim"], "untouched");
        File.CreateSymbolicLink(_folder["s.json.lock"], "victim");

        var error = await Assert.ThrowsAsync<StateException>(() => _store.TakeAsync(TimeSpan.Zero, Token));

        Assert.Equal("STA008", error.Diagnostic.Code);
        Assert.Equal("untouched", File.ReadAllText(_folder["victim"]));
    }

    [Fact]
    public async Task Where_no_lock_can_be_made_nothing_goes_on()
    {
        var nowhere = FileStateStore.Open(_folder["missing/s.json"], _time).Ok();

        var error = await Assert.ThrowsAsync<StateException>(() => nowhere.TakeAsync(TimeSpan.Zero, Token));

        Assert.Equal("STA008", error.Diagnostic.Code);
        Assert.Contains("folder does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_of_another_program_counts_and_is_free_once_that_is_killed()
    {
        using var holder = await HeldByAnotherProgram();

        var error = await Assert.ThrowsAsync<StateException>(() => _store.TakeAsync(TimeSpan.Zero, Token));
        Assert.Equal("STA007", error.Diagnostic.Code);

        holder.Kill();
        await holder.WaitForExitAsync(Token);
        await (await _store.TakeAsync(TimeSpan.Zero, Token)).DisposeAsync();
    }

    [Fact]
    public async Task Another_program_sees_our_lock()
    {
        await using (await _store.TakeAsync(TimeSpan.Zero, Token))
        {
            using var refused = StartOrSkip("flock", "--nonblock", _folder["s.json.lock"], "true");
            await refused.WaitForExitAsync(Token);
            Assert.Equal(1, refused.ExitCode);
        }

        using var taken = StartOrSkip("flock", "--nonblock", _folder["s.json.lock"], "true");
        await taken.WaitForExitAsync(Token);
        Assert.Equal(0, taken.ExitCode);
    }

    [Fact]
    public async Task A_program_that_we_start_does_not_inherit_the_lock()
    {
        Unix.Only();
        var held = await _store.TakeAsync(TimeSpan.Zero, Token);
        using var child = StartOrSkip("sleep", "60");
        await held.DisposeAsync();

        await (await Another().TakeAsync(TimeSpan.Zero, Token)).DisposeAsync();
        child.Kill();
    }

    private FileStateStore Another() => FileStateStore.Open(_folder["s.json"], _time).Ok();

    private async Task<StateException> HeldWith(string content)
    {
        await File.WriteAllTextAsync(_folder["s.json.lock"], content, Token);
        using var holder = await HeldByAnotherProgram();
        var error = await Assert.ThrowsAsync<StateException>(() => _store.TakeAsync(TimeSpan.Zero, Token));
        holder.Kill();
        return error;
    }

    private async Task<Process> HeldByAnotherProgram()
    {
        var holder = StartOrSkip("flock", "--no-fork", _folder["s.json.lock"], "sh", "-c", "echo held; exec sleep 60");
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(Token));
        return holder;
    }

    private async Task Advance(int times, Task? until = null)
    {
        for (var i = 0; i < times && until?.IsCompleted != true; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(5, Token); // the continuation runs on the pool
        }
    }

    private static Process StartOrSkip(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed");
            throw;
        }
    }
}
