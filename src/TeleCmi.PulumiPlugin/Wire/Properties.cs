using Google.Protobuf.WellKnownTypes;

namespace TeleCmi.PulumiPlugin.Wire;

/// <summary>The properties of a resource, as the protocol carries them.</summary>
internal static class Properties
{
    /// <summary>One property; absent where there is none, or no properties at all.</summary>
    public static Property Get(this Struct? properties, string name) =>
        Property.Read(properties is not null && properties.Fields.TryGetValue(name, out var value) ? value : null);

    /// <summary>Makes a property a secret, where it is there and came as none.</summary>
    public static void Hide(this Struct properties, string name)
    {
        if (properties.Get(name) is { IsSecret: false, IsAbsent: false } clear)
        {
            properties.Fields[name] = Property.AsSecret(clear.Content ?? Value.ForString(Markers.UnknownText));
        }
    }

    /// <summary>True where there are no properties.</summary>
    public static bool IsEmpty(this Struct? properties) => properties is null || properties.Fields.Count == 0;
}
