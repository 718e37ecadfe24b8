using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Resolves the references of a roster. Only runs that need credentials do this; reviews of strangers' rosters never do.</summary>
public sealed class RosterSecrets
{
    /// <summary>The variable of the app secret where the roster names none.</summary>
    public const string SecretVariable = "TELECMI_SECRET";

    /// <summary>The variable of the app id.</summary>
    public const string AppIdVariable = "TELECMI_APPID";

    private readonly Roster _roster;
    private readonly Variables _variables;
    private readonly Func<PasswordSource.File, PasswordFileResult> _files;
    private readonly DiagnosticList _problems = new();
    private readonly ImmutableDictionary<int, Secret>.Builder _passwords = ImmutableDictionary.CreateBuilder<int, Secret>();
    private readonly SortedSet<int> _unset = [];
    private readonly Dictionary<string, bool> _usable = new(StringComparer.Ordinal);

    private RosterSecrets(Roster roster, Variables variables, Func<PasswordSource.File, PasswordFileResult> files) =>
        (_roster, _variables, _files) = (roster, variables, files);

    /// <summary>Resolves app id, app secret and passwords; problems are diagnostics, at once.</summary>
    /// <param name="roster">A valid roster.</param>
    /// <param name="variables">The environment and env files.</param>
    /// <param name="files">Reads a password file. See <see cref="PasswordFiles.Read"/>.</param>
    public static ResolvedSecrets Resolve(Roster roster, Variables variables, Func<PasswordSource.File, PasswordFileResult> files)
    {
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(files);
        return new RosterSecrets(roster, variables, files).Resolve();
    }

    private ResolvedSecrets Resolve()
    {
        var appId = AppIdOfRun();
        var secret = AppSecret(appId);
        foreach (var agent in _roster.Agents)
        {
            if (agent.Password is { } source && Password(agent.Extension, source) is { } password)
            {
                if (PasswordRules.Check(password.Reveal()) is { } problem)
                {
                    _problems.Add(RosterProblem.At(source.Position, problem));
                }
                else
                {
                    _passwords.Add(agent.Extension, password);
                }
            }

            CheckHoldsNoSecret(agent, secret);
        }

        return new ResolvedSecrets(appId, secret, _passwords.ToImmutable(), [.. _unset], _problems.Sorted(_roster.File));
    }

    /// <summary>What to say of passwords that have no value; null where there are none.</summary>
    /// <param name="roster">The roster.</param>
    /// <param name="extensions">Whose passwords these are.</param>
    public static Diagnostic? LeftAlone(Roster roster, ImmutableSortedSet<int> extensions) => extensions.IsEmpty
        ? null
        : RosterProblem.PasswordsUnset(roster.Find(extensions.Min)!.Password!.Position, extensions.Count);

    // A reference whose variable is unset leaves the account open rather than fall back to another one's.
    private long? AppIdOfRun()
    {
        long? ofEnvironment = null;
        if (Find(AppIdVariable, null) is { } text && (ofEnvironment = Client.Agents.AppId.Parse(text)) is null)
        {
            _problems.Add(RosterProblem.BadAppIdVariable());
        }

        if (_roster.AppId is not { } template)
        {
            return ofEnvironment;
        }

        if (Expand(template)?.Value?.Reveal() is not { } own)
        {
            return null;
        }

        var ofRoster = Client.Agents.AppId.Parse(own);
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

    // The roster's own, then that of the account alone, then that of every account.
    private Secret? AppSecret(long? appId)
    {
        if (_roster.Secret is { } template)
        {
            return Expand(template)?.Value is { IsEmpty: false } own ? Checked(own, template.Variables.First(), template.Position) : null;
        }

        var name = appId is { } id && Find($"{SecretVariable}_{id}", null) is not null ? $"{SecretVariable}_{id}" : SecretVariable;
        return Find(name, null) is { } text ? Checked(new Secret(text), name, null) : null;
    }

    private Secret? Checked(Secret secret, string name, Position? at)
    {
        var text = secret.Reveal();
        return !TextRules.IsUnprintable(text) && TextRules.IsVisible(text) && !TextRules.HasOuterBlank(text)
            ? secret
            : _problems.Report<Secret>(RosterProblem.UnusableSecret(at, name));
    }

    // Null where a variable is no use: that has been said.
    private Expansion? Expand(Template template)
    {
        foreach (var name in template.Variables)
        {
            Check(name, template.Position);
        }

        if (template.Names(name => !_usable[name]))
        {
            return null;
        }

        var expansion = template.Expand(_variables.Find);
        if (expansion.Error is { } message)
        {
            _problems.Add(RosterProblem.VariableRequired(template.Position, message));
        }
        else if (expansion.IsTooLong)
        {
            _problems.Add(RosterProblem.At(template.Position, TextRules.TooLong("the value")));
        }

        return expansion;
    }

    private string? Find(string name, Position? at)
    {
        Check(name, at);
        return _usable[name] ? _variables.Find(name) : null;
    }

    private void Check(string name, Position? at)
    {
        if (_usable.ContainsKey(name))
        {
            return;
        }

        var problem = _variables.Problem(name)
            ?? (_variables.Find(name) is { } value && SealedText.Of(value) is var (tool, hint)
                ? RosterProblem.SealedVariable(at, name, tool, hint)
                : null);
        _usable.Add(name, problem is null);
        if (problem is not null)
        {
            _problems.Add(problem);
        }
    }

    private Secret? Password(int extension, PasswordSource source)
    {
        switch (source)
        {
            case PasswordSource.Text text:
                var expansion = Expand(text.Template);
                if (expansion is { Value: null, Error: null, IsTooLong: false })
                {
                    _unset.Add(extension);
                }

                return expansion?.Value;
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
}
