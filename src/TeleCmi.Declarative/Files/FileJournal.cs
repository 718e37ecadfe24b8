using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;


namespace TeleCmi.Declarative.Files;

/// <summary>
/// The journal file of one run, kept open. Lines are not synced: losing them never changes the end result, and a sync per line would
/// make a run slower with every agent.
/// </summary>
internal sealed class FileJournal : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;

    private FileJournal(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Starts an empty one; an old one, also a link, is unlinked.</summary>
    /// <exception cref="StateException">STA010.</exception>
    public static FileJournal Start(string path)
    {
        try
        {
            File.Delete(path);
            return new FileJournal(path, DurableFile.CreateNew(path, DurableFile.OwnerOnly));
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw new StateException(StateFileFaults.JournalUnwritable(path, e));
        }
    }

    /// <exception cref="StateException">STA010.</exception>
    public void Append(JournalEntry entry)
    {
        try
        {
            // One write a line, unbuffered: whatever is written is with the kernel, and survives the process.
            _file.Write(JournalFormat.Write(entry));
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw new StateException(StateFileFaults.JournalUnwritable(_path, e));
        }
    }

    /// <summary>The lines of a run; none where there is no journal.</summary>
    /// <exception cref="StateException">STA011.</exception>
    public static IReadOnlyList<JournalEntry> Read(string path, string run, AgentSchema schema)
    {
        try
        {
            return JournalFormat.Read(RegularFile.ReadUpTo(path, StateFormat.MaximumBytes, follow: false), run, schema);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw new StateException(StateFileFaults.JournalUnreadable(path, e));
        }
    }

    public void Dispose() => _file.Dispose();
}
