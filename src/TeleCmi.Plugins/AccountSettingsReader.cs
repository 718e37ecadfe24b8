using System.Globalization;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Plugins;

/// <summary>Reads the settings of a provider, the environment standing in for what they leave out.</summary>
/// <param name="names">How the engine spells them.</param>
/// <param name="given">Gives a setting by its name.</param>
/// <param name="environment">Gives a variable's value or null.</param>
/// <param name="recordedAppId">
/// The account that the engine has recorded: it stays until another one is named, as no account may be forgotten because a variable is
/// missing today.
/// </param>
public sealed class AccountSettingsReader(
    SettingNames names, Func<string, GivenSetting> given, Func<string, string?> environment, string? recordedAppId = null)
{
    private readonly List<(string Name, string Reason)> _problems = [];

    /// <summary>Everything that is wrong, by setting; holds no value.</summary>
    public IReadOnlyList<(string Name, string Reason)> Problems => _problems;

    /// <summary>Reads them; what is wrong stands in <see cref="Problems"/>.</summary>
    public AccountSettings Read()
    {
        var isSandbox = Sandbox();
        var appId = ReadAppId();
        var (address, isGiven) = Address(isSandbox);
        var (secret, isOfEnvironment, wanted) = ReadSecret(appId);
        if (isGiven && isOfEnvironment)
        {
            Report(
                names.BaseUrl,
                $"a secret of the environment is sent only to an address that is there too: set {AccountSettings.BaseUrlVariable} in place"
                + $" of `{names.BaseUrl}`, or give `{names.Secret}` beside it");
        }

        Api();
        return new AccountSettings
        {
            AppId = appId,
            Secret = secret,
            WantedSecret = wanted,
            BaseAddress = address,
            IsAddressGiven = isGiven,
            Parallelism = Number(names.Parallelism, 1, 64, "the number of calls in flight must be 1 to 64")
                ?? AccountSettings.None.Parallelism,
            MaximumRemovals = Number(
                names.MaxRemovals, 0, 900, "the number of agents that one deployment may remove must be 0 to 900"),
            IsSandbox = isSandbox,
        };
    }

    private long? ReadAppId()
    {
        var setting = given(names.AppId);
        var (text, place) = setting.Text is { } own ? (own, "")
            : setting.IsUnknown ? (null, "")
            : Variable(AccountSettings.AppIdVariable) is { } variable ? (variable, $" in {AccountSettings.AppIdVariable}")
            : (recordedAppId, "");
        if (text is null)
        {
            return null;
        }

        var id = AppId.Parse(text);
        if (id is null)
        {
            Report(names.AppId, $"the app id{place} must be a positive number, digits only");
        }

        return id;
    }

    // The environment's secret belongs to the environment's account.
    private (Secret? Secret, bool IsOfEnvironment, string Wanted) ReadSecret(long? appId)
    {
        var setting = given(names.Secret);
        var own = $"{AccountSettings.SecretVariable}_{appId}";
        var isOther = appId is not null && Variable(AccountSettings.AppIdVariable) is { } account && AppId.Parse(account) != appId;
        var wanted = isOther ? own : AccountSettings.SecretVariable;
        if (setting.Text is { } text)
        {
            return (Sendable(text), false, wanted);
        }

        var found = setting.IsUnknown ? null
            : (appId is null ? null : Variable(own)) ?? (isOther ? null : Variable(AccountSettings.SecretVariable));
        return (found is null ? null : Sendable(found), found is not null, wanted);
    }

    // Files and shells add a line break at the end.
    private Secret Sendable(string text)
    {
        var secret = text.EndsWith('\n') ? text[..^1].TrimEnd('\r') : text;
        if (secret.Length != secret.Trim().Length || secret.Any(char.IsControl))
        {
            Report(names.Secret, "the app secret has blanks around it, or control characters: copy it anew");
        }

        return new Secret(secret);
    }

    private (Uri Address, bool IsGiven) Address(bool isSandbox)
    {
        var setting = given(names.BaseUrl);
        if (isSandbox)
        {
            if (setting.Text is not null)
            {
                Report(names.BaseUrl, $"the sandbox is an account of its own: give either `{names.Sandbox}` or `{names.BaseUrl}`");
            }

            return (ServiceOptions.DefaultBaseAddress, false);
        }

        var ofEnvironment = setting.IsUnknown ? null
            : Parse(Variable(AccountSettings.BaseUrlVariable), $"{AccountSettings.BaseUrlVariable}: ");
        var own = Parse(setting.Text, "");
        var isGiven = own is not null && own != ofEnvironment && own != ServiceOptions.DefaultBaseAddress;
        return (own ?? ofEnvironment ?? ServiceOptions.DefaultBaseAddress, isGiven);
    }

    private Uri? Parse(string? text, string place)
    {
        if (text is null || ServiceAddress.TryParse(text, out var address, out var problem))
        {
            return text is null ? null : new Uri(text);
        }

        Report(names.BaseUrl, place + problem);
        return null;
    }

    // A whole number within bounds; null where it is left out, or wrong.
    private int? Number(string name, int least, int most, string wrong)
    {
        var text = given(name).Text;
        if (text is null || (text.Length <= 6 && TextRules.IsDigits(text) && int.Parse(text, CultureInfo.InvariantCulture) is var number
            && number >= least && number <= most))
        {
            return text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);
        }

        Report(name, wrong);
        return null;
    }

    private void Api()
    {
        var (text, place) = given(names.Api).Text is { } own ? (own, "")
            : (Variable(AccountSettings.ApiVariable), $" in {AccountSettings.ApiVariable}");
        if (text is not null && Generations.Find(text) is null)
        {
            Report(
                names.Api, $"the generation of the API{place} must be one that this version speaks: {Generations.Default.Name}");
        }
    }

    private bool Sandbox()
    {
        var text = given(names.Sandbox).Text;
        if (text is not (null or "true" or "false"))
        {
            Report(names.Sandbox, $"`{names.Sandbox}` must be true or false");
        }

        return text == "true";
    }

    private string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;

    private void Report(string name, string reason) => _problems.Add((name, reason));
}
