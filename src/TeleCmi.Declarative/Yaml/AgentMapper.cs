using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Reads the list of agents.</summary>
internal sealed class AgentMapper(
    Generation generation, Values values, FieldReader reader, NamedShifts named, DiagnosticList problems, AgentDefaults defaults)
{
    private readonly ShiftRules _shifts = new(defaults.Hours, problems);
    private readonly PasswordMapper _passwords = new(values, problems);
    private readonly SharedValues _shared = new(problems);
    private readonly KeySet _keys = KeySet.OfAgent(generation.Schema);
    private readonly Dictionary<int, Position> _extensions = [];

    /// <summary>The agents that have an extension and a name, by extension; the others are reported.</summary>
    public ImmutableArray<RosterAgent> Map(SequenceNode list)
    {
        var agents = new List<RosterAgent>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (values.Mapping(item, "an agent", _keys) is { } fields)
            {
                agents.Add(Agent(fields));
            }
        }

        reader.CheckPhones();
        return [.. agents.OrderBy(a => a.Extension)];
    }

    // Fields that are wrong get a stand-in: with an error, nobody sees the roster.
    private RosterAgent Agent(CheckedMapping fields)
    {
        var extension = Required(fields, "extension") is { } e ? Extension(e) : null;
        var given = generation.Schema.Make(
            field => field.Is(FieldUse.Required) && Required(fields, field.Key) is null ? null : reader.Read(fields, field));
        var password = fields[AgentSchema.Password] is { } w ? _passwords.Map(w, extension) : null;
        if (extension is { } known)
        {
            _shared.Phone(known, given.PhoneNumber, fields[AgentFields.PhoneNumber.Key]);
            _shared.Password(known, password);
        }

        var (start, end) = _shifts.Resolve(named.Hours(fields));
        return new RosterAgent(
            extension ?? 0,
            given.Or(defaults.Values) with { StartTime = start, EndTime = end },
            password,
            fields[AgentSchema.Protected] is null ? defaults.Protected : reader.Protected(fields),
            fields["extension"]?.At ?? fields.Node.At);
    }

    private YamlNode? Required(CheckedMapping fields, string key)
    {
        if (fields.Lacks(key))
        {
            problems.Add(RosterProblem.MissingKey(fields.Node.At, "agent", key));
        }

        return fields[key];
    }

    private int? Extension(YamlNode node)
    {
        var given = values.Integer(node, "`extension`", generation.LowestExtension, generation.HighestExtension, mayShow: true);
        if (given is { } extension && !_extensions.TryAdd(extension, node.At))
        {
            problems.Add(RosterProblem.DuplicateExtension(node.At, extension, _extensions[extension].Line));
        }

        return given;
    }
}
