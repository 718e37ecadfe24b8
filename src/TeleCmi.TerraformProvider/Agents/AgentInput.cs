using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Plugins;
using TeleCmi.Simulator;
using TeleCmi.TerraformProvider.Providers;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Agents;

/// <summary>An agent as the program says it.</summary>
/// <param name="Config">The attributes, those that enter no state among them.</param>
internal sealed record AgentInput(Dynamic Config)
{
    public const string Number = Fields.Extension;
    public const string Protected = AgentSchema.Protected;
    public const string Password = AgentSchema.Password;
    public const string WrittenPassword = "password_wo";
    public const string PasswordVariable = "password_env";
    public const string PasswordVersion = "password_wo_version";
    public const string Id = "id";
    public const string Fingerprint = "password_fingerprint";

    private static readonly string[] Sources = [Password, WrittenPassword, PasswordVariable];

    /// <summary>Null where it is not known yet; what is no extension was refused.</summary>
    public int? Extension => Config[Number].AsInteger;

    /// <summary>True where the program manages the password.</summary>
    public bool ManagesPassword => Sources.Any(name => !Config[name].IsNull);

    /// <summary>True where only an apply will know it.</summary>
    public bool IsPasswordUnknown => Sources.Any(name => Config[name].IsUnknown);

    /// <summary>The variable that has no value here.</summary>
    public string? UnsetVariable(AccountSettings settings, Func<string, string?> environment)
        => !settings.IsSandbox && Config[PasswordVariable].AsText is { } name && string.IsNullOrEmpty(environment(name)) ? name : null;

    /// <summary>The password; null where it is not managed, or not known here. The sandbox never sees a real one.</summary>
    public Secret? Given(AccountSettings settings, Func<string, string?> environment)
    {
        var text = Config[Password].AsText ?? Config[WrittenPassword].AsText
            ?? (Config[PasswordVariable].AsText is { } name ? environment(name) : null);
        return settings.IsSandbox && ManagesPassword && Extension is { } extension ? new Secret(Sandbox.PasswordOf(extension))
            : string.IsNullOrEmpty(text) ? null
            : new Secret(text);
    }

    /// <summary>What is wrong before anybody looks at an account. Unknown values pass.</summary>
    public IEnumerable<Notice> Problems() => Problems(appSecret: null, variable: null);

    /// <summary>The same for a provider whose settings are known.</summary>
    public IEnumerable<Notice> Problems(AccountSettings settings, Func<string, string?> environment)
    {
        var name = settings.IsSandbox ? null : Config[PasswordVariable].AsText;
        return Problems(settings.Secret, name is null ? null : environment(name))
            .Concat(settings.IsAddressGiven && name is not null ? [ProviderWords.ForeignAddress] : []);
    }

    private IEnumerable<Notice> Problems(Secret? appSecret, string? variable)
    {
        var who = Extension is { } extension ? $"{extension}: " : "";
        var given = Sources.Where(name => Config[name] is { IsNull: false, IsUnknown: false }).ToList();
        if (given.Count > 1)
        {
            yield return Notice.Error(
                $"{who}more than one password", $"Give one of {string.Join(", ", Sources.Select(name => $"`{name}`"))}.").At(given[1]);
        }

        if (Config[PasswordVariable].AsText is { } named && (PasswordVariables.IsOurs(named) || named.Length == 0))
        {
            yield return Notice.Error(
                $"{who}password_env is not valid", "It names a variable of the agent's own, none that begins with TELECMI_.")
                .At(PasswordVariable);
        }

        var source = given.FirstOrDefault() ?? Password;
        // The name of a variable is no password.
        var password = source != PasswordVariable ? Config[source].Given
            : new GivenValue(FieldValue.Of(variable), IsAbsent: string.IsNullOrEmpty(variable));
        var problems = AgentCheck.Run(
            Generations.Default, key => key == Password ? password : Config[key].Given, isNew: false, appSecret, key => key);
        foreach (var (key, reason) in problems)
        {
            var name = key == Password ? source : key;
            yield return Notice.Error($"{who}{name} is not valid", $"{Capital(reason)}.").At(name);
        }
    }

    private static string Capital(string reason) => reason.StartsWith('`') ? reason : $"{char.ToUpperInvariant(reason[0])}{reason[1..]}";
}
