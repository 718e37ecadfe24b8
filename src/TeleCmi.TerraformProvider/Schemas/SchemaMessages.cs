using Google.Protobuf;
using TeleCmi.TerraformProvider.Protocol;

namespace TeleCmi.TerraformProvider.Schemas;

/// <summary>The schema as messages of the protocol.</summary>
internal static class SchemaMessages
{
    public static Schema Of(SchemaBlock block) => new()
    {
        Block = new Schema.Types.Block
        {
            Attributes = { block.Attributes.Select(Of) },
            Description = block.Description,
            DescriptionKind = StringKind.Markdown,
        },
    };

    public static Function Of(SchemaFunction function) => new()
    {
        Parameters =
        {
            new Function.Types.Parameter
            {
                Name = function.Parameter,
                Type = ByteString.CopyFromUtf8(function.ParameterType),
                Description = function.ParameterDescription,
                DescriptionKind = StringKind.Markdown,
            },
        },
        Return = new Function.Types.Return { Type = ByteString.CopyFromUtf8(function.ReturnType) },
        Summary = function.Summary,
        Description = function.Description,
        DescriptionKind = StringKind.Markdown,
    };

    private static Schema.Types.Attribute Of(SchemaAttribute attribute)
    {
        var message = new Schema.Types.Attribute
        {
            Name = attribute.Name,
            Description = attribute.Description,
            DescriptionKind = StringKind.Markdown,
            Required = attribute.Use.HasFlag(AttributeUse.Required),
            Optional = attribute.Use.HasFlag(AttributeUse.Optional),
            Computed = attribute.Use.HasFlag(AttributeUse.Computed),
            Sensitive = attribute.IsSensitive,
            WriteOnly = attribute.IsWriteOnly,
        };
        switch (attribute.Type)
        {
            case AttributeType.Primitive primitive:
                message.Type = ByteString.CopyFromUtf8($"\"{primitive.Name}\"");
                break;
            case AttributeType.MapOf map:
                message.Type = ByteString.CopyFromUtf8($"[\"map\",\"{map.Element.Name}\"]");
                break;
            case AttributeType.NestedMap nested:
                message.NestedType = Nested(nested.Members, Schema.Types.Object.Types.NestingMode.Map);
                break;
            case AttributeType.NestedSingle nested:
                message.NestedType = Nested(nested.Members, Schema.Types.Object.Types.NestingMode.Single);
                break;
            default:
                throw new InvalidOperationException("The types of an attribute are a closed set.");
        }

        return message;
    }

    private static Schema.Types.Object Nested(IEnumerable<SchemaAttribute> members, Schema.Types.Object.Types.NestingMode nesting)
        => new() { Attributes = { members.Select(Of) }, Nesting = nesting };
}
