using System.Collections.Immutable;

namespace TeleCmi.Client.Agents;

/// <summary>
/// One user as a consistent list showed it. A null value is <em>unreadable</em> (absent, empty, of a wrong type): it is
/// unknown, never false or empty. Passwords are kept apart, in <see cref="LivePasswords"/>.
/// </summary>
/// <param name="Extension">The key, e.g. 101.</param>
/// <param name="AgentId"><c>EXTENSION_APPID</c>.</param>
/// <param name="Values">
/// As sent; of a phone the digits, with <c>X</c> or <c>*</c> where the service masked one, separators and a plus dropped.
/// </param>
public sealed record LiveAgent(int Extension, string AgentId, AgentValues Values)
{
    /// <summary>Display name.</summary>
    public string? Name => Values.Name;

    /// <summary>The phone as it is shown.</summary>
    public string? Phone => Values.PhoneNumber;
}

/// <summary>Passwords that a list returned in clear, by extension; one that is absent or masked is not here.</summary>
public sealed class LivePasswords(ImmutableDictionary<int, Secret> byExtension)
{
    /// <summary>No password at all.</summary>
    public static LivePasswords None { get; } = new(ImmutableDictionary<int, Secret>.Empty);

    /// <summary>The readable password of an extension, or null.</summary>
    public Secret? Find(int extension) => byExtension.GetValueOrDefault(extension);

    /// <summary>Shows nothing.</summary>
    public override string ToString() => "(hidden)";
}

/// <summary>One complete, consistent list of an account.</summary>
/// <param name="Agents">Users of this app id, by extension; a doubled user once.</param>
/// <param name="Foreign">How many rows belong to another app id; never managed.</param>
/// <param name="Doubled">Extensions that the service lists twice.</param>
/// <param name="Passwords">What must not reach a plan, a state or a renderer.</param>
public sealed record LiveAccount(
    ImmutableSortedDictionary<int, LiveAgent> Agents,
    int Foreign,
    ImmutableHashSet<int> Doubled,
    LivePasswords Passwords)
{
    /// <summary>An account without users.</summary>
    public static LiveAccount Empty { get; } = new(
        ImmutableSortedDictionary<int, LiveAgent>.Empty, 0, ImmutableHashSet<int>.Empty, LivePasswords.None);

    /// <summary>The user of an extension; null where the list lacks it.</summary>
    public LiveAgent? Find(int extension) => Agents.GetValueOrDefault(extension);
}
