using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.Simulator;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>What a provider is configured with.</summary>
internal sealed record ProviderConfig
{
    public const string AppIdKey = "appId";
    public const string SecretKey = "secret";
    public const string BaseUrlKey = "baseUrl";
    public const string ParallelismKey = "parallelism";
    public const string SandboxKey = "sandbox";
    public const string ApiKey = "api";
    public const string MaxRemovalsKey = "maxRemovals";

    public const string AppIdVariable = "TELECMI_APPID";
    public const string SecretVariable = "TELECMI_SECRET";
    public const string BaseUrlVariable = "TELECMI_BASE_URL";
    public const string ApiVariable = "TELECMI_API";

    public const int DefaultParallelism = 8;

    /// <summary>Every setting there is.</summary>
    public static readonly string[] Keys = [AppIdKey, SecretKey, BaseUrlKey, ParallelismKey, SandboxKey, ApiKey, MaxRemovalsKey];

    /// <summary>Of a provider that nobody has configured yet.</summary>
    public static readonly ProviderConfig None = new();

    /// <summary>Null where it is not known: previews do without.</summary>
    public long? AppId { get; init; }

    /// <summary>Null where it is not known: previews do without.</summary>
    public Secret? Secret { get; init; }

    /// <summary>The variable that the secret is looked for in last.</summary>
    public string WantedSecret { get; init; } = SecretVariable;

    public Uri BaseAddress { get; init; } = ServiceOptions.DefaultBaseAddress;

    /// <summary>True where the address is neither the environment's nor the default: no secret of the environment is sent there.</summary>
    public bool IsAddressGiven { get; init; }

    /// <summary>Calls in flight, 1..64.</summary>
    public int Parallelism { get; init; } = DefaultParallelism;

    public bool IsSandbox { get; init; }

    /// <summary>How many Agents one deployment may delete; null for no limit. A Roster has a policy of its own.</summary>
    public int? MaximumRemovals { get; init; }

    /// <summary>The account that ids are made with; null where it is not known.</summary>
    public long? EffectiveAppId => AppId ?? (IsSandbox ? Sandbox.AppId : null);

    /// <summary>Names the account for other processes of the deployment; null where it is not known.</summary>
    public string? LedgerAccount => EffectiveAppId is { } appId ? $"{(IsSandbox ? "sandbox-" : "")}{appId}" : null;

    /// <summary>True where the account can be looked at.</summary>
    public bool HasCredentials => IsSandbox || (AppId is not null && Secret is not null);

    /// <summary>Where the sandbox of an account keeps its users between runs, under the program's folder.</summary>
    public static string SandboxFile(long appId) => Path.Combine(".telecmi", $"pulumi.{appId}.users.json");

    /// <summary>Reads a configuration, the environment standing in for what it leaves out.</summary>
    /// <param name="args">Properties of the provider.</param>
    /// <param name="environment">Gives a variable's value or null.</param>
    /// <param name="problems">Everything that is wrong, by property.</param>
    /// <param name="recorded">Properties that the engine recorded of it; null where it is new, or configured with what is recorded.</param>
    public static ProviderConfig Read(
        Struct? args, Func<string, string?> environment, out List<CheckFailure> problems, Struct? recorded = null)
    {
        var reader = new ConfigReader(args ?? new Struct(), environment, recorded);
        var config = reader.Read();
        problems = reader.Problems(config);
        return config;
    }

    /// <summary>True where another configuration leads to other users.</summary>
    public bool IsOfAnotherAccount(ProviderConfig other) => IsSandbox != other.IsSandbox || BaseAddress != other.BaseAddress
        || (EffectiveAppId is { } mine && other.EffectiveAppId is { } its && mine != its);
}
