namespace TeleCmi.Simulator;

/// <summary>
/// A data file that several processes use: each call takes its turn, in which the file is locked and what the others have written is read.
/// The lock lies beside the file, since that one is replaced at each save, and ends with the process that holds it.
/// </summary>
internal sealed class SharedData(SimulatedData data, string path, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private const int MaximumTries = 2000;

    private readonly string _lock = SimulatedData.LockOf(Path.GetFullPath(path));
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Waits for the turn.</summary>
    /// <returns>To be disposed when the call is saved.</returns>
    /// <exception cref="IOException">The file can't be locked or read.</exception>
    /// <exception cref="InvalidDataException">It is no longer one of ours.</exception>
    public async ValueTask<IDisposable> BeginAsync()
    {
        await _gate.WaitAsync();
        FileStream? held = null;
        try
        {
            held = await LockAsync();
            data.Reload();
            return new Turn(held, _gate);
        }
        catch
        {
            held?.Dispose();
            _gate.Release();
            throw;
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<FileStream> LockAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_lock)!);
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(_lock, options);
            }
            catch (IOException busy) when (IsBusy(busy) && tries < MaximumTries)
            {
                await Task.Delay(Pause, time);
            }
        }
    }

    // Held by another process; the number is the system's own.
    private static bool IsBusy(IOException fault) => (fault.HResult & 0xFFFF) is var code
        && (OperatingSystem.IsWindows() ? code is 32 or 33 : code == (OperatingSystem.IsLinux() ? 11 : 35));

    private sealed class Turn(FileStream held, SemaphoreSlim gate) : IDisposable
    {
        public void Dispose()
        {
            held.Dispose();
            gate.Release();
        }
    }
}
