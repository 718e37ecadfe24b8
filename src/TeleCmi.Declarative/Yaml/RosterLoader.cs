using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>A roster, or why there is none.</summary>
/// <param name="Roster">Null where any diagnostic is an error.</param>
/// <param name="Diagnostics">All problems by position: 100 at most, then one with the number of the rest.</param>
public sealed record RosterLoadResult(Roster? Roster, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads and checks agents.yaml: pure, no variable is expanded and no file opened.</summary>
public static class RosterLoader
{
    /// <summary>Reads a roster. Never throws for what the content holds.</summary>
    /// <param name="file">The file, as the user named it; <c>-</c> for standard input.</param>
    /// <param name="content">UTF-8, 8 MiB at most; more is one diagnostic.</param>
    /// <param name="strict">Warnings are errors, but for those that the roster's policy allows.</param>
    public static RosterLoadResult Load(string file, ReadOnlyMemory<byte> content, bool strict = false)
        => Load(file, content, Generations.Default, strict);

    /// <summary>Reads a roster of a generation.</summary>
    internal static RosterLoadResult Load(string file, ReadOnlyMemory<byte> content, Generation generation, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(file);
        var problems = new DiagnosticList();
        Roster? roster = null;
        if (RosterText.Decode(file, content.Span, problems) is { } text)
        {
            var root = YamlReader.Read(file, text, problems);
            if (root is not null and not ScalarNode { IsNull: true })
            {
                roster = new RosterMapper(file, generation, problems).Map(root);
            }
            else if (!problems.HasErrors)
            {
                problems.Add(RosterProblem.EmptyFile(file));
            }
        }

        if (strict)
        {
            problems.Tighten(roster is null ? [] : roster.Policy.AllowedWarnings);
        }

        return new RosterLoadResult(problems.HasErrors ? null : roster, problems.Sorted(file));
    }
}
