using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Declarative.Singles;

/// <summary>What a user that exists already has otherwise than wanted. A door tells it: another program may manage the user too.</summary>
/// <param name="Changes">Fields that are shown and differ.</param>
/// <param name="SetsPassword">True where the password is another one, or not shown.</param>
public sealed record Takeover(ImmutableArray<FieldChange> Changes, bool SetsPassword)
{
    /// <summary>Compares.</summary>
    /// <param name="wanted">As it is sent.</param>
    /// <param name="list">A list.</param>
    /// <param name="live">The user in it.</param>
    internal static Takeover Of(AgentWrite wanted, LiveAccount list, LiveAgent live) => new(
        [.. from view in Comparison.View(wanted.Values, null, live.Values)
            where view.Differs
            select new FieldChange(view.Field.Key, view.Live, view.Wanted)],
        wanted.Password is { } password && !password.Equals(list.Passwords.Find(live.Extension)));
}
