using System.Collections.Immutable;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Gathers the problems of one input: all of them are counted, a bounded number is kept.</summary>
internal sealed class DiagnosticList
{
    /// <summary>How many are shown at most; the rest is a number.</summary>
    public const int MaximumShown = 100;

    // A hostile file can hold hundreds of thousands of problems: enough is kept to choose the first hundred from.
    private const int MaximumKept = 10_000;

    private readonly List<Diagnostic> _kept = [];
    private readonly Dictionary<string, int> _warnings = new(StringComparer.Ordinal);
    private int _errors;

    public bool HasErrors => _errors > 0;

    public void Add(Diagnostic diagnostic)
    {
        if (diagnostic.IsError)
        {
            _errors++;
        }
        else
        {
            _warnings[diagnostic.Code] = _warnings.GetValueOrDefault(diagnostic.Code) + 1;
        }

        if (_kept.Count < MaximumKept || (diagnostic.IsError && _errors == 1))
        {
            _kept.Add(diagnostic);
        }
    }

    /// <summary>Adds one in place of the value that it keeps from being known.</summary>
    public T? Report<T>(Diagnostic diagnostic)
    {
        Add(diagnostic);
        return default;
    }

    /// <summary>Makes errors of the warnings that nobody allows.</summary>
    public void Tighten(IReadOnlyCollection<string> allowed)
    {
        foreach (var code in _warnings.Keys.Except(allowed).ToList())
        {
            _errors += _warnings[code];
            _warnings.Remove(code);
        }

        for (var i = 0; i < _kept.Count; i++)
        {
            if (!_kept[i].IsError && !_warnings.ContainsKey(_kept[i].Code))
            {
                _kept[i] = _kept[i] with { Severity = Severity.Error };
            }
        }
    }

    /// <summary>By position. Where not all can be shown, errors go before warnings; a last line counts what is left out.</summary>
    public ImmutableArray<Diagnostic> Sorted(string file)
    {
        // Both sorts are stable: problems of one place keep the order in which they were found.
        var shown = _kept.OrderBy(d => d.Severity).ThenBy(d => d.Line).ThenBy(d => d.Column).Take(MaximumShown)
            .OrderBy(d => d.Line).ThenBy(d => d.Column).ToList();
        var left = _errors + _warnings.Values.Sum() - shown.Count;
        if (left > 0)
        {
            shown.Add(RosterProblem.FurtherProblems(file, left, _errors > shown.Count(d => d.IsError)));
        }

        return [.. shown];
    }
}
