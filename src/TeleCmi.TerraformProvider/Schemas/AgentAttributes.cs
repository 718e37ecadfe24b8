using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace TeleCmi.TerraformProvider.Schemas;

/// <summary>The fields of an agent as attributes: those of the table of the generation, under their own keys.</summary>
internal static class AgentAttributes
{
    /// <summary>The fields of the account's generation.</summary>
    public static AgentSchema Schema => Generations.Default.Schema;

    /// <summary>As inputs; what is left out is not managed.</summary>
    public static ImmutableArray<SchemaAttribute> Inputs { get; } = [.. Schema.Fields.Select(Input)];

    /// <summary>As the service shows them.</summary>
    public static ImmutableArray<SchemaAttribute> Seen { get; } = [.. Schema.Fields.Select(field
        => new SchemaAttribute(field.Key, TypeOf(field.Kind), AttributeUse.Computed, field.Description))];

    /// <summary>The object type of an agent, as the protocol spells types: the fields, and what else is given.</summary>
    public static string ObjectType(params IEnumerable<(string Name, string Type)> others)
    {
        var members = Schema.Fields
            .Select(field => (Name: field.Key, Type: ((AttributeType.Primitive)TypeOf(field.Kind)).Name)).Concat(others);
        return $"[\"object\",{{{string.Join(',', members.Select(one => $"\"{one.Name}\":\"{one.Type}\""))}}}]";
    }

    private static SchemaAttribute Input(AgentField field) => field.Is(FieldUse.Required)
        ? new SchemaAttribute(field.Key, TypeOf(field.Kind), AttributeUse.Required, field.Description)
        : new SchemaAttribute(
            field.Key, TypeOf(field.Kind), AttributeUse.Optional | AttributeUse.Computed,
            $"{field.Description} Left out, it is not managed: the value in force is kept.");

    private static AttributeType TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Hour => AttributeType.Number,
        FieldKind.Switch => AttributeType.Flag,
        _ => AttributeType.Text,
    };
}
