using System.Globalization;
using TeleCmi.Plugins;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Providers;

/// <summary>The settings of the provider block.</summary>
internal static class ProviderSettings
{
    public static readonly SettingNames Names = new(
        AppId: "appid", Secret: "secret", BaseUrl: "base_url", Parallelism: "parallelism", Sandbox: "sandbox", Api: "api",
        MaxRemovals: "max_removals");

    /// <summary>Reads them, the environment standing in for what they leave out.</summary>
    public static AccountSettings Read(Dynamic config, Func<string, string?> environment, out IReadOnlyList<Notice> problems)
    {
        var reader = new AccountSettingsReader(Names, name => Given(config[name]), environment);
        var settings = reader.Read();
        problems = [.. reader.Problems.Select(one => Notice.Error($"{one.Name} is not valid", $"{one.Reason}.").At(one.Name))];
        return settings;
    }

    private static GivenSetting Given(Dynamic value) => new(
        value switch
        {
            Dynamic.Text { Value.Length: > 0 } text => text.Value,
            Dynamic.Flag flag => flag.Value ? "true" : "false",
            Dynamic.Number number => number.Exact ?? number.Value.ToString("R", CultureInfo.InvariantCulture),
            _ => null,
        },
        value.IsUnknown);
}
