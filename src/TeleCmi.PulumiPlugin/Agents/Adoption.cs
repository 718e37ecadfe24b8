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
    public static string Tell(AgentValues wanted, LiveAgent live, bool isPasswordOther, IReadOnlySet<string> secrets, bool isPlan)
    {
        var changes = Changes(wanted, live, isPasswordOther, secrets);
        var done = isPlan ? "it is taken over" : "it was taken over";
        return changes.Count == 0
            ? $"{live.Extension} exists already, as wanted; {done}. Another stack may manage it too"
            : $"{live.Extension} exists already; {done} and {(isPlan ? "updated" : "was updated")}: {string.Join(", ", changes)}. Another stack may manage it too";
    }

    /// <summary>True where an update is needed.</summary>
    public static bool Differs(AgentValues wanted, LiveAgent live) => Changes(wanted, live, false, System.Collections.Frozen.FrozenSet<string>.Empty).Count > 0;

    private static List<string> Changes(AgentValues wanted, LiveAgent live, bool isPasswordOther, IReadOnlySet<string> secrets)
    {
        var seen = wanted.Following(live);
        var found = new List<string>();
        Add(AgentProperty.Name, seen.Name != wanted.Name, seen.Name, wanted.Name);
        Add(AgentProperty.PhoneNumber, seen.PhoneNumber != wanted.PhoneNumber, Last(seen.PhoneNumber), Last(wanted.PhoneNumber));
        Add(AgentProperty.StartTime, wanted.StartTime is not null && seen.StartTime != wanted.StartTime, $"{seen.StartTime}", $"{wanted.StartTime}");
        Add(AgentProperty.EndTime, wanted.EndTime is not null && seen.EndTime != wanted.EndTime, $"{seen.EndTime}", $"{wanted.EndTime}");
        Add(AgentProperty.SmsAlert, wanted.SmsAlert is not null && seen.SmsAlert != wanted.SmsAlert, $"{seen.SmsAlert}", $"{wanted.SmsAlert}");
        if (isPasswordOther)
        {
            found.Add($"{AgentProperty.Password} set (hidden)");
        }

        return found;

        void Add(string property, bool differs, string? before, string? after)
        {
            if (differs)
            {
                found.Add(secrets.Contains(property) ? $"{property} {SecretTexts.Mark}" : $"{property} {before} to {after}");
            }
        }
    }

    // Logs of deployments are read by many.
    private static string Last(string? phone) => phone is null ? "" : $"***{phone[Math.Max(0, phone.Length - 4)..]}";
}
