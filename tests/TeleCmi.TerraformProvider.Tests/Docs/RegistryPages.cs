using System.Collections.Immutable;
using System.Text;
using TeleCmi.TerraformProvider.Schemas;

namespace TeleCmi.TerraformProvider.Tests.Docs;

/// <summary>The pages of the provider as Terraform's registry takes them, made from the schema and the examples.</summary>
internal static class RegistryPages
{
    /// <summary>Path under docs/, and content.</summary>
    public static IEnumerable<(string Path, string Content)> All(Func<string, string> example)
    {
        yield return ("index.md", Page("telecmi Provider", ProviderSchemas.Provider, example("roster/main.tf"), ""));
        yield return ("resources/roster.md", Page("telecmi_roster", ProviderSchemas.Roster, example("roster/main.tf"),
            "## Import\n\nA roster needs no import: who exists already is taken over, and the plan names them.\n"));
        yield return ("resources/agent.md", Page("telecmi_agent", ProviderSchemas.Agent, example("agents/main.tf"),
            "## Import\n\nBy the extension, or with the account:\n\n```sh\nterraform import telecmi_agent.lead 101\n"
            + "terraform import telecmi_agent.lead 101_1111112\n```\n"));
        yield return ("data-sources/agents.md", Page("telecmi_agents", ProviderSchemas.Agents, example("import/main.tf"), ""));
        foreach (var function in ProviderSchemas.Functions)
        {
            yield return ($"functions/{function.Name}.md", Page(function));
        }
    }

    private static string Page(string title, SchemaBlock block, string example, string more)
    {
        var kind = title.EndsWith("Provider", StringComparison.Ordinal) ? ""
            : block == ProviderSchemas.Agents ? " (Data Source)" : " (Resource)";
        var page = Front($"{title}{kind}", block.Description)
            .Append($"# {title}{kind}\n\n{block.Description}\n\n## Example Usage\n\n```terraform\n{example.Trim()}\n```\n\n## Schema\n");
        Attributes(page, block.Attributes, "###");
        foreach (var attribute in block.Attributes)
        {
            Nested(page, attribute);
        }

        return page.Append(more.Length > 0 ? $"\n{more}" : "").ToString();
    }

    private static string Page(SchemaFunction function) => Front($"{function.Name} function", function.Summary)
        .Append($"# function: {function.Name}\n\n{function.Summary} {function.Description}\n\n")
        .Append($"## Signature\n\n```text\n{function.Name}({function.Parameter})\n```\n\n")
        .Append($"## Arguments\n\n1. `{function.Parameter}`: {function.ParameterDescription}\n\n")
        .Append($"## Return Type\n\n```json\n{function.ReturnType}\n```\n").ToString();

    private static StringBuilder Front(string title, string description) => new StringBuilder("---\n")
        .Append($"page_title: \"{title}\"\nsubcategory: \"\"\ndescription: |-\n  {description}\n---\n\n");

    private static void Attributes(StringBuilder page, IEnumerable<SchemaAttribute> attributes, string level)
    {
        (string Heading, AttributeUse Use)[] parts =
            [("Required", AttributeUse.Required), ("Optional", AttributeUse.Optional), ("Read-Only", AttributeUse.Computed)];
        foreach (var (heading, use) in parts)
        {
            var own = attributes.Where(one => Heading(one) == use).ToList();
            if (own.Count > 0)
            {
                page.Append($"\n{level} {heading}\n\n").AppendJoin("", own.Select(Line));
            }
        }
    }

    private static AttributeUse Heading(SchemaAttribute attribute) => attribute.Use.HasFlag(AttributeUse.Required) ? AttributeUse.Required
        : attribute.Use.HasFlag(AttributeUse.Optional) ? AttributeUse.Optional : AttributeUse.Computed;

    private static string Line(SchemaAttribute attribute)
    {
        string[] marks = [attribute.IsSensitive ? ", Sensitive" : "", attribute.IsWriteOnly ? ", Write-only" : ""];
        var see = !Members(attribute).IsEmpty ? $" (see [below](#nestedatt--{attribute.Name}))" : "";
        return $"- `{attribute.Name}` ({TypeOf(attribute.Type)}{string.Concat(marks)}) {attribute.Description}{see}\n";
    }

    private static void Nested(StringBuilder page, SchemaAttribute attribute)
    {
        if (!Members(attribute).IsEmpty)
        {
            page.Append($"\n<a id=\"nestedatt--{attribute.Name}\"></a>\n### Nested Schema for `{attribute.Name}`\n");
            Attributes(page, Members(attribute), "####");
        }
    }

    private static ImmutableArray<SchemaAttribute> Members(SchemaAttribute attribute) => attribute.Type switch
    {
        AttributeType.NestedMap map => map.Members,
        AttributeType.NestedSingle single => single.Members,
        _ => [],
    };

    private static string TypeOf(AttributeType type) => type switch
    {
        AttributeType.Primitive { Name: "bool" } => "Boolean",
        AttributeType.Primitive { Name: "number" } => "Number",
        AttributeType.Primitive => "String",
        AttributeType.MapOf map => $"Map of {TypeOf(map.Element)}",
        AttributeType.NestedMap => "Attributes Map",
        _ => "Attributes",
    };
}
