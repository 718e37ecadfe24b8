using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Adopting;

/// <summary>An entry of a roster that is brought to what the account has.</summary>
/// <param name="Before">As it is, defaults applied.</param>
/// <param name="After">The same, but for values of the account that it manages and that an entry can say.</param>
public sealed record EntryUpdate(RosterAgent Before, RosterAgent After)
{
    /// <summary>What differs, at least one field.</summary>
    public IEnumerable<AgentField> Fields
        => Before.Values.Schema.Fields.Where(one => one.Get(Before.Values) != one.Get(After.Values));

    /// <summary>The update that follows an import; null where entry and account agree, or no entry can say in what they differ.</summary>
    internal static EntryUpdate? Of(RosterAgent entry, RecordedAgent record)
    {
        var values = entry.Values.Schema.Make(field => (field.Get(entry.Values), field.Get(record.Values)) switch
        {
            ({ } said, { } recorded) when !field.Same(said, recorded) && CanSay(field, recorded)
                => recorded is FieldValue.Text text ? FieldValue.Of(Nfc.Normalize(text.Value)) : recorded,
            var (said, _) => said,
        });

        // A shift that ends in the hour in which it starts is said by nobody.
        var after = values.StartTime != values.EndTime ? values
            : values with { StartTime = entry.Values.StartTime, EndTime = entry.Values.EndTime };
        return after == entry.Values ? null : new EntryUpdate(entry, entry with { Values = after });
    }

    private static bool CanSay(AgentField field, FieldValue value) => field.Kind switch
    {
        FieldKind.Phone => EntryRules.OfPhone(FieldValue.TextOf(value)) is null,
        FieldKind.Text => EntryRules.OfName(FieldValue.TextOf(value)) is null,
        _ => true,
    };
}
