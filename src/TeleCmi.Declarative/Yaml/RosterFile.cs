using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;

namespace TeleCmi.Declarative.Yaml;

/// <summary>The bytes of a roster, or why there are none.</summary>
/// <param name="Content">At most 8 MiB and one byte, so that <see cref="RosterLoader"/> can tell that it is too large.</param>
/// <param name="Problem">Null where the content was read.</param>
public sealed record RosterFileResult(ReadOnlyMemory<byte> Content, Diagnostic? Problem);

/// <summary>Finds and reads the roster on disk.</summary>
public static class RosterFile
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>What a roster may have.</summary>
    public const int MaximumBytes = RosterText.MaximumBytes;

    /// <summary>Reads a roster. Never blocks on a pipe that someone put in its place.</summary>
    /// <param name="path">A path, or <c>-</c>.</param>
    /// <param name="stdin">Standard input; read only for <c>-</c>.</param>
    public static RosterFileResult Read(string path, Stream stdin)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(stdin);
        try
        {
            if (path == StandardInput)
            {
                return new RosterFileResult(BoundedRead.UpTo(stdin, RosterText.MaximumBytes + 1), null);
            }

            using var stream = RegularFile.Open(path);
            return stream switch
            {
                null => new RosterFileResult(default, RosterProblem.FileNotRegular(path)),
                // Not read: files of /proc say so, and hold something.
                { Length: 0 } => new RosterFileResult(default, null),
                _ => new RosterFileResult(BoundedRead.UpTo(stream, RosterText.MaximumBytes + 1), null),
            };
        }
        catch (FileNotFoundException)
        {
            return new RosterFileResult(default, RosterProblem.FileMissing(path, Neighbour(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new RosterFileResult(default, RosterProblem.FileUnreadable(path));
        }
    }

    /// <summary>
    /// Replaces a roster that still is what was read, whole or not at all. Its mode and a link that leads to it are kept.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Its content when it was read.</param>
    /// <param name="content">Its new content.</param>
    /// <returns>Null where it is written; the file is as it was else.</returns>
    public static Diagnostic? Replace(string path, ReadOnlyMemory<byte> read, ReadOnlyMemory<byte> content)
    {
        ArgumentNullException.ThrowIfNull(path);
        var now = Read(path, Stream.Null);
        if (now.Problem is not null || !now.Content.Span.SequenceEqual(read.Span))
        {
            return Diagnostic.Error(
                "roster_changed", $"{path} has changed since it was read; it is as it is now, and nothing was recorded.", "Run it again.");
        }

        try
        {
            DurableFile.Replace(RealPath.Of(path), content.Span);
            return null;
        }
        catch (Exception unwritten) when (FileFault.Is(unwritten))
        {
            return Diagnostic.Error(
                "not_written", $"{path} can't be written: {FileFault.Describe(unwritten)}. Nothing was recorded.",
                "Check the permissions of the file and its folder.");
        }
    }

    /// <summary>
    /// For the modes that review rosters of strangers: refuses a roster that is no regular file, or leaves, through a link, the git work
    /// tree or, where there is none, its own folder. Standard input passes.
    /// </summary>
    /// <param name="path">A path, or <c>-</c>.</param>
    /// <returns>Null where the roster may be read.</returns>
    public static Diagnostic? CheckContained(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path == StandardInput)
        {
            return null;
        }

        try
        {
            using var stream = RegularFile.Open(path);
            return stream is null ? RosterProblem.FileNotRegular(path)
                : Containment.Holds(path) ? null
                : RosterProblem.FileOutside(path);
        }
        catch (FileNotFoundException)
        {
            return RosterProblem.FileMissing(path, Neighbour(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return RosterProblem.FileUnreadable(path);
        }
    }

    // The other of the two usual extensions.
    private static string? Neighbour(string path) => Path.GetExtension(path) switch
    {
        ".yaml" => Path.ChangeExtension(path, ".yml"),
        ".yml" => Path.ChangeExtension(path, ".yaml"),
        _ => null,
    } is { } other && File.Exists(other) ? other : null;
}
