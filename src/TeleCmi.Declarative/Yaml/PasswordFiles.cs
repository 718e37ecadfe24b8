using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>A password from a file, or why there is none; exactly one is set.</summary>
/// <param name="Password">May still break a rule for passwords.</param>
/// <param name="Problem">Names the path only.</param>
public sealed record PasswordFileResult(Secret? Password, Diagnostic? Problem);

/// <summary>
/// Reads the passwords of <c>{ file: PATH }</c>. With every link followed, a file must lie under the roster's folder, /run/secrets or one
/// more folder that the user names.
/// </summary>
public sealed class PasswordFiles
{
    private const int MaximumBytes = 4096;

    private readonly string _home;
    private readonly string[] _folders;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="rosterFile">The roster as named; relative paths begin at its folder, for <c>-</c> at the current one.</param>
    /// <param name="secretsFolder">One more folder that may hold passwords, or null.</param>
    public PasswordFiles(string rosterFile, string? secretsFolder = null)
    {
        ArgumentNullException.ThrowIfNull(rosterFile);
        _home = rosterFile == RosterFile.StandardInput || Path.GetDirectoryName(rosterFile) is not { Length: > 0 } folder ? "." : folder;
        _folders = secretsFolder is null ? [_home, "/run/secrets"] : [_home, "/run/secrets", secretsFolder];
    }

    /// <summary>Reads one password: at most 4 KiB of UTF-8, one final line break dropped. Never blocks.</summary>
    public PasswordFileResult Read(PasswordSource.File source)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            var real = RealPath.Of(Path.Combine(_home, source.Path));
            if (!_folders.Any(folder => RealPath.IsWithin(real, RealPath.Of(folder))))
            {
                return new PasswordFileResult(null, RosterProblem.PasswordFileOutside(source.Position, source.Path));
            }

            using var stream = RegularFile.Open(real);
            if (stream is null or { Length: 0 })
            {
                return new PasswordFileResult(null, RosterProblem.PasswordFileUnreadable(source.Position, source.Path));
            }

            return BoundedRead.All(stream, MaximumBytes) is { } content && System.Text.Unicode.Utf8.IsValid(content)
                ? new PasswordFileResult(Text(content), null)
                : new PasswordFileResult(null, RosterProblem.PasswordFileContent(source.Position, source.Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new PasswordFileResult(null, RosterProblem.PasswordFileUnreadable(source.Position, source.Path));
        }
    }

    private static Secret Text(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[Encoding.UTF8.Preamble.Length..];
        }

        return new Secret(FinalLineBreak.Drop(Encoding.UTF8.GetString(content)));
    }
}
