using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Reads the value of a field by its kind.</summary>
internal sealed class FieldReader(Values values, DiagnosticList problems)
{
    // The numbering plans cost some microseconds a number; no account has more agents than this, only hostile files have.
    private const int MaximumPhoneChecks = 900;

    private readonly List<(Position At, string Digits)> _phones = [];

    /// <summary>The value of a key; null where it is absent, or wrong and reported. Hours: <see cref="NamedShifts"/>.</summary>
    public FieldValue? Read(CheckedMapping fields, AgentField field) => fields[field.Key] is not { } node ? null : field.Kind switch
    {
        FieldKind.Text => FieldValue.Of(Text(node, field)),
        FieldKind.Phone => FieldValue.Of(Phone(node, field)),
        FieldKind.Switch => FieldValue.Of(values.Boolean(node, field.Quoted)),
        _ => null,
    };

    /// <summary>The protection flag.</summary>
    public bool? Protected(CheckedMapping fields)
        => fields[AgentSchema.Protected] is { } node ? values.Boolean(node, $"`{AgentSchema.Protected}`") : null;

    /// <summary>Judges the phones that were read: what one lacks, the others tell.</summary>
    public void CheckPhones()
    {
        var countries = _phones.ConvertAll(phone => PhoneNumber.Country(phone.Digits));
        var usual = PhoneNumber.UsualCountry(countries);
        foreach (var ((at, digits), country) in _phones.Zip(countries))
        {
            if (PhoneNumber.Advice(digits, country, usual) is { } advice)
            {
                problems.Add(RosterProblem.ImpossiblePhone(at, advice));
            }
        }
    }

    private string? Text(YamlNode node, AgentField field)
    {
        if (values.Text(node, field.Quoted) is not { } text)
        {
            return null;
        }

        if (TextRules.HasMarkPile(text))
        {
            return problems.Report<string>(RosterProblem.MarkPile(node.At));
        }

        if (TextRules.HasOuterBlank(text))
        {
            problems.Add(RosterProblem.BlankedName(node.At));
        }

        return Nfc.Normalize(text);
    }

    private string? Phone(YamlNode node, AgentField field)
    {
        if (values.Text(node, field.Quoted) is not { } text)
        {
            return null;
        }

        if (Phones.Parse(text) is not { } digits)
        {
            return problems.Report<string>(
                PhoneNumber.IsOfSpreadsheet(text) ? RosterProblem.SpreadsheetPhone(node.At) : RosterProblem.NotPhone(node.At));
        }

        if (_phones.Count < MaximumPhoneChecks)
        {
            _phones.Add((node.At, digits));
        }

        return digits;
    }
}
