using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Reads where a password comes from.</summary>
internal sealed class PasswordMapper(Values values, DiagnosticList problems)
{
    /// <summary>The source; what to write instead of a text names the variable that the agent's would be.</summary>
    public PasswordSource? Map(YamlNode node, int? extension)
    {
        if (node is MappingNode)
        {
            return File(node);
        }

        // A comment behind one whole reference cuts nothing off; behind anything else nobody can tell what was meant.
        if (node is ScalarNode { IsCutByComment: true } cut && TemplateParser.Parse(cut.Text, node.At) is not { IsReference: true })
        {
            return problems.Report<PasswordSource>(RosterProblem.CommentInPassword(node.At));
        }

        if (values.Template(node, "`password`") is not { } template)
        {
            return null;
        }

        if (template.IsLiteral)
        {
            Add(PasswordRules.Check(template.Literal!) is { } problem ? RosterProblem.At(node.At, problem)
                : VariableName.IsForeign(template.SourceText) ? RosterProblem.BareVariable(node.At)
                : RosterProblem.LiteralPassword(node.At));
        }
        else if (template.Expand(_ => null) is { Value.IsEmpty: false })
        {
            // Where no variable is set, what stands behind `:-` is the password.
            Add(RosterProblem.LiteralPassword(node.At));
        }

        return new PasswordSource.Text(template, node.At);

        void Add(Diagnostic problem) => problems.Add(extension is not { } known ? problem : problem with
        {
            Hint = problem.Hint?.Replace("${NAME}", EntryText.Password(known), StringComparison.Ordinal),
        });
    }

    private PasswordSource.File? File(YamlNode node)
    {
        if (values.Mapping(node, "`password`", KeySet.PasswordFile) is not { } fields)
        {
            return null;
        }

        if (fields.Lacks("file"))
        {
            problems.Add(RosterProblem.WrongType(node.At, "`password`", "a text or `{ file: PATH }`", "a mapping without `file`", null));
        }

        return fields["file"] is { } path && values.Text(path, "`file`") is { } text ? new PasswordSource.File(text, node.At) : null;
    }
}
