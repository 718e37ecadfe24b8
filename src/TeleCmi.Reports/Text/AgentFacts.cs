using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Text;

/// <summary>What tells a person whom a line is about: phone, shift, and what is switched on.</summary>
internal static class AgentFacts
{
    /// <summary>Of values.</summary>
    public static ImmutableArray<string> Of(AgentValues values, Style style)
        => Of([.. values.Schema.Fields.Select(field => (field.Key, field.Get(values)))], style);

    /// <summary>Of what a change sends.</summary>
    public static ImmutableArray<string> Of(Change change, Style style)
        => Of([.. change.Fields.Select(field => (field.Field, field.After))], style);

    private static ImmutableArray<string> Of(ImmutableArray<(string Key, FieldValue? Value)> fields, Style style)
    {
        var (start, end) = (Find(AgentFields.StartTime), Find(AgentFields.EndTime));
        var isShift = start is not null && end is not null;
        return [.. fields.Where(field => field.Value is not null && field.Key != Fields.Name).Select(Told).OfType<string>()];

        FieldValue? Find(AgentField wanted) => fields.FirstOrDefault(field => field.Key == wanted.Key).Value;

        string? Told((string Key, FieldValue? Value) field) => field.Value switch
        {
            FieldValue.Flag flag => flag.Value ? field.Key : null,
            FieldValue.Text text when field.Key == Fields.Phone => style.Phone(text.Value),
            _ when isShift && field.Key == AgentFields.StartTime.Key => $"{style.Value(field.Key, start)}-{style.Value(field.Key, end)}",
            _ when isShift && field.Key == AgentFields.EndTime.Key => null,
            var value => $"{field.Key}: {style.Value(field.Key, value)}",
        };
    }
}
