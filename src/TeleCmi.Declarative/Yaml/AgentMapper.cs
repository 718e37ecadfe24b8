using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Reads the list of agents.</summary>
internal sealed class AgentMapper(Values values, DiagnosticList problems, AgentDefaults defaults)
{
    // The numbering plans cost some microseconds a number; no account has more agents than this, only hostile files have.
    private const int MaximumPhoneChecks = 900;

    private readonly ShiftRules _shifts = new(defaults, problems);
    private readonly PasswordMapper _passwords = new(values, problems);
    private readonly SharedValues _shared = new(problems);
    private readonly Dictionary<int, Position> _extensions = [];
    private int _phoneChecks;

    /// <summary>The agents that have an extension and a name, by extension; the others are reported.</summary>
    public ImmutableArray<RosterAgent> Map(SequenceNode list)
    {
        var agents = new List<RosterAgent>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (values.Mapping(item, "an agent", KeySet.Agent) is { } fields)
            {
                agents.Add(Agent(fields));
            }
        }

        return [.. agents.OrderBy(a => a.Extension)];
    }

    // Fields that are wrong get a stand-in: with an error, nobody sees the roster.
    private RosterAgent Agent(CheckedMapping fields)
    {
        var extension = Required(fields, "extension") is { } e ? Extension(e) : null;
        var name = Required(fields, "name") is { } n ? Name(n) : null;
        var phone = Required(fields, "phone_number") is { } p ? Phone(p) : null;
        var password = fields["password"] is { } w ? _passwords.Map(w) : null;
        if (extension is { } known)
        {
            WarnOfShared(known, fields, phone, password);
        }

        var (start, end) = _shifts.Resolve(GivenHour.Read(fields, "start_time", values), GivenHour.Read(fields, "end_time", values));
        return new RosterAgent(
            extension ?? 0,
            name ?? "",
            phone ?? "",
            password,
            start,
            end,
            fields["sms_alert"] is { } alert ? values.Boolean(alert, "`sms_alert`") : defaults.SmsAlert,
            fields["protected"] is { } guard ? values.Boolean(guard, "`protected`") : defaults.Protected,
            fields["extension"]?.At ?? fields.Node.At);
    }

    private YamlNode? Required(CheckedMapping fields, string key)
    {
        if (fields.Lacks(key))
        {
            problems.Add(RosterProblem.MissingKey(fields.Node.At, key));
        }

        return fields[key];
    }

    private void WarnOfShared(int extension, CheckedMapping fields, string? phone, PasswordSource? password)
    {
        if (phone is not null)
        {
            _shared.Phone(extension, phone, fields["phone_number"]!.At);
        }

        if (password is not null)
        {
            _shared.Password(extension, password);
        }
    }

    private int? Extension(YamlNode node)
    {
        if (values.Integer(node, "`extension`", 100, 999, mayShow: true) is not { } extension)
        {
            return null;
        }

        if (!_extensions.TryAdd(extension, node.At))
        {
            problems.Add(RosterProblem.DuplicateExtension(node.At, extension, _extensions[extension].Line));
        }

        return extension;
    }

    private string? Name(YamlNode node)
    {
        if (values.Text(node, "`name`") is not { } name)
        {
            return null;
        }

        if (TextRules.HasMarkPile(name))
        {
            problems.Add(RosterProblem.MarkPile(node.At));
            return null;
        }

        if (TextRules.HasOuterBlank(name))
        {
            problems.Add(RosterProblem.BlankedName(node.At));
        }

        return Nfc.Normalize(name);
    }

    private string? Phone(YamlNode node)
    {
        if (values.Text(node, "`phone_number`") is not { } text)
        {
            return null;
        }

        if (Phones.Parse(text) is not { } digits)
        {
            problems.Add(PhoneNumber.IsOfSpreadsheet(text) ? RosterProblem.SpreadsheetPhone(node.At) : RosterProblem.NotPhone(node.At));
            return null;
        }

        if (_phoneChecks++ < MaximumPhoneChecks && PhoneNumber.Advice(digits) is { } advice)
        {
            problems.Add(RosterProblem.ImpossiblePhone(node.At, advice));
        }

        return digits;
    }
}
