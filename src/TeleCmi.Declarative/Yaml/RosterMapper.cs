using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Turns the document's root into a roster.</summary>
internal sealed class RosterMapper(string file, Generation generation, DiagnosticList problems)
{
    private readonly Values _values = new(problems);

    public Roster? Map(YamlNode root)
    {
        if (root is SequenceNode)
        {
            _values.WrongType(root, "the roster", "a mapping of keys", "put `agents:` on a line above the list");
            return null;
        }

        if (_values.Mapping(root, "the roster", KeySet.Root) is not { } fields)
        {
            return null;
        }

        var appId = fields["appid"] is { } a ? AppId(a) : null;
        var secret = fields["secret"] is { } s ? Secret(s) : null;
        if (fields["api"] is { } api && _values.Text(api, "`api`") is { } spoken && spoken != generation.Name)
        {
            problems.Add(RosterProblem.UnknownWord(api.At, "`api`", $"`{generation.Name}`: this version speaks no other generation"));
        }

        var reader = new FieldReader(_values, problems);
        var schema = generation.Schema;
        var shifts = new NamedShifts(_values, problems);
        shifts.Read(fields);
        var defaults = fields["defaults"] is { } d && _values.Mapping(d, "`defaults`", KeySet.OfDefaults(schema)) is { } given
            ? AgentDefaults.Read(given, reader, shifts, schema)
            : AgentDefaults.None(schema);
        var policy = fields["policy"] is { } p && _values.Mapping(p, "`policy`", KeySet.Policy) is { } rules
            ? new PolicyMapper(_values, problems).Map(rules)
            : RosterPolicy.Default;
        var agents = Agents(fields, new AgentMapper(generation, _values, reader, shifts, problems, defaults));
        CheckPasswordVariables(agents, secret);
        return new Roster(file, appId, secret, policy, agents) { Generation = generation };
    }

    private Template? AppId(YamlNode node)
    {
        var template = _values.Template(node, "`appid`");
        return template is { IsLiteral: true } && Client.Agents.AppId.Parse(template.Literal!) is null
            ? problems.Report<Template>(RosterProblem.BadAppId(node.At))
            : template;
    }

    private Template? Secret(YamlNode node)
    {
        var template = _values.Template(node, "`secret`");
        return template is null or { IsReference: true, HoldsText: false }
            ? template
            : problems.Report<Template>(RosterProblem.SecretNotReference(node.At));
    }

    private ImmutableArray<RosterAgent> Agents(CheckedMapping root, AgentMapper mapper)
    {
        switch (root["agents"])
        {
            case SequenceNode list:
                return mapper.Map(list);
            case null when root.Lacks("agents"):
                problems.Add(RosterProblem.AgentsMissing(root.Node.At));
                break;
            case ScalarNode { IsNull: true } nothing:
                problems.Add(RosterProblem.AgentsMissing(nothing.At));
                break;
            case { } other:
                var hint = other is ScalarNode word ? SyntaxHint.ForWord(word.Text) : null;
                _values.WrongType(other, "`agents`", "a list of agents, each beginning with `- `", hint);
                break;
        }

        return [];
    }

    // Checked last: `secret` may stand below the agents. Windows knows no case in the names of variables.
    private void CheckPasswordVariables(ImmutableArray<RosterAgent> agents, Template? secret)
    {
        var reserved = new HashSet<string>(secret?.Variables ?? [], StringComparer.OrdinalIgnoreCase);
        foreach (var agent in agents)
        {
            if (agent.Password is PasswordSource.Text text
                && text.Template.Names(name => PasswordVariables.IsOurs(name) || reserved.Contains(name)))
            {
                problems.Add(RosterProblem.PasswordNamesSecret(text.Position));
            }
        }
    }
}
