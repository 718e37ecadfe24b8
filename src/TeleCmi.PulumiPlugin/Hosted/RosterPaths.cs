using Google.Protobuf.WellKnownTypes;
using TeleCmi.Declarative.Hosted;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Hosted;

/// <summary>Paths into the properties of a Roster, as the engine spells them: <c>agents["101"].name</c>.</summary>
internal static class RosterPaths
{
    public static string Of(int extension, string? name = null)
        => $"{RosterKeys.AgentMap}[\"{extension}\"]{(name is null ? "" : $".{name}")}";

    /// <summary>A password shows as its fingerprint.</summary>
    public static string Of(HostedDifference one) => one.Field == AgentProperty.Password
        ? $"{RosterKeys.Fingerprints}[\"{one.Extension}\"]"
        : Of(one.Extension, one.Field is null ? null : AgentProperty.NameOf(one.Field));

    /// <summary>
    /// The inputs, with what is ignored as it was: the engine itself does not reach what a file brought, and records it. So what is
    /// recorded of the agents tells how they were.
    /// </summary>
    public static RosterInputs Keep(Struct news, Struct? oldInputs, Struct? olds, IReadOnlyCollection<string> ignored)
    {
        var before = oldInputs?.Clone() ?? new Struct();
        var isFile = !news.Get(RosterKeys.File).IsAbsent;
        if (isFile && olds.Get(RosterKeys.AgentMap).Content is { } recorded)
        {
            before.Fields[RosterKeys.AgentMap] = recorded;
        }

        var kept = ignored.Contains("*") ? before : news.Clone();
        foreach (var path in ignored.Select(Parts))
        {
            Copy(kept, before, path);
        }

        return new RosterInputs(kept) { KeptPasswords = isFile ? [.. PasswordsOf(before, ignored)] : [] };
    }

    private static IEnumerable<int> PasswordsOf(Struct before, IReadOnlyCollection<string> ignored)
        => from extension in new RosterInputs(before).Entries.Select(entry => entry.Extension)
           let own = Parts(Of(extension, AgentProperty.Password))
           where ignored.Any(path => path == "*" || own.AsSpan().StartsWith(Parts(path)))
           select extension;

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
