using TeleCmi.TerraformProvider.Providers;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Tests.Providers;

/// <summary>The provider block and the environment that stands in for it.</summary>
public sealed class ProviderSettingsTests
{
    private readonly Dictionary<string, string?> _environment = new(StringComparer.Ordinal);

    [Fact]
    public void The_environment_stands_in_for_what_is_left_out()
    {
        (_environment["TELECMI_APPID"], _environment["TELECMI_SECRET"]) = ("1111112", "hidden\n");
        var settings = ProviderSettings.Read(Dynamic.Map([]), _environment.GetValueOrDefault, out var problems);
        Assert.Empty(problems);
        Assert.Equal((1111112L, "hidden"), (settings.AppId, settings.Secret!.Reveal()));
        Assert.Equal((8, true), (settings.Parallelism, settings.HasCredentials));
    }

    [Fact]
    public void Numbers_and_flags_are_read_as_the_language_has_them()
    {
        var settings = ProviderSettings.Read(
            Block(("parallelism", Dynamic.Of((int?)16)), ("max_removals", Dynamic.Of((int?)0)), ("sandbox", Dynamic.Of((bool?)true))),
            _environment.GetValueOrDefault, out var problems);
        Assert.Empty(problems);
        Assert.Equal((16, 0, true), (settings.Parallelism, settings.MaximumRemovals, settings.IsSandbox));
    }

    [Fact]
    public void Every_problem_names_its_attribute_and_no_value()
    {
        ProviderSettings.Read(
            Block(
                ("appid", Dynamic.Of("canary")), ("secret", Dynamic.Of(" canary")), ("base_url", Dynamic.Of("ftp://canary")),
                ("api", Dynamic.Of("canary")), ("parallelism", new Dynamic.Number(0.5)), ("max_removals", Dynamic.Of((int?)901))),
            _environment.GetValueOrDefault, out var problems);
        Assert.Equal(
            ["api", "appid", "base_url", "max_removals", "parallelism", "secret"],
            problems.Select(one => one.Path!.Steps.Single().AttributeName).Order(StringComparer.Ordinal));
        Assert.All(problems, one => Assert.DoesNotContain("canary", one.Summary + one.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_known_yet_is_not_looked_for_elsewhere()
    {
        (_environment["TELECMI_APPID"], _environment["TELECMI_SECRET"]) = ("1111112", "hidden");
        var settings = ProviderSettings.Read(
            Block(("appid", Dynamic.Later), ("secret", Dynamic.Later)), _environment.GetValueOrDefault, out var problems);
        Assert.Empty(problems);
        Assert.Equal((null, null, false), (settings.AppId, settings.Secret, settings.HasCredentials));
    }

    private static Dynamic Block(params (string Name, Dynamic Value)[] given)
        => Dynamic.Map(given.Select(one => KeyValuePair.Create(one.Name, one.Value)));
}
