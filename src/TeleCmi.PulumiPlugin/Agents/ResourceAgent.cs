using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>
/// The known values of a resource. Null is absent, unknown or of a wrong type: which of these, only <see cref="AgentCheck"/> asks.
/// </summary>
/// <param name="Extension">The key.</param>
/// <param name="Values">The fields; the phone in digits, where its text is a phone number.</param>
/// <param name="Password">The password.</param>
internal sealed record ResourceAgent(int? Extension, AgentValues Values, Secret? Password)
{
    public string? Name => Values.Name;

    public string? PhoneNumber => Values.PhoneNumber;

    /// <summary>Reads inputs or outputs.</summary>
    public static ResourceAgent Read(Struct? properties) => new(
        properties.Get(AgentProperty.Extension).Integer,
        AgentProperty.Schema.Make(field => AgentProperty.Read(field, properties.Get(AgentProperty.NameOf(field.Key)))),
        properties.Get(AgentProperty.Password).Text is { } password ? new Secret(password) : null);

    /// <summary>What a list shows of a user.</summary>
    public static ResourceAgent Of(LiveAgent live) => new(live.Extension, live.Values, null);

    /// <summary>These values, and the others' where these have none.</summary>
    public ResourceAgent Or(ResourceAgent others) => new(Extension ?? others.Extension, Values.Or(others.Values), Password ?? others.Password);

    /// <summary>These values without those that are ignored.</summary>
    public ResourceAgent Without(IgnoredChanges ignored) => this with
    {
        Values = Values.Schema.Make(field => ignored.Cover(AgentProperty.NameOf(field.Key)) ? null : field.Get(Values)),
        Password = ignored.Cover(AgentProperty.Password) ? null : Password,
    };

    /// <summary>
    /// The live values, in the spelling of these where they are equal: a masked phone that matches is not news. What live does not show
    /// stays as it is here.
    /// </summary>
    public ResourceAgent Following(LiveAgent live) => this with
    {
        Extension = live.Extension,
        Values = Values.Schema.Make(field => field.Get(live.Values) is { } seen && (field.Get(Values) is not { } mine || !field.Fits(seen, mine)) ? seen : field.Get(Values)),
    };

    /// <summary>The properties that have a value, the password as a secret.</summary>
    /// <param name="secrets">Further properties that must be secret.</param>
    public Struct ToProperties(IReadOnlySet<string> secrets)
    {
        var properties = new Struct();
        foreach (var name in AgentProperty.Inputs)
        {
            var value = name switch
            {
                AgentProperty.Extension => AgentProperty.Write(FieldValue.Of(Extension)),
                AgentProperty.Password => AgentProperty.Write(FieldValue.Of(Password?.Reveal())),
                _ => AgentProperty.Write(AgentProperty.FieldOf(name)?.Get(Values)),
            };
            if (value is not null)
            {
                properties.Fields[name] = name == AgentProperty.Password || secrets.Contains(name) ? Property.AsSecret(value) : value;
            }
        }

        return properties;
    }
}
