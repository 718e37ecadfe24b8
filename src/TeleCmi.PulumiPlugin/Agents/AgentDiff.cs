using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>
/// Compares what is wanted with what was last seen of the service, so that an edit that a refresh found, or a user that was there already,
/// is an update. A password is compared with the one last given: the service's is nobody's business. Pure.
/// </summary>
internal static class AgentDiff
{
    /// <summary>The differences.</summary>
    /// <param name="id">The id: its extension is the resource's, whatever the outputs say or have lost.</param>
    /// <param name="olds">Last outputs.</param>
    /// <param name="oldInputs">Last inputs.</param>
    /// <param name="news">Inputs now. What is left out is not managed, so never a difference.</param>
    /// <param name="ignored">Properties whose differences do not count.</param>
    public static DiffResponse Compare(string id, Struct? olds, Struct? oldInputs, Struct news, IgnoredChanges ignored)
    {
        var response = new DiffResponse { HasDetailedDiff = true, Changes = DiffResponse.Types.DiffChanges.DiffNone };
        foreach (var name in AgentProperty.Inputs)
        {
            if (ignored.Cover(name) || KindOf(name, id, olds, oldInputs, news) is not { } kind)
            {
                continue;
            }

            response.Changes = DiffResponse.Types.DiffChanges.DiffSome;
            response.Diffs.Add(name);
            response.DetailedDiff[name] = new PropertyDiff { Kind = kind, InputDiff = name == AgentProperty.Password };
            if (name == AgentProperty.Extension)
            {
                response.Replaces.Add(name);
            }
        }

        if (response.Replaces.Count == 0)
        {
            response.Stables.Add(AgentProperty.Extension);
            response.Stables.Add(AgentProperty.AgentId);
        }

        return response;
    }

    private static PropertyDiff.Types.Kind? KindOf(string name, string id, Struct? olds, Struct? oldInputs, Struct news)
    {
        var now = news.Get(name);
        if (now.IsAbsent)
        {
            return null;
        }

        if (name == AgentProperty.Extension)
        {
            return now.IsUnknown || (AgentId.Parse(id)?.Extension ?? olds.Get(name).Integer) is not { } extension || now.Integer != extension ? PropertyDiff.Types.Kind.UpdateReplace : null;
        }

        var before = name == AgentProperty.Password && !oldInputs.Get(name).IsAbsent ? oldInputs.Get(name) : olds.Get(name);
        if (!now.IsUnknown && !before.IsAbsent && !before.IsUnknown && AreSame(name, before.Content!, now.Content!))
        {
            return null;
        }

        return before.IsAbsent ? PropertyDiff.Types.Kind.Add : PropertyDiff.Types.Kind.Update;
    }

    /// <summary>True where a value is another one, and not only spelled in another way.</summary>
    public static bool Differs(string name, Property before, Value now) =>
        before.Content is not { } content || Property.Read(now).Content is not { } other || !AreSame(name, content, other);

    private static bool AreSame(string name, Value before, Value now)
        => AgentProperty.FieldOf(name) is { } field && Known(field, before) is { } one && Known(field, now) is { } other ? field.Same(one, other) : before.Equals(now);

    private static FieldValue? Known(AgentField field, Value value) => AgentProperty.Read(field, Property.Read(value));
}
