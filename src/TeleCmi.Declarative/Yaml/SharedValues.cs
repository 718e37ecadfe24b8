using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Warns where two entries have one phone or one password: mostly an entry that was copied and half changed.</summary>
internal sealed class SharedValues(DiagnosticList problems)
{
    private readonly Dictionary<string, (int Extension, int Line)> _phones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Extension, int Line)> _passwords = new(StringComparer.Ordinal);

    public void Phone(int extension, string? digits, YamlNode? node)
        => Check(_phones, digits, extension, node?.At ?? default, RosterProblem.SharedPhone);

    public void Password(int extension, PasswordSource? source) => Check(
        _passwords, (source as PasswordSource.Text)?.Template.Variable, extension, source?.Position ?? default,
        RosterProblem.SharedVariable);

    // An extension that appears twice is reported as that, and nothing more is to be said about its copy.
    private void Check(
        Dictionary<string, (int Extension, int Line)> seen, string? value, int extension, Position at,
        Func<Position, int, int, Diagnostic> problem)
    {
        if (value is not null && !seen.TryAdd(value, (extension, at.Line)) && seen[value] is var first && first.Extension != extension)
        {
            problems.Add(problem(at, first.Extension, first.Line));
        }
    }
}
