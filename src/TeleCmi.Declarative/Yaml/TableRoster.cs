using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using YamlDotNet.Core;

namespace TeleCmi.Declarative.Yaml;

/// <summary>A value of a table.</summary>
/// <param name="Key">Of a roster's entry.</param>
/// <param name="Text">Null where what stands there has been reported.</param>
/// <param name="Column">1-based.</param>
public readonly record struct TableCell(string Key, string? Text, int Column);

/// <summary>A row of a table: an agent.</summary>
/// <param name="Number">1-based, as a spreadsheet counts.</param>
/// <param name="Cells">Of the columns that mean something.</param>
public sealed record TableRow(int Number, ImmutableArray<TableCell> Cells);

/// <summary>A roster made of a table. The loader judges its values, at the row and column where they stand.</summary>
/// <param name="Text">Read back by the loader; null where any diagnostic is an error, or a cell was reported before.</param>
/// <param name="Agents">How many entries it has.</param>
/// <param name="Passwords">Values of the variables that its entries name.</param>
/// <param name="Diagnostics">Line and column are row and column of the table.</param>
public sealed record TableRoster(
    string? Text, int Agents, ImmutableArray<(string Variable, Secret Value)> Passwords, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Makes the roster. Pure.</summary>
    /// <param name="file">The table, as the user named it.</param>
    /// <param name="appId">The account; null where the table does not name it.</param>
    /// <param name="rows">Each an agent.</param>
    public static TableRoster Of(string file, long? appId, IEnumerable<TableRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var generation = Generations.Default;
        var problems = new DiagnosticList();
        var passwords = ImmutableArray.CreateBuilder<(string, Secret)>();
        var list = new SequenceNode(new Position(file, 1, 1));
        var isWhole = true;
        foreach (var row in rows)
        {
            isWhole &= row.Cells.All(cell => cell.Text is not null);
            list.Items.Add(Entry(file, row, generation.Schema, problems));
            if (Password(file, row, problems) is { } password)
            {
                passwords.Add(password);
            }
        }

        var root = new MappingNode(list.At) { IsComplete = true };
        root.Entries.Add((new ScalarNode(list.At, "agents", ScalarStyle.Plain, isCutByComment: false), list));
        var roster = new RosterMapper(file, generation, problems).Map(root);
        return new TableRoster(
            problems.HasErrors || roster is null || !isWhole ? null : Written(generation, appId, roster.Agents),
            roster?.Agents.Length ?? 0, passwords.ToImmutable(), problems.Sorted(file));
    }

    private static MappingNode Entry(string file, TableRow row, AgentSchema schema, DiagnosticList problems)
    {
        var entry = new MappingNode(new Position(file, row.Number, 1)) { IsComplete = true };
        foreach (var cell in row.Cells.Where(cell => cell.Key != AgentSchema.Password))
        {
            var at = At(file, row, cell);
            var isRequired = cell.Key == "extension" || schema.Find(cell.Key)?.Is(FieldUse.Required) == true;
            YamlNode? value = cell.Text switch
            {
                null => new BrokenNode(at),
                "" when isRequired => Missing(at, cell.Key, problems),
                "" => null,

                // A table has no references: a dollar sign means itself.
                var text => new ScalarNode(
                    at, text.Replace("$", "$$", StringComparison.Ordinal), ScalarStyle.DoubleQuoted, isCutByComment: false),
            };
            if (value is not null)
            {
                entry.Entries.Add((new ScalarNode(at, cell.Key, ScalarStyle.Plain, isCutByComment: false), value));
            }
        }

        return entry;
    }

    private static BrokenNode Missing(Position at, string key, DiagnosticList problems)
    {
        problems.Add(RosterProblem.MissingKey(at, "agent", key));
        return new BrokenNode(at);
    }

    private static (string, Secret)? Password(string file, TableRow row, DiagnosticList problems)
    {
        var cell = row.Cells.FirstOrDefault(cell => cell.Key == AgentSchema.Password);
        if (cell.Text is not { Length: > 0 } password)
        {
            return null;
        }

        if (PasswordRules.Check(password) is { } problem)
        {
            problems.Add(RosterProblem.At(At(file, row, cell), problem));
        }

        var extension = row.Cells.FirstOrDefault(one => one.Key == "extension").Text;
        return int.TryParse(extension, System.Globalization.NumberStyles.None, null, out var number)
            ? (EntryText.Variable(number), new Secret(password))
            : null;
    }

    private static string Written(Generation generation, long? appId, ImmutableArray<RosterAgent> agents)
    {
        List<RecordedAgent> records = [.. agents.Select(agent => new RecordedAgent
        {
            Extension = agent.Extension,
            AgentId = "",
            Values = agent.Values,
            Protected = agent.Protected ?? false,
        })];
        var text = RosterWriter.Roster(generation, appId, records);
        return RosterWriter.ReadsBack(generation, text, records) ? text
            : throw new InvalidOperationException("A roster made of a table does not read back.");
    }

    private static Position At(string file, TableRow row, TableCell cell) => new(file, row.Number, cell.Column);
}
