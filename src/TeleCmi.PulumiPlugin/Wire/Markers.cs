using System.Collections.Frozen;

namespace TeleCmi.PulumiPlugin.Wire;

/// <summary>The protocol's marks for what JSON has no word for.</summary>
internal static class Markers
{
    /// <summary>The member that tells a marked object from a plain one.</summary>
    public const string Key = "4dabf18193072939515e22adb298388d";

    /// <summary>A secret: its <see cref="Value"/> is hidden and encrypted by the engine.</summary>
    public const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>An output of another resource, in the inputs of a component: known or not, secret or not, with its dependencies.</summary>
    public const string Output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /// <summary>The content of a secret or an output; an output without it is unknown.</summary>
    public const string Value = "value";

    /// <summary>A text that is not known until something is created.</summary>
    public const string UnknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>A list that is not known yet.</summary>
    public const string UnknownList = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";

    /// <summary>A map that is not known yet.</summary>
    public const string UnknownMap = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff";

    /// <summary>The unknowns: one for each type, and any may stand for any.</summary>
    public static readonly FrozenSet<string> Unknowns = FrozenSet.Create(
        StringComparer.Ordinal,
        UnknownText,
        UnknownList,
        UnknownMap,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a");
}
