using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Singles;

namespace TeleCmi.Declarative.Files;

/// <summary>
/// The ledger of a deployment on disk: a folder named by it, in which each process appends to a file of its own and holds the lock beside
/// that as long as it lives. So nobody asks whether a process id is still the same process, and what a dead one left counts no more.
/// </summary>
internal sealed class LedgerFolder : ILedgerStore
{
    private const string LockEnding = ".lock";
    private const string LinesEnding = ".lines";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _root;
    private readonly string _folder;
    private readonly string _name;
    private readonly FileLock _life;
    private readonly FileStream _lines;
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);

    private LedgerFolder(string root, string folder, string name, FileLock life, FileStream lines)
        => (_root, _folder, _name, _life, _lines) = (root, folder, name, life, lines);

    /// <summary>Joins a deployment, and sweeps away what dead ones left.</summary>
    /// <param name="root">Where all deployments keep theirs.</param>
    /// <param name="deployment">What names it.</param>
    /// <exception cref="LedgerException">The ledger can't be kept there.</exception>
    public static LedgerFolder Open(string root, string deployment) => Told(root, () =>
    {
        using var door = Enter(root);
        Sweep(root);
        var folder = Path.Join(root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deployment)))[..16]);
        Directory.CreateDirectory(Path.Join(folder, "held"));
        var name = Path.Join(folder, Guid.NewGuid().ToString("N"));
        var life = Take(name + LockEnding);
        return new LedgerFolder(root, folder, name, life, DurableFile.CreateNew(name + LinesEnding, DurableFile.OwnerOnly));
    });

    public async Task<IDisposable> LockAsync(string account, int extension, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Told(_folder, () => FileLock.TryTake(Path.Join(_folder, "held", $"{account}-{extension}"))) is { } taken)
            {
                return taken;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public void Append(LedgerLine line) => Told(_folder, () =>
    {
        lock (_lines)
        {
            _lines.Write(LedgerFormat.Write(line));
            _lines.Flush();
            return true;
        }
    });

    public LedgerNews Read() => Told(_folder, () =>
    {
        var lines = new List<(string, LedgerLine)>();
        var living = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder, "*" + LockEnding))
        {
            var writer = file[..^LockEnding.Length];
            if (writer != _name && FileLock.IsHeld(file))
            {
                living.Add(writer);
                lines.AddRange(News(writer).Select(line => (writer, line)));
            }
        }

        foreach (var dead in _read.Keys.Where(writer => !living.Contains(writer)).ToList())
        {
            _read.Remove(dead);
        }

        return new LedgerNews(lines, living);
    });

    public void Dispose()
    {
        try
        {
            using var door = Enter(_root);
            _lines.Dispose();
            _life.Dispose();
            Sweep(_root);
        }
        catch (Exception fault) when (FileFault.Is(fault) || fault is LedgerException)
        {
            // The next process sweeps.
        }
    }

    // Whole lines only: the writer may be at one.
    private List<LedgerLine> News(string writer)
    {
        var path = writer + LinesEnding;
        if (!File.Exists(path))
        {
            return []; // its lock comes first
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var start = _read.GetValueOrDefault(writer);
        var bytes = new byte[RandomAccess.GetLength(file) - start];
        var length = RandomAccess.Read(file, bytes, start);
        var end = bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
        _read[writer] = start + end;

        var found = new List<LedgerLine>();
        for (var from = 0; from < end;)
        {
            var size = bytes.AsSpan(from, end - from).IndexOf((byte)'\n');
            found.Add(LedgerFormat.Read(bytes.AsMemory(from, size)));
            from += size + 1;
        }

        return found;
    }

    // Only with the door closed: nobody joins meanwhile.
    private static void Sweep(string root)
    {
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            var isAlive = false;
            foreach (var file in Directory.EnumerateFiles(folder, "*" + LockEnding))
            {
                if (FileLock.IsHeld(file))
                {
                    isAlive = true;
                }
                else
                {
                    DurableFile.TryDelete(file);
                    DurableFile.TryDelete(file[..^LockEnding.Length] + LinesEnding);
                }
            }

            if (!isAlive)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static FileLock Enter(string root) => Take(Path.Join(root, "door"));

    private static FileLock Take(string path)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            if (FileLock.TryTake(path) is { } taken)
            {
                return taken;
            }

            Thread.Sleep(Pause);
        }

        throw new LedgerException($"another process holds {path}");
    }

    private static T Told<T>(string place, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw new LedgerException($"{place}: {FileFault.Describe(fault)}");
        }
        catch (JsonException)
        {
            throw new LedgerException($"{place} holds a file that is none of ours");
        }
    }
}
