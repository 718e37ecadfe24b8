using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using TeleCmi.Plugins;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>
/// The settings of the provider as Pulumi gives them: as texts from the stack's configuration, and as what they are from a program.
/// </summary>
internal static class ProviderConfig
{
    public const string AppIdKey = "appId";
    public const string SecretKey = "secret";
    public const string BaseUrlKey = "baseUrl";
    public const string SandboxKey = "sandbox";

    /// <summary>Every setting there is.</summary>
    public static readonly SettingNames Names = new(
        AppIdKey, SecretKey, BaseUrlKey, Parallelism: "parallelism", SandboxKey, Api: "api", MaxRemovals: "maxRemovals");

    // What engines add to the settings of a provider.
    private static readonly string[] OfTheEngine = ["version", "pluginDownloadURL", "parameterization"];

    /// <summary>Reads a configuration, the environment standing in for what it leaves out.</summary>
    /// <param name="given">Properties of the provider.</param>
    /// <param name="environment">Gives a variable's value or null.</param>
    /// <param name="problems">Everything that is wrong, by property; nothing that an engine prints of it holds the secret.</param>
    /// <param name="recorded">Properties that the engine recorded of it; null where it is new, or configured with what is recorded.</param>
    public static AccountSettings Read(
        Struct? given, Func<string, string?> environment, out List<CheckFailure> problems, Struct? recorded = null)
    {
        var args = given ?? new Struct();
        var reader = new AccountSettingsReader(
            Names,
            name => args.Get(name) is var property ? new GivenSetting(Text(property), property.IsUnknown) : default,
            environment,
            Text(recorded.Get(AppIdKey)));
        var settings = reader.Read();
        var unknown = KnownNames.Others(args, Names.All).Except(OfTheEngine, StringComparer.Ordinal)
            .Select(name => (Name: name, Reason: $"is no setting of telecmi; {KnownNames.Hint(name, Names.All)}"));
        problems = [.. reader.Problems.Concat(unknown)
            .Select(one => PropertyFailure.Of(args, one.Name, one.Reason, settings.Secret, MayBeSecret(args, one.Name)))];
        return settings;
    }

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

    // A name that nobody knows may be meant as `secret`, and an address may hold a password.
    private static bool MayBeSecret(Struct args, string property)
        => property == BaseUrlKey ? Text(args.Get(property))?.Contains('@', StringComparison.Ordinal) == true
        : property == SecretKey || !Names.All.Contains(property);
}
