using Google.Protobuf.WellKnownTypes;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Hosted;

/// <summary>Paths into the properties of a Roster, as the engine spells them: <c>agents["101"].name</c>.</summary>
internal static class RosterPaths
{
    public static string Of(int extension, string? name = null) => $"{RosterKeys.AgentMap}[\"{extension}\"]{(name is null ? "" : $".{name}")}";

    public static string OfFingerprint(int extension) => $"{RosterKeys.Fingerprints}[\"{extension}\"]";

    /// <summary>The inputs, with what is ignored as it was: the engine itself does not reach what a file brought.</summary>
    public static Struct Keep(Struct news, Struct? olds, IEnumerable<string> ignored)
    {
        var kept = news.Clone();
        foreach (var path in ignored.Where(path => path != "*").Select(Parts))
        {
            Copy(kept, olds, path);
        }

        return kept;
    }

    private static void Copy(Struct now, Struct? before, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return;
        }

        if (path.Length > 1)
        {
            if (now.Get(path[0]).Content is { KindCase: Value.KindOneofCase.StructValue } inner)
            {
                Copy(inner.StructValue, before.Get(path[0]).Content?.StructValue, path[1..]);
            }

            return;
        }

        if (before is not null && before.Fields.TryGetValue(path[0], out var old))
        {
            now.Fields[path[0]] = old.Clone();
        }
        else
        {
            now.Fields.Remove(path[0]);
        }
    }

    private static string[] Parts(string path)
        => path.Split(['.', '[', ']', '"'], StringSplitOptions.RemoveEmptyEntries);
}
