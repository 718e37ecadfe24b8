using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Simulator;

namespace TeleCmi.Plugins;

/// <summary>Which account an engine's provider is about, and how it is reached.</summary>
public sealed record AccountSettings
{
    /// <summary>The account.</summary>
    public const string AppIdVariable = "TELECMI_APPID";

    /// <summary>
    /// The app secret of the account that <see cref="AppIdVariable"/> names; with <c>_APPID</c> behind it, of that one alone.
    /// </summary>
    public const string SecretVariable = "TELECMI_SECRET";

    /// <summary>Where the service is.</summary>
    public const string BaseUrlVariable = "TELECMI_BASE_URL";

    /// <summary>The generation of the API.</summary>
    public const string ApiVariable = "TELECMI_API";

    /// <summary>Of a provider that nobody has configured yet.</summary>
    public static readonly AccountSettings None = new();

    /// <summary>Null where it is not known: previews do without.</summary>
    public long? AppId { get; init; }

    /// <summary>Null where it is not known: previews do without.</summary>
    public Secret? Secret { get; init; }

    /// <summary>The variable that the secret is looked for in last.</summary>
    public string WantedSecret { get; init; } = SecretVariable;

    /// <summary>Where the service is.</summary>
    public Uri BaseAddress { get; init; } = ServiceOptions.DefaultBaseAddress;

    /// <summary>True where the address is neither the environment's nor the default: no secret of the environment is sent there.</summary>
    public bool IsAddressGiven { get; init; }

    /// <summary>Calls in flight, 1..64.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>True for the sandbox, an account in a file.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>How many single agents one deployment may remove; null for no limit. A roster has a policy of its own.</summary>
    public int? MaximumRemovals { get; init; }

    /// <summary>The account that ids are made with; null where it is not known.</summary>
    public long? EffectiveAppId => AppId ?? (IsSandbox ? Sandbox.AppId : null);

    /// <summary>Names the account for other processes of the deployment; null where it is not known.</summary>
    public string? LedgerAccount => EffectiveAppId is { } appId ? $"{(IsSandbox ? "sandbox-" : "")}{appId}" : null;

    /// <summary>Host name of the service, without port; <c>sandbox</c> for the sandbox.</summary>
    public string Origin => IsSandbox ? Sandbox.Name : BaseAddress.IdnHost;

    /// <summary><c>HOST:PORT</c>, or <c>sandbox</c>.</summary>
    public string Service => IsSandbox ? Sandbox.Name : $"{BaseAddress.IdnHost}:{BaseAddress.Port}";

    /// <summary>Key material of the fingerprints; null where it is not known.</summary>
    public Secret? KeySecret => IsSandbox ? new Secret(Sandbox.Name) : Secret;

    /// <summary>True where the account can be looked at.</summary>
    public bool HasCredentials => IsSandbox || (AppId is not null && Secret is not null);

    /// <summary>True where another configuration leads to other users.</summary>
    public bool IsOfAnotherAccount(AccountSettings other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsSandbox != other.IsSandbox || BaseAddress != other.BaseAddress
            || (EffectiveAppId is { } mine && other.EffectiveAppId is { } its && mine != its);
    }
}
