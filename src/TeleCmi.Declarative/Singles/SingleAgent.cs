using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Singles;

/// <summary>What a door records of an agent, and gives back with the next operation.</summary>
/// <param name="Values">What the service holds, as far as it is known.</param>
/// <param name="Password">The one last given, unless it is known to be another one by now.</param>
/// <param name="Person">Whom the resource stands for.</param>
public sealed record SingleAgent(AgentValues Values, Secret? Password, Person Person)
{
    /// <summary>
    /// The live values, in the spelling of these where they are equal: a masked phone that matches is not news. What live does not show
    /// stays as it is here.
    /// </summary>
    public static AgentValues Following(AgentValues mine, AgentValues live) => mine.Schema.Make(field =>
        field.Get(live) is { } seen && (field.Get(mine) is not { } own || !field.Fits(seen, own)) ? seen : field.Get(mine));

    /// <summary>What is given, or else live; where live shows a phone masked, the digits that were recorded stand for it.</summary>
    internal static AgentValues Whole(AgentValues given, AgentValues recorded, LiveAgent live)
    {
        var whole = given.Or(live.Values);
        return whole with { PhoneNumber = Phones.Digits(whole.PhoneNumber, recorded.PhoneNumber) ?? whole.PhoneNumber };
    }

    /// <summary>The key of what must be sent and is not known, or is masked; null where nothing is missing.</summary>
    internal static string? Missing(AgentValues values)
        => values.Schema.Fields.FirstOrDefault(field =>
            field.Is(FieldUse.Required) && (field.Get(values) is not { } value || field.IsMasked(value)))?.Key;
}
