using System.Collections.Immutable;

namespace TeleCmi.TerraformProvider.Schemas;

/// <summary>The type of an attribute. A closed set.</summary>
internal abstract record AttributeType
{
    private AttributeType()
    {
    }

    public static AttributeType Text { get; } = new Primitive("string");

    public static AttributeType Number { get; } = new Primitive("number");

    public static AttributeType Flag { get; } = new Primitive("bool");

    /// <summary>A string, a number or a bool, by the language's name.</summary>
    public sealed record Primitive(string Name) : AttributeType;

    /// <summary>A map of such.</summary>
    public sealed record MapOf(Primitive Element) : AttributeType;

    /// <summary>A map of objects, by key.</summary>
    public sealed record NestedMap(ImmutableArray<SchemaAttribute> Members) : AttributeType;

    /// <summary>One object.</summary>
    public sealed record NestedSingle(ImmutableArray<SchemaAttribute> Members) : AttributeType;
}

/// <summary>Who gives an attribute its value.</summary>
[Flags]
internal enum AttributeUse
{
    Required = 1,
    Optional = 2,
    Computed = 4,
}

/// <summary>One attribute: what Terraform is told of it, and what the docs say.</summary>
/// <param name="Name">As the program writes it.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Use">Who gives its value.</param>
/// <param name="Description">One or two sentences.</param>
internal sealed record SchemaAttribute(string Name, AttributeType Type, AttributeUse Use, string Description)
{
    /// <summary>Its value is not shown.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Its value is in no plan and no state.</summary>
    public bool IsWriteOnly { get; init; }
}

/// <summary>A provider, a resource or a data source.</summary>
/// <param name="Name">As the program writes it.</param>
/// <param name="Description">What it is.</param>
/// <param name="Attributes">In the order in which the docs list them.</param>
internal sealed record SchemaBlock(string Name, string Description, ImmutableArray<SchemaAttribute> Attributes);

/// <summary>A function.</summary>
/// <param name="Name">As the program writes it, behind <c>provider::telecmi::</c>.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Description">The rest.</param>
/// <param name="Parameter">Name of its one parameter.</param>
/// <param name="ParameterDescription">What that is.</param>
/// <param name="ParameterType">As the protocol spells types.</param>
/// <param name="ReturnType">As the protocol spells types.</param>
internal sealed record SchemaFunction(
    string Name, string Summary, string Description, string Parameter, string ParameterDescription, string ParameterType,
    string ReturnType);
