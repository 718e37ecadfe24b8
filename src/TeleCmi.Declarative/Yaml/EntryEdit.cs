using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Edits of one entry, in the way in which it is written.</summary>
internal sealed class EntryEdit(RosterLayout layout, TextEdits edits, MappingNode entry)
{
    /// <summary>
    /// True where the hours have a name, here or in the defaults: one of them alone would be an error then, or say nothing.
    /// </summary>
    public bool TakesHoursTogether => entry.Find(NamedShifts.Key) is not null || (
        !HasHours && layout.Root.Find("defaults") is MappingNode defaults && defaults.Find(NamedShifts.Key) is not null);

    private bool HasHours => (entry.Find(AgentFields.StartTime.Key) ?? entry.Find(AgentFields.EndTime.Key)) is not null;

    /// <summary>A value of its own, in the quotes of the old one.</summary>
    public void Set(AgentField field, FieldValue value)
    {
        if (entry.Find(field.Key) is ScalarNode old)
        {
            edits.Replace(old.Start, old.End, ScalarText.Of(field, value, old.Style));
        }
        else
        {
            AddBehind(Predecessor(field), Line(field, value));
        }
    }

    /// <summary>Both hours, in the place of a name.</summary>
    public void SetShift(int start, int end)
    {
        var (name, value) = entry.Entries.Find(one => one.Key.Text == NamedShifts.Key);
        var (first, last) = (FieldValue.Of(start)!, FieldValue.Of(end)!);
        if (name is null)
        {
            Set(AgentFields.StartTime, first);
            Set(AgentFields.EndTime, last);
            return;
        }

        edits.Replace(name.Start, value.End, Line(AgentFields.StartTime, first));
        AddBehind(value, Line(AgentFields.EndTime, last));
    }

    private string Line(AgentField field, FieldValue value)
        => $"{field.Key}: {ScalarText.Of(field, value, layout.Style.QuotesOf(field))}";

    private void AddBehind(YamlNode value, string line)
    {
        if (entry.IsFlow)
        {
            edits.Insert(value.End, $", {line}");
        }
        else
        {
            var indent = new string(' ', entry.Entries[0].Key.At.Column - 1);
            edits.Insert(LineText.EndOf(layout.Text, value.End), $"{layout.Style.LineBreak}{indent}{line}");
        }
    }

    // Where the documentation lists it.
    private YamlNode Predecessor(AgentField field)
    {
        var keys = KeySet.Agent.Keys;
        return keys.TakeWhile(key => key != field.Key).Reverse().Select(entry.Find).OfType<YamlNode>().First();
    }
}
