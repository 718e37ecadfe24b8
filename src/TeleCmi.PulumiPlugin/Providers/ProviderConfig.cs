using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Declarative.Rosters;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>
/// What a provider is configured with. Values arrive as texts from the stack's configuration, and as what they are from a program.
/// </summary>
internal sealed record ProviderConfig
{
    public const string AppIdKey = "appId";
    public const string SecretKey = "secret";
    public const string BaseUrlKey = "baseUrl";
    public const string ParallelismKey = "parallelism";
    public const string SandboxKey = "sandbox";

    public const string AppIdVariable = "TELECMI_APPID";
    public const string SecretVariable = "TELECMI_SECRET";
    public const string BaseUrlVariable = "TELECMI_BASE_URL";

    /// <summary>The account that the sandbox plays where none is named.</summary>
    public const long SandboxAppId = 1111112;

    private const int DefaultParallelism = 8;

    /// <summary>Null where it is not known: previews do without.</summary>
    public long? AppId { get; private init; }

    /// <summary>Null where it is not known: previews do without.</summary>
    public Secret? Secret { get; private init; }

    public Uri BaseAddress { get; private init; } = ServiceOptions.DefaultBaseAddress;

    /// <summary>Calls in flight, 1..64.</summary>
    public int Parallelism { get; private init; } = DefaultParallelism;

    public bool IsSandbox { get; private init; }

    /// <summary>The account that ids are made with; null where it is not known.</summary>
    public long? EffectiveAppId => AppId ?? (IsSandbox ? SandboxAppId : null);

    /// <summary>Where the sandbox keeps its users between runs, under the program's folder.</summary>
    public static string SandboxFile { get; } = Path.Combine(".telecmi", "pulumi.users.json");

    /// <summary>The dummy that stands for every password of the sandbox.</summary>
    public static string SandboxPassword(int extension) => $"sandbox-{extension}";

    /// <summary>Reads a configuration, the environment standing in for what it leaves out.</summary>
    /// <param name="args">Properties of the provider.</param>
    /// <param name="environment">Gives a variable's value or null.</param>
    /// <param name="problems">Everything that is wrong, by property.</param>
    public static ProviderConfig Read(Struct? args, Func<string, string?> environment, out List<CheckFailure> problems)
    {
        var found = problems = [];
        var config = new ProviderConfig
        {
            IsSandbox = Flag(args.Get(SandboxKey)),
            AppId = ReadAppId(),
            Secret = (Text(args.Get(SecretKey)) ?? environment(SecretVariable)) is { Length: > 0 } secret ? new Secret(secret) : null,
            BaseAddress = Address(),
            Parallelism = Parallel(args.Get(ParallelismKey)),
        };
        return config;

        long? ReadAppId()
        {
            var given = args.Get(AppIdKey);
            var text = Text(given) ?? (given.IsUnknown ? null : environment(AppIdVariable));
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            var id = Declarative.Rosters.AppId.Parse(text);
            if (id is null)
            {
                Report(AppIdKey, $"the app id{(given.IsAbsent ? $" in {AppIdVariable}" : "")} must be a positive number, digits only");
            }

            return id;
        }

        Uri Address()
        {
            var given = args.Get(BaseUrlKey);
            if (Text(given) is { Length: > 0 } own && Flag(args.Get(SandboxKey), silent: true))
            {
                Report(BaseUrlKey, "the sandbox is an account of its own: give either `sandbox` or `baseUrl`");
            }

            var text = Text(given) ?? (given.IsUnknown || Flag(args.Get(SandboxKey), silent: true) ? null : environment(BaseUrlVariable));
            if (string.IsNullOrEmpty(text))
            {
                return ServiceOptions.DefaultBaseAddress;
            }

            if (ServiceAddress.TryParse(text, out var address, out var problem))
            {
                return address;
            }

            Report(BaseUrlKey, given.IsAbsent ? $"{BaseUrlVariable}: {problem}" : problem);
            return ServiceOptions.DefaultBaseAddress;
        }

        int Parallel(Property given)
        {
            var text = Text(given);
            if (string.IsNullOrEmpty(text))
            {
                return DefaultParallelism;
            }

            if (text.Length <= 2 && TextRules.IsDigits(text) && int.Parse(text) is >= 1 and <= 64 and var parallel)
            {
                return parallel;
            }

            Report(ParallelismKey, "the number of calls in flight must be 1 to 64");
            return DefaultParallelism;
        }

        bool Flag(Property given, bool silent = false)
        {
            switch (Text(given))
            {
                case "true":
                    return true;
                case null or "" or "false":
                    return false;
                default:
                    if (!silent)
                    {
                        Report(SandboxKey, "`sandbox` must be true or false");
                    }

                    return false;
            }
        }

        void Report(string property, string reason) => found.Add(new CheckFailure { Property = property, Reason = reason });
    }

    // A list or a map is no text of any kind, and none of the readers takes this one.
    public static string? Text(Property property) => property.Content switch
    {
        null => null,
        { KindCase: Value.KindOneofCase.StringValue } text => text.StringValue,
        { KindCase: Value.KindOneofCase.BoolValue } flag => flag.BoolValue ? "true" : "false",
        { KindCase: Value.KindOneofCase.NumberValue } number => number.NumberValue.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        _ => "?",
    };
}
