using System.Collections.Immutable;
using TeleCmi.Client;

namespace TeleCmi.Declarative.Rosters;

/// <summary>Resolves the references of a roster. Only runs that need credentials do this; reviews of strangers' rosters never do.</summary>
public sealed class RosterSecrets
{
    /// <summary>The variable of the app secret where the roster names none.</summary>
    public const string SecretVariable = "TELECMI_SECRET";

    /// <summary>The variable of the app id.</summary>
    public const string AppIdVariable = "TELECMI_APPID";

    private const int MaximumListed = 20;

    private readonly Roster _roster;
    private readonly Func<string, string?> _variables;
    private readonly Func<PasswordSource.File, PasswordFileResult> _files;
    private readonly DiagnosticList _problems = new();
    private readonly ImmutableDictionary<int, Secret>.Builder _passwords = ImmutableDictionary.CreateBuilder<int, Secret>();
    private readonly SortedSet<int> _unset = [];
    private readonly SortedSet<string> _unsetVariables = new(StringComparer.Ordinal);

    private RosterSecrets(Roster roster, Func<string, string?> variables, Func<PasswordSource.File, PasswordFileResult> files) =>
        (_roster, _variables, _files) = (roster, variables, files);

    /// <summary>Resolves app id, app secret and passwords; problems are diagnostics, at once.</summary>
    /// <param name="roster">A valid roster.</param>
    /// <param name="variables">Gives a variable's value; null and empty both mean unset. See <see cref="Variables.Find"/>.</param>
    /// <param name="files">Reads a password file. See <see cref="PasswordFiles.Read"/>.</param>
    public static ResolvedSecrets Resolve(Roster roster, Func<string, string?> variables, Func<PasswordSource.File, PasswordFileResult> files)
    {
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(files);
        return new RosterSecrets(roster, variables, files).Resolve();
    }

    private ResolvedSecrets Resolve()
    {
        var appId = AppIdOfRun();
        var secret = AppSecret();
        foreach (var agent in _roster.Agents)
        {
            if (agent.Password is { } source && Password(agent.Extension, source) is { } password)
            {
                if (PasswordRules.Check(password.Reveal(), source.Position) is { } problem)
                {
                    _problems.Add(problem);
                }
                else
                {
                    _passwords.Add(agent.Extension, password);
                }
            }

            CheckHoldsNoSecret(agent, secret);
        }

        WarnOfUnset();
        return new ResolvedSecrets(appId, secret, _passwords.ToImmutable(), [.. _unset], _problems.Sorted(_roster.File));
    }

    // A reference whose variable is unset leaves the account open rather than fall back to another one's.
    private long? AppIdOfRun()
    {
        long? ofEnvironment = null;
        if (_variables(AppIdVariable) is { Length: > 0 } text && (ofEnvironment = Rosters.AppId.Parse(text)) is null)
        {
            _problems.Add(RosterProblem.BadAppIdVariable());
        }

        if (_roster.AppId is not { } template)
        {
            return ofEnvironment;
        }

        if (Expand(template)?.Reveal() is not { } own)
        {
            return null;
        }

        var ofRoster = Rosters.AppId.Parse(own);
        if (ofRoster is null)
        {
            _problems.Add(RosterProblem.BadAppId(template.Position));
        }
        else if (ofEnvironment is not null && ofEnvironment != ofRoster)
        {
            _problems.Add(RosterProblem.AppIdsDiffer(template.Position));
        }

        return ofRoster;
    }

    private Secret? AppSecret() => _roster.Secret is { } template
        ? Expand(template) is { IsEmpty: false } secret ? secret : null
        : _variables(SecretVariable) is { Length: > 0 } text ? new Secret(text) : null;

    private Secret? Expand(Template template)
    {
        var expansion = template.Expand(_variables);
        if (expansion.Error is { } message)
        {
            _problems.Add(RosterProblem.VariableRequired(template.Position, message));
        }

        return expansion.Value;
    }

    private Secret? Password(int extension, PasswordSource source)
    {
        switch (source)
        {
            case PasswordSource.Text text:
                var expansion = text.Template.Expand(_variables);
                if (expansion.Error is { } message)
                {
                    _problems.Add(RosterProblem.VariableRequired(source.Position, message));
                }
                else if (expansion.Value is null)
                {
                    _unset.Add(extension);
                    _unsetVariables.UnionWith(expansion.Unset);
                }

                return expansion.Value;
            case PasswordSource.File file:
                var result = _files(file);
                if (result.Problem is { } problem)
                {
                    _problems.Add(problem);
                }

                return result.Password;
            default:
                throw new InvalidOperationException("PasswordSource is a closed set.");
        }
    }

    // Someone pasted the secret into a field that the dashboard and every report show.
    private void CheckHoldsNoSecret(RosterAgent agent, Secret? secret)
    {
        if (secret is null)
        {
            return;
        }

        var text = secret.Reveal();
        if (Holds(agent.Name) || Holds(agent.PhoneNumber) || (agent.Password is PasswordSource.File file && Holds(file.Path)))
        {
            _problems.Add(RosterProblem.HoldsSecret(agent.Position, agent.Extension));
        }

        if (_passwords.TryGetValue(agent.Extension, out var password) && Holds(password.Reveal()))
        {
            _problems.Add(RosterProblem.HoldsSecret(agent.Password!.Position, agent.Extension));
        }

        bool Holds(string value) => value.Contains(text, StringComparison.Ordinal);
    }

    private void WarnOfUnset()
    {
        if (_unset.Count > 0)
        {
            var first = _roster.Find(_unset.Min)!.Password!.Position;
            _problems.Add(RosterProblem.PasswordsUnset(
                first, _unset.Count, Listed(_unset.Select(e => e.ToString())), Listed(_unsetVariables.Select(v => KeyText.Show(v)))));
        }
    }

    private static string Listed(IEnumerable<string> items)
    {
        var all = items.ToList();
        var shown = string.Join(", ", all.Take(MaximumListed));
        return all.Count > MaximumListed ? $"{shown} and {all.Count - MaximumListed} more" : shown;
    }
}
