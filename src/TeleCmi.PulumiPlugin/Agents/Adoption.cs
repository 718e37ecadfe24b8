using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>What differs between a user that existed already and what is wanted of it.</summary>
internal static class Adoption
{
    /// <summary>For the engine's log; begins with the extension, as engines merge messages that begin alike.</summary>
    /// <param name="wanted">The inputs.</param>
    /// <param name="live">The user.</param>
    /// <param name="isPasswordOther">True where the user's password is another one, or not shown.</param>
    /// <param name="secrets">Properties that must not be shown.</param>
    /// <param name="isPlan">True where it is still to be done.</param>
    public static string Tell(ResourceAgent wanted, LiveAgent live, bool isPasswordOther, IReadOnlySet<string> secrets, bool isPlan)
    {
        var changes = Changes(wanted, live, isPasswordOther, secrets);
        var done = isPlan ? "it is taken over" : "it was taken over";
        return changes.Count == 0
            ? $"{live.Extension} exists already, as wanted; {done}. Another stack may manage it too"
            : $"{live.Extension} exists already; {done} and {(isPlan ? "updated" : "was updated")}: {string.Join(", ", changes)}. Another stack may manage it too";
    }

    /// <summary>True where an update is needed.</summary>
    public static bool Differs(ResourceAgent wanted, LiveAgent live) => Changes(wanted, live, false, System.Collections.Frozen.FrozenSet<string>.Empty).Count > 0;

    private static List<string> Changes(ResourceAgent wanted, LiveAgent live, bool isPasswordOther, IReadOnlySet<string> secrets)
    {
        var seen = wanted.Following(live);
        var found = new List<string>();
        foreach (var field in wanted.Values.Schema.Fields)
        {
            var (before, after, property) = (field.Get(seen.Values), field.Get(wanted.Values), AgentProperty.NameOf(field.Key));
            if (after is not null && before != after)
            {
                found.Add(secrets.Contains(property) ? $"{property} {SecretTexts.Mark}" : $"{property} {Tell(field, before)} to {Tell(field, after)}");
            }
        }

        if (isPasswordOther)
        {
            found.Add($"{AgentProperty.Password} set (hidden)");
        }

        return found;
    }

    // Logs of deployments are read by many.
    private static string Tell(AgentField field, FieldValue? value) => value switch
    {
        FieldValue.Text { Value: var phone } when field.Kind == FieldKind.Phone => $"***{phone[Math.Max(0, phone.Length - 4)..]}",
        FieldValue.Text { Value: var text } => text,
        FieldValue.Number { Value: var number } => $"{number}",
        FieldValue.Flag { Value: var flag } => flag ? "true" : "false",
        _ => "",
    };
}
