using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Singles;

/// <summary>
/// Whom a resource last applied, took over or imported. A door records it and a refresh leaves it as it is, so that a removal never takes
/// away whom somebody else has put on the extension since.
/// </summary>
/// <param name="Name">Display name; null where it is not known.</param>
/// <param name="PhoneNumber">Digits; null where they are not known.</param>
public sealed record Person(string? Name, string? PhoneNumber)
{
    /// <summary>Nobody is known.</summary>
    public static Person Unknown { get; } = new(null, null);

    /// <summary>True where nothing is known of them.</summary>
    public bool IsUnknown => Name is null && PhoneNumber is null;

    /// <summary>From values of an agent.</summary>
    public static Person Of(AgentValues values) => new(values.Name, values.PhoneNumber);

    /// <summary>These, and what is not known of them from the others.</summary>
    internal Person Or(Person others) => new(Name ?? others.Name, PhoneNumber ?? others.PhoneNumber);

    /// <summary>True where name or phone is theirs.</summary>
    internal bool Is(LiveAgent live) => !IsUnknown && Names.SamePerson(Name, PhoneNumber, live);
}
