using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.Reports;

namespace TeleCmi.PulumiPlugin.Wire;

/// <summary>
/// What is wrong with a property. The engine prints the value of one that a failure names, so the failure of a value that is missing, came
/// as a secret, may be one, or holds the app secret names none: the words do.
/// </summary>
internal static class PropertyFailure
{
    /// <param name="given">All properties.</param>
    /// <param name="property">The one that is wrong.</param>
    /// <param name="reason">Why; holds no value.</param>
    /// <param name="appSecret">Null where it is not known.</param>
    /// <param name="isSecret">True where the value may be a secret whether it was wrapped or not.</param>
    public static CheckFailure Of(Struct given, string property, string reason, Secret? appSecret, bool isSecret)
    {
        var isShown = !isSecret && given.Get(property) is { IsSecret: false, Content: { } content } && content.KindCase switch
        {
            Value.KindOneofCase.StringValue =>
                appSecret is null || !content.StringValue.Contains(appSecret.Reveal(), StringComparison.Ordinal),
            Value.KindOneofCase.NumberValue or Value.KindOneofCase.BoolValue => true,
            _ => false,
        };
        return isShown
            ? new CheckFailure { Property = property, Reason = reason }
            : new CheckFailure { Reason = $"{Shown.Of(property)}: {reason}" };
    }
}
