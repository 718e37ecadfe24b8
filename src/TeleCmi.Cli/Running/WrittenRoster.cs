using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Reports;

namespace TeleCmi.Cli.Running;

/// <summary>The roster's file, which follows what an import saw.</summary>
internal sealed class WrittenRoster(CommandRun run, Roster roster, ReadOnlyMemory<byte> content, RosterLayout layout)
{
    /// <summary>What was written, for people; empty where nothing was asked for.</summary>
    public string Told { get; private set; } = "";

    /// <summary>Edits the file; where that can't be, it is as it was, and the entries are printed.</summary>
    public Failure? Follow(ImportResult result)
    {
        var additions = result.Additions;
        if (additions.IsEmpty && result.Updates.IsEmpty)
        {
            Told = $"{Shell.Quote(roster.File)} says what the account has: nothing to write.\n";
            return null;
        }

        if (!RosterEdit.Of(roster, content, result.Updates, additions).Is(out var edited, out var failure))
        {
            if (run.IsText)
            {
                run.Print(layout.Appended(additions));
            }

            return failure;
        }

        Told = Tell(result.Updates, additions);
        return RosterFile.Replace(roster.File, content, edited) is { } unwritten ? Failure.Of(unwritten) : null;
    }

    private string Tell(ImmutableArray<EntryUpdate> updates, ImmutableArray<RecordedAgent> additions)
    {
        var told = new StringBuilder($"Wrote {Shell.Quote(roster.File)}:\n");
        foreach (var agent in additions)
        {
            told.Append($"  + {agent.Extension} {Shown.Quoted(agent.Name ?? "")}  new entry\n");
        }

        foreach (var update in updates)
        {
            var fields = string.Join(", ", update.Fields.Select(field => field.Key));
            told.Append($"  ~ {update.Before.Extension} {Shown.Quoted(update.After.Name)}  {fields}\n");
        }

        return told.ToString();
    }
}
