using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>The known values of an agent. Null is absent, unknown or of a wrong type: which of these, only <see cref="AgentCheck"/> asks.</summary>
internal sealed record AgentValues
{
    public int? Extension { get; init; }

    public string? Name { get; init; }

    /// <summary>Digits, where the text is a phone number; else the text.</summary>
    public string? PhoneNumber { get; init; }

    public Secret? Password { get; init; }

    public int? StartTime { get; init; }

    public int? EndTime { get; init; }

    public bool? SmsAlert { get; init; }

    /// <summary>Reads inputs or outputs.</summary>
    public static AgentValues Read(Struct? properties) => new()
    {
        Extension = properties.Get(AgentProperty.Extension).Integer,
        Name = properties.Get(AgentProperty.Name).Text,
        PhoneNumber = properties.Get(AgentProperty.PhoneNumber).Text is { } phone ? Phones.Parse(phone) ?? phone : null,
        Password = properties.Get(AgentProperty.Password).Text is { } password ? new Secret(password) : null,
        StartTime = properties.Get(AgentProperty.StartTime).Integer,
        EndTime = properties.Get(AgentProperty.EndTime).Integer,
        SmsAlert = properties.Get(AgentProperty.SmsAlert).Flag,
    };

    /// <summary>What a list shows of a user.</summary>
    public static AgentValues Of(LiveAgent live) => new()
    {
        Extension = live.Extension,
        Name = live.Name,
        PhoneNumber = live.Phone,
        StartTime = live.StartTime,
        EndTime = live.EndTime,
        SmsAlert = live.SmsAlert,
    };

    /// <summary>These values, and the others' where these have none.</summary>
    public AgentValues Or(AgentValues others) => new()
    {
        Extension = Extension ?? others.Extension,
        Name = Name ?? others.Name,
        PhoneNumber = PhoneNumber ?? others.PhoneNumber,
        Password = Password ?? others.Password,
        StartTime = StartTime ?? others.StartTime,
        EndTime = EndTime ?? others.EndTime,
        SmsAlert = SmsAlert ?? others.SmsAlert,
    };

    /// <summary>These values without those that are ignored.</summary>
    public AgentValues Without(IgnoredChanges ignored) => new()
    {
        Extension = Extension,
        Name = ignored.Cover(AgentProperty.Name) ? null : Name,
        PhoneNumber = ignored.Cover(AgentProperty.PhoneNumber) ? null : PhoneNumber,
        Password = ignored.Cover(AgentProperty.Password) ? null : Password,
        StartTime = ignored.Cover(AgentProperty.StartTime) ? null : StartTime,
        EndTime = ignored.Cover(AgentProperty.EndTime) ? null : EndTime,
        SmsAlert = ignored.Cover(AgentProperty.SmsAlert) ? null : SmsAlert,
    };

    /// <summary>
    /// The live values, in the spelling of these where they are equal: a masked phone that matches is not news. What live does not show
    /// stays as it is here.
    /// </summary>
    public AgentValues Following(LiveAgent live) => new()
    {
        Extension = live.Extension,
        Name = live.Name is null || (Name is not null && Names.Same(Name, live.Name)) ? Name : live.Name,
        PhoneNumber = live.Phone is null || (PhoneNumber is not null && Phones.Fit(live.Phone, PhoneNumber)) ? PhoneNumber : live.Phone,
        Password = Password,
        StartTime = live.StartTime ?? StartTime,
        EndTime = live.EndTime ?? EndTime,
        SmsAlert = live.SmsAlert ?? SmsAlert,
    };

    /// <summary>The record that lets a lost call be settled.</summary>
    public RecordedAgent ToRecord(string agentId, string? fingerprint) => new()
    {
        Extension = Extension ?? 0,
        AgentId = agentId,
        Name = Name,
        PhoneNumber = PhoneNumber,
        StartTime = StartTime,
        EndTime = EndTime,
        SmsAlert = SmsAlert,
        PasswordFingerprint = fingerprint,
    };

    /// <summary>The properties that have a value, the password as a secret.</summary>
    /// <param name="secrets">Further properties that must be secret.</param>
    public Struct ToProperties(IReadOnlySet<string> secrets)
    {
        var properties = new Struct();
        Put(AgentProperty.Extension, Extension is { } extension ? Value.ForNumber(extension) : null);
        Put(AgentProperty.Name, Name is { } name ? Value.ForString(name) : null);
        Put(AgentProperty.PhoneNumber, PhoneNumber is { } phone ? Value.ForString(phone) : null);
        Put(AgentProperty.Password, Password is { } password ? Value.ForString(password.Reveal()) : null);
        Put(AgentProperty.StartTime, StartTime is { } start ? Value.ForNumber(start) : null);
        Put(AgentProperty.EndTime, EndTime is { } end ? Value.ForNumber(end) : null);
        Put(AgentProperty.SmsAlert, SmsAlert is { } alert ? Value.ForBool(alert) : null);
        return properties;

        void Put(string name, Value? value)
        {
            if (value is not null)
            {
                properties.Fields[name] = name == AgentProperty.Password || secrets.Contains(name) ? Property.AsSecret(value) : value;
            }
        }
    }
}
