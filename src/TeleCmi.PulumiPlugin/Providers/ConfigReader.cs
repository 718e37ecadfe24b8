using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>Reads a configuration. Values arrive as texts from the stack's configuration, and as what they are from a program.</summary>
internal sealed class ConfigReader(Struct args, Func<string, string?> environment, Struct? recorded)
{
    // What engines add to the settings of a provider.
    private static readonly string[] OfTheEngine = ["version", "pluginDownloadURL", "parameterization"];

    private readonly List<(string Property, string Reason)> _problems = [];

    public ProviderConfig Read()
    {
        var isSandbox = Sandbox();
        var appId = ReadAppId();
        var (address, isGiven) = Address(isSandbox);
        var (secret, isOfEnvironment, wanted) = ReadSecret(appId);
        if (isGiven && isOfEnvironment)
        {
            Report(
                ProviderConfig.BaseUrlKey,
                $"a secret of the environment is sent only to an address that is there too: set {ProviderConfig.BaseUrlVariable} in place"
                + " of `baseUrl`, or give `secret` beside it");
        }

        Api();
        UnknownNames();
        return new ProviderConfig
        {
            AppId = appId,
            Secret = secret,
            WantedSecret = wanted,
            BaseAddress = address,
            IsAddressGiven = isGiven,
            Parallelism = Number(ProviderConfig.ParallelismKey, 1, 64, "the number of calls in flight must be 1 to 64")
                ?? ProviderConfig.DefaultParallelism,
            MaximumRemovals = Number(
                ProviderConfig.MaxRemovalsKey, 0, 900, "the number of agents that one deployment may remove must be 0 to 900"),
            IsSandbox = isSandbox,
        };
    }

    /// <summary>Everything that is wrong; nothing that an engine prints of it holds the secret.</summary>
    public List<CheckFailure> Problems(ProviderConfig config) =>
    [
        .. _problems.Select(one => PropertyFailure.Of(args, one.Property, one.Reason, config.Secret, MayBeSecret(one.Property))),
    ];

    /// <summary>A setting as text; null where it is left out or empty.</summary>
    public static string? Text(Property given) => given.Content switch
    {
        null => null,
        { KindCase: Value.KindOneofCase.StringValue } text => text.StringValue is { Length: > 0 } some ? some : null,
        { KindCase: Value.KindOneofCase.BoolValue } flag => flag.BoolValue ? "true" : "false",
        { KindCase: Value.KindOneofCase.NumberValue } number => number.NumberValue.ToString("R", CultureInfo.InvariantCulture),
        // A list or a map is no text of any kind, and none of the readers takes this one.
        _ => "?",
    };

    // Once recorded it stays until another one is named: an account must not be forgotten because a variable is missing today.
    private long? ReadAppId()
    {
        var given = args.Get(ProviderConfig.AppIdKey);
        var (text, place) = Text(given) is { } own ? (own, "")
            : given.IsUnknown ? (null, "")
            : Variable(ProviderConfig.AppIdVariable) is { } variable ? (variable, $" in {ProviderConfig.AppIdVariable}")
            : (Text(recorded.Get(ProviderConfig.AppIdKey)), "");
        if (text is null)
        {
            return null;
        }

        var id = AppId.Parse(text);
        if (id is null)
        {
            Report(ProviderConfig.AppIdKey, $"the app id{place} must be a positive number, digits only");
        }

        return id;
    }

    // The environment's secret belongs to the environment's account.
    private (Secret? Secret, bool IsOfEnvironment, string Wanted) ReadSecret(long? appId)
    {
        var given = args.Get(ProviderConfig.SecretKey);
        var own = $"{ProviderConfig.SecretVariable}_{appId}";
        var isOther = appId is not null && Variable(ProviderConfig.AppIdVariable) is { } account && AppId.Parse(account) != appId;
        var wanted = isOther ? own : ProviderConfig.SecretVariable;
        if (Text(given) is { } text)
        {
            return (Sendable(text), false, wanted);
        }

        var found = given.IsUnknown ? null
            : (appId is null ? null : Variable(own)) ?? (isOther ? null : Variable(ProviderConfig.SecretVariable));
        return (found is null ? null : Sendable(found), found is not null, wanted);
    }

    // Files and shells add a line break at the end.
    private Secret Sendable(string text)
    {
        var secret = text.EndsWith('\n') ? text[..^1].TrimEnd('\r') : text;
        if (secret.Length != secret.Trim().Length || secret.Any(char.IsControl))
        {
            Report(ProviderConfig.SecretKey, "the app secret has blanks around it, or control characters: copy it anew");
        }

        return new Secret(secret);
    }

    private (Uri Address, bool IsGiven) Address(bool isSandbox)
    {
        var given = args.Get(ProviderConfig.BaseUrlKey);
        if (isSandbox)
        {
            if (Text(given) is not null)
            {
                Report(ProviderConfig.BaseUrlKey, "the sandbox is an account of its own: give either `sandbox` or `baseUrl`");
            }

            return (ServiceOptions.DefaultBaseAddress, false);
        }

        var ofEnvironment = given.IsUnknown ? null : Parse(Variable(ProviderConfig.BaseUrlVariable), $"{ProviderConfig.BaseUrlVariable}: ");
        var own = Parse(Text(given), "");
        var isGiven = own is not null && own != ofEnvironment && own != ServiceOptions.DefaultBaseAddress;
        return (own ?? ofEnvironment ?? ServiceOptions.DefaultBaseAddress, isGiven);
    }

    private Uri? Parse(string? text, string place)
    {
        if (text is null || ServiceAddress.TryParse(text, out var address, out var problem))
        {
            return text is null ? null : new Uri(text);
        }

        Report(ProviderConfig.BaseUrlKey, place + problem);
        return null;
    }

    // A whole number within bounds; null where it is left out, or wrong.
    private int? Number(string key, int least, int most, string wrong)
    {
        var text = Text(args.Get(key));
        if (text is null || (text.Length <= 6 && TextRules.IsDigits(text) && int.Parse(text, CultureInfo.InvariantCulture) is var number
            && number >= least && number <= most))
        {
            return text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);
        }

        Report(key, wrong);
        return null;
    }

    private void Api()
    {
        var (text, place) = Text(args.Get(ProviderConfig.ApiKey)) is { } own ? (own, "")
            : (Variable(ProviderConfig.ApiVariable), $" in {ProviderConfig.ApiVariable}");
        if (text is not null && Generations.Find(text) is null)
        {
            Report(ProviderConfig.ApiKey,
                $"the generation of the API{place} must be one that this version speaks: {Generations.Default.Name}");
        }
    }

    private bool Sandbox()
    {
        var text = Text(args.Get(ProviderConfig.SandboxKey));
        if (text is not (null or "true" or "false"))
        {
            Report(ProviderConfig.SandboxKey, "`sandbox` must be true or false");
        }

        return text == "true";
    }

    private void UnknownNames()
    {
        foreach (var name in KnownNames.Others(args, ProviderConfig.Keys).Except(OfTheEngine, StringComparer.Ordinal))
        {
            Report(name, $"is no setting of telecmi; {KnownNames.Hint(name, ProviderConfig.Keys)}");
        }
    }

    // A name that nobody knows may be meant as `secret`, and an address may hold a password.
    private bool MayBeSecret(string property) => property switch
    {
        ProviderConfig.AppIdKey or ProviderConfig.ParallelismKey or ProviderConfig.SandboxKey or ProviderConfig.ApiKey
            or ProviderConfig.MaxRemovalsKey => false,
        ProviderConfig.BaseUrlKey => Text(args.Get(property))?.Contains('@', StringComparison.Ordinal) == true,
        _ => true,
    };

    private string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;

    private void Report(string property, string reason) => _problems.Add((property, reason));
}
