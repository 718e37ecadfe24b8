using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;
using TeleCmi.Plugins;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;
using static TeleCmi.TerraformProvider.Agents.AgentInput;

namespace TeleCmi.TerraformProvider.Agents;

/// <summary>What becomes of a password.</summary>
internal enum PasswordMove
{
    /// <summary>The program manages none.</summary>
    None,

    /// <summary>It is as it was, or can't be compared here.</summary>
    Kept,

    /// <summary>It was not managed, and the service shows the one that is wanted.</summary>
    Found,

    /// <summary>It is sent.</summary>
    Sent,
}

/// <summary>The attributes that an agent will have. Those that are planned as known must come back as they are.</summary>
internal static class AgentPlan
{
    /// <param name="input">What the program says.</param>
    /// <param name="prior">The attributes so far; none for a resource that is made anew.</param>
    /// <param name="move">What becomes of its password.</param>
    /// <param name="record">What else is recorded.</param>
    /// <param name="appId">The account; null where it is not known yet.</param>
    public static Dynamic State(AgentInput input, Dynamic prior, PasswordMove move, AgentRecord record, long? appId)
        => AgentObject.Planned(input.Config, prior)
            // What enters no state is null there, whatever the program says.
            .With(WrittenPassword, Dynamic.None)
            .With(Id, !prior.IsNull ? prior[Id]
                : input.Extension is { } extension && appId is { } own ? Dynamic.Of(AgentId.Of(extension, own)) : Dynamic.Later)
            .With(Fingerprint, move switch
            {
                PasswordMove.Sent => Dynamic.Later,
                PasswordMove.Kept => prior[Fingerprint],
                PasswordMove.Found => Dynamic.Of(record.Seen),
                _ => Dynamic.None,
            });

    /// <summary>A password whose version is given is sent when that changes, another one when it differs.</summary>
    public static PasswordMove Move(AgentInput input, Dynamic prior, AgentRecord record, PasswordKey? key, Secret? password)
    {
        var (recorded, version) = (prior[Fingerprint].AsText, input.Config[PasswordVersion]);
        // Without the app secret, or by another one, fingerprints tell nothing.
        var print = password is null || key is null || key.KeyId != record.KeyId ? null : key.Fingerprint(prior[Id].AsText ?? "", password);
        return !input.ManagesPassword ? PasswordMove.None
            : input.IsPasswordUnknown || version.IsUnknown ? PasswordMove.Sent
            : !version.IsNull ? recorded is not null && version == prior[PasswordVersion] ? PasswordMove.Kept : PasswordMove.Sent
            : recorded is null ? !prior.IsNull && print is not null && print == record.Seen ? PasswordMove.Found : PasswordMove.Sent
            : print is null || print == recorded ? PasswordMove.Kept
            : PasswordMove.Sent;
    }

    /// <summary>What an update sends: all that is known. Text that a state holds escaped was not meant to be changed.</summary>
    public static AgentValues Sent(Dynamic prior, Dynamic planned) => AgentAttributes.Schema.Make(field
        => planned[field.Key] == prior[field.Key] && planned[field.Key].AsText?.Contains("\\u{", StringComparison.Ordinal) == true
            ? null
            : planned[field.Key].Given.As(field));

    /// <summary>The fields that an update changes.</summary>
    public static AgentValues Changed(Dynamic prior, Dynamic planned) => AgentAttributes.Schema.Make(field
        => planned[field.Key] == prior[field.Key] ? null : planned[field.Key].Given.As(field));
}
