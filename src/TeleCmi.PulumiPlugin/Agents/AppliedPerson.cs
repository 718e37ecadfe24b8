using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>
/// Whom a resource last applied, took over or imported: the output <c>applied</c>. A refresh leaves it as it is, so that a removal never
/// takes away whom somebody else has put on the extension since.
/// </summary>
/// <param name="Name">Display name; null where it is not known.</param>
/// <param name="PhoneNumber">Digits; null where they are not known.</param>
internal sealed record AppliedPerson(string? Name, string? PhoneNumber)
{
    /// <summary>From what is recorded: the output, in a state of before it the values, and where those were lost the inputs.</summary>
    public static AppliedPerson Read(Struct? outputs, Struct? inputs)
    {
        if (outputs.Get(AgentProperty.Applied).Content is { KindCase: Value.KindOneofCase.StructValue } applied)
        {
            return Of(applied.StructValue);
        }

        var recorded = Of(outputs);
        return recorded.IsUnknown ? Of(inputs) : recorded;
    }

    /// <summary>From values of an agent.</summary>
    public static AppliedPerson Of(ResourceAgent values) => new(values.Name, values.PhoneNumber);

    /// <summary>True where nothing is known of them.</summary>
    public bool IsUnknown => Name is null && PhoneNumber is null;

    /// <summary>These, and what is not known of them from the others.</summary>
    public AppliedPerson Or(AppliedPerson others) => new(Name ?? others.Name, PhoneNumber ?? others.PhoneNumber);

    /// <summary>True where name or phone is theirs.</summary>
    public bool Is(LiveAgent live) => !IsUnknown && Names.SamePerson(Name, PhoneNumber, live);

    /// <summary>The output.</summary>
    /// <param name="secrets">Properties that must be secret.</param>
    public Value ToOutput(IReadOnlySet<string> secrets) =>
        Value.ForStruct(new ResourceAgent(null, AgentProperty.Schema.None with { Name = Name, PhoneNumber = PhoneNumber }, null).ToProperties(secrets));

    private static AppliedPerson Of(Struct? properties) => Of(ResourceAgent.Read(properties));
}
