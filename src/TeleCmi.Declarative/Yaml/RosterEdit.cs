using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// Edits a roster in its text: lines that say nothing of what changes stay as they are. What comes out is read, and given back only where
/// it says what it should.
/// </summary>
public static class RosterEdit
{
    /// <summary>The content with entries brought to what the account has, and with new ones.</summary>
    /// <param name="roster">As it was loaded.</param>
    /// <param name="content">What it was loaded from.</param>
    /// <param name="updates">Of entries that are there.</param>
    /// <param name="additions">Users whom an entry can say.</param>
    public static Result<ReadOnlyMemory<byte>> Of(
        Roster roster, ReadOnlyMemory<byte> content, ImmutableArray<EntryUpdate> updates, ImmutableArray<RecordedAgent> additions)
    {
        ArgumentNullException.ThrowIfNull(roster);
        var layout = RosterLayout.Of(roster.File, content);
        var edits = new TextEdits(layout.Text);
        foreach (var update in updates)
        {
            Update(layout, edits, update);
        }

        Add(layout, edits, additions);
        var hasMark = content.Span.StartsWith(Encoding.UTF8.Preamble);
        byte[] edited = [.. hasMark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(edits.Apply())];
        return Says(edited, roster, updates, additions) ? new ReadOnlyMemory<byte>(edited) : Failure.Of(
            "roster_not_edited", $"{roster.File} is written in a way in which it can't be edited safely; it is as it was.",
            "Run it without --write, and edit the entries yourself: `telecmi plan` shows what differs.");
    }

    private static void Update(RosterLayout layout, TextEdits edits, EntryUpdate update)
    {
        var entry = new EntryEdit(layout, edits, Entry(layout, update.Before.Extension));
        var hours = update.Fields.Where(field => field.Kind == FieldKind.Hour).ToList();
        var after = update.After.Values;
        if (hours.Count > 0 && after is { StartTime: { } start, EndTime: { } end } && entry.TakesHoursTogether)
        {
            entry.SetShift(start, end);
        }
        else
        {
            hours.ForEach(field => entry.Set(field, field.Get(after)!));
        }

        foreach (var field in update.Fields.Except(hours))
        {
            entry.Set(field, field.Get(after)!);
        }
    }

    private static MappingNode Entry(RosterLayout layout, int extension)
        => layout.List.Items.OfType<MappingNode>().First(
            item => item.Find("extension") is ScalarNode own && int.TryParse(own.Text, out var number) && number == extension);

    private static void Add(RosterLayout layout, TextEdits edits, ImmutableArray<RecordedAgent> additions)
    {
        if (additions.IsEmpty)
        {
            return;
        }

        var (text, list, style) = (layout.Text, layout.List, layout.Style);
        if (list.Items.Count == 0)
        {
            var colon = text.IndexOf(':', layout.Key.End) + 1;
            edits.Replace(text.AsSpan(colon..list.Start).IsWhiteSpace() ? colon : list.Start, list.End, "");
        }

        var entries = layout.Entries(additions)[..^style.LineBreak.Length];
        edits.Insert(layout.EndOfList(), $"{(style.IsSpaced ? style.LineBreak : "")}{style.LineBreak}{entries}");
    }

    // The proof: whatever the layout was, the edited file says what was wanted, and of everything else what it said before.
    private static bool Says(
        byte[] edited, Roster before, ImmutableArray<EntryUpdate> updates, ImmutableArray<RecordedAgent> additions)
    {
        var updated = updates.ToDictionary(update => update.Before.Extension, update => update.After);
        var added = additions.ToDictionary(agent => agent.Extension);
        return RosterLoader.Load(before.File, edited, before.Generation).Roster is { } after
            && Equals(after.AppId, before.AppId) && Equals(after.Secret, before.Secret) && Same(after.Policy, before.Policy)
            && after.Agents.Length == before.Agents.Length + additions.Length
            && after.Agents.All(entry => added.TryGetValue(entry.Extension, out var agent) ? Says(entry, agent)
                : before.Find(entry.Extension) is { } old && Same(entry, updated.GetValueOrDefault(entry.Extension) ?? old));
    }

    private static bool Same(RosterPolicy one, RosterPolicy other)
        => one with { MinimumOnDuty = [], AllowedWarnings = [] } == other with { MinimumOnDuty = [], AllowedWarnings = [] }
        && one.MinimumOnDuty.SequenceEqual(other.MinimumOnDuty) && one.AllowedWarnings.SequenceEqual(other.AllowedWarnings);

    private static bool Same(RosterAgent one, RosterAgent other)
        => one.Values == other.Values && one.Protected == other.Protected
        && (one.Password?.IsWrittenLike(other.Password) ?? other.Password is null);

    // What the service does not show may come from the defaults.
    private static bool Says(RosterAgent entry, RecordedAgent agent)
        => entry.Password is PasswordSource.Text password && password.Template.SourceText == EntryText.Password(agent.Extension)
        && agent.Values.Schema.Fields.All(field => EntryRules.Said(field, agent) is not { } shown
            || (field.Get(entry.Values) is { } said && field.Same(said, shown)))
        && (entry.Protected == true || !agent.Protected);
}
