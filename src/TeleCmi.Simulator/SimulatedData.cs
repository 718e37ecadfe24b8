using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TeleCmi.Simulator;

/// <summary>
/// Keeps the users of an account in a JSON file. Passwords are never written, not even as digests: the file lies beside a roster, is
/// copied and looked at, and a user who tries a real roster against the stand-in must not find real passwords there. A user that is
/// loaded has no password until one is written again, or gets the caller's dummy.
/// </summary>
/// <remarks>
/// A write is answered only after the file holds it, so a process that is killed never forgets what it has confirmed; callers that wait
/// together share one save. The file is replaced by temp file and rename but not synchronised to the disk: after a power failure an
/// older file may be there, which a stand-in can bear.
/// </remarks>
public sealed class SimulatedData : IDisposable
{
    private const string Format = "telecmi-simulator/1";
    private const string TemporarySuffix = ".tmp";
    private const int TemporaryDigits = 16;
    private const long MaxBytes = 64 * 1024 * 1024;
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly SimulatedAccount _account;
    private readonly Func<int, string>? _dummyPassword;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private long _saved;
    private bool _isTidy;

    private SimulatedData(string path, SimulatedAccount account, Func<int, string>? dummyPassword)
    {
        // Made absolute now: the process may change its folder before the next save.
        _path = Path.GetFullPath(path);
        _account = account;
        _dummyPassword = dummyPassword;
    }

    /// <summary>Puts the file's users into an account and keeps it up to date from then on. No file = no users.</summary>
    /// <param name="path">The file; its folder is made at the first save.</param>
    /// <param name="account">The account that is filled and watched.</param>
    /// <param name="dummyPassword">Password of a loaded user by extension; null = none until one is written.</param>
    /// <exception cref="InvalidDataException">The file is there but is not one of ours; it is left untouched.</exception>
    public static SimulatedData Open(string path, SimulatedAccount account, Func<int, string>? dummyPassword = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(account);
        var data = new SimulatedData(path, account, dummyPassword);
        data.Reload();
        return data;
    }

    /// <summary>The file beside it by which processes that share it take turns.</summary>
    public static string LockOf(string path) => path + ".lock";

    /// <summary>Takes what the file holds now, in place of what the account holds: another process may have written it.</summary>
    internal void Reload()
    {
        _account.Replace(Load(_path).Select(user => user with { Password = _dummyPassword?.Invoke(user.Extension) }));
        _saved = _account.Version;
    }

    /// <summary>Saves what changed since the last save; returns when the file holds every change made before the call.</summary>
    /// <exception cref="IOException">The file could not be replaced; the old one is intact.</exception>
    public void Save()
    {
        var wanted = _account.Version;
        if (Interlocked.Read(ref _saved) >= wanted)
        {
            return;
        }

        _gate.Wait();
        SaveAndRelease(wanted);
    }

    /// <inheritdoc cref="Save"/>
    public async ValueTask SaveAsync()
    {
        var wanted = _account.Version;
        if (Interlocked.Read(ref _saved) >= wanted)
        {
            return;
        }

        // Not cancellable: the change has happened, and a caller that goes away must not leave it unsaved.
        await _gate.WaitAsync();
        SaveAndRelease(wanted);
    }

    /// <summary>Saves what is not saved yet.</summary>
    public void Dispose()
    {
        Save();
        _gate.Dispose();
    }

    private void SaveAndRelease(long wanted)
    {
        try
        {
            if (_saved < wanted)
            {
                var (version, users) = _account.Snapshot();
                Replace(users);
                Interlocked.Exchange(ref _saved, version);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Replace(SimulatedUser[] users)
    {
        _buffer.ResetWrittenCount();
        Write(_buffer, users);
        if (Path.GetDirectoryName(_path) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        DeleteLeftovers();
        var temp = $"{_path}.{RandomNumberGenerator.GetHexString(TemporaryDigits, lowercase: true)}{TemporarySuffix}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (var file = new FileStream(temp, options))
            {
                file.Write(_buffer.WrittenSpan);
            }

            File.Move(temp, _path, overwrite: true);
        }
        catch
        {
            TryDelete(temp);
            throw;
        }
    }

    // Of processes that were killed in the middle of a save. Whoever shares the file has its turn now, so none of them is in use.
    private void DeleteLeftovers()
    {
        if (!_isTidy)
        {
            _isTidy = true;
            var names = $"{Path.GetFileName(_path)}.{new string('?', TemporaryDigits)}{TemporarySuffix}";
            foreach (var left in Directory.GetFiles(Path.GetDirectoryName(_path) ?? "/", names))
            {
                TryDelete(left);
            }
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception stays) when (stays is IOException or UnauthorizedAccessException)
        {
            // Another user's: it is in nobody's way.
        }
    }

    private static void Write(ArrayBufferWriter<byte> buffer, SimulatedUser[] users)
    {
        using var json = new Utf8JsonWriter(buffer, Readable);
        json.WriteStartObject();
        json.WriteString("format"u8, Format);
        json.WriteStartArray("users"u8);
        foreach (var user in users)
        {
            json.WriteStartObject();
            json.WriteNumber("extension"u8, user.Extension);
            json.WriteString("name"u8, user.Name);
            json.WriteString("phone"u8, user.Phone);
            JsonBody.WriteShift(json, user);
            JsonBody.WriteNotify(json, user);
            if (user.AgentId is { } id)
            {
                json.WriteString("agent_id"u8, id);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static List<SimulatedUser> Load(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new InvalidDataException($"{path} is larger than {MaxBytes / 1024 / 1024} MiB and cannot be the simulator's data.");
        }

        return Parse(File.ReadAllBytes(path))
            ?? throw new InvalidDataException($"{path} is not the simulator's data ({Format}) or is damaged; move it away to start empty.");
    }

    /// <summary>Null where the text is not ours. Says no more than that: a parser's own words could quote the file.</summary>
    private static List<SimulatedUser>? Parse(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.GetProperty("format"u8).ValueEquals(Format)
                ? [.. root.GetProperty("users"u8).EnumerateArray().Select(UserOf)]
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static SimulatedUser UserOf(JsonElement row) =>
        new(row.GetProperty("extension"u8).GetInt32(), TextOf(row.GetProperty("name"u8)), TextOf(row.GetProperty("phone"u8)))
        {
            StartTime = row.TryGetProperty("start_time"u8, out var start) ? start.GetInt32() : null,
            EndTime = row.TryGetProperty("end_time"u8, out var end) ? end.GetInt32() : null,
            Notify = row.TryGetProperty("notify"u8, out var notify) ? notify.GetBoolean() : null,
            AgentId = row.TryGetProperty("agent_id"u8, out var id) ? TextOf(id) : null,
        };

    private static string TextOf(JsonElement value) => value.GetString() ?? throw new FormatException();
}
