using Google.Protobuf.WellKnownTypes;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>
/// Compares two configurations. Another account, or the step from the sandbox to a real one, replaces the provider and with it every agent;
/// nothing else does: another address may be another way to the same users.
/// </summary>
internal static class ConfigDiff
{
    public static DiffResponse Compare(Struct? olds, Struct? news)
    {
        var response = Diffs.None();
        foreach (var key in ProviderConfig.Names.All)
        {
            var (before, now) = (Text(olds.Get(key)), Text(news.Get(key)));
            if (key == ProviderConfig.SandboxKey)
            {
                (before, now) = (before ?? "false", now ?? "false");
            }

            // An account that is not known yet is taken for the one that is recorded.
            if (before == now || (key == ProviderConfig.AppIdKey && news.Get(key).IsUnknown))
            {
                continue;
            }

            // An account that was never recorded is not another one.
            var replaces = (key == ProviderConfig.AppIdKey && before is not null && now is not null) || key == ProviderConfig.SandboxKey;
            response.Add(key, Kind(before, now, replaces), isInput: true);
        }

        return response;
    }

    private static PropertyDiff.Types.Kind Kind(string? before, string? now, bool replaces) => (before, now, replaces) switch
    {
        (null, _, false) => PropertyDiff.Types.Kind.Add,
        (null, _, true) => PropertyDiff.Types.Kind.AddReplace,
        (_, null, false) => PropertyDiff.Types.Kind.Delete,
        (_, null, true) => PropertyDiff.Types.Kind.DeleteReplace,
        (_, _, false) => PropertyDiff.Types.Kind.Update,
        (_, _, true) => PropertyDiff.Types.Kind.UpdateReplace,
    };

    private static string? Text(Property property) => property.IsUnknown ? Markers.UnknownText : ProviderConfig.Text(property);
}
