using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Declarative.Planning;
using TeleCmi.PulumiPlugin.Wire;
using TeleCmi.Reports;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>A user that existed already when it was to be added: what of it differs, and what is recorded of it.</summary>
internal sealed class Adoption
{
    private readonly AgentValues _seen;
    private readonly bool _passwordDiffers;

    private Adoption(AgentValues seen, bool passwordDiffers, string warning) => (_seen, _passwordDiffers, Warning) = (seen, passwordDiffers, warning);

    /// <summary>For the engine's log.</summary>
    public string Warning { get; }

    /// <summary>Takes over what a list shows.</summary>
    /// <param name="wanted">The inputs.</param>
    /// <param name="password">The password that was to be sent.</param>
    /// <param name="found">The user.</param>
    /// <param name="secrets">Properties whose values nobody may read.</param>
    public static Adoption Of(AgentValues wanted, Secret password, CallResult.Converged found, IReadOnlySet<string> secrets)
    {
        if (found.Live is not { } live)
        {
            return new Adoption(wanted, false, $"{wanted.Extension} exists already by the service's word, but no list shows it: it may be a supervisor");
        }

        var seen = wanted.Following(live);
        var passwordDiffers = found.Listing.Account.Passwords.Find(live.Extension) is { } other && !other.Equals(password);
        var differences = Differences(wanted, seen, passwordDiffers, secrets);
        return new Adoption(seen, passwordDiffers, differences.Count == 0
            ? $"{live.Extension} existed already, as wanted; it was taken over"
            : $"{live.Extension} existed already and was taken over as it is: {string.Join(", ", differences)}. The next `pulumi up` updates it"
                + (IsAnother(wanted, live) ? "; name and phone both differ: it may be another person's extension" : ""));
    }

    /// <summary>The outputs: live values.</summary>
    public Struct Outputs(string agentId, Struct inputs)
    {
        var outputs = AgentOutputs.Of(_seen, agentId, inputs);
        if (_passwordDiffers)
        {
            outputs.Fields[AgentProperty.PasswordDiffers] = Value.ForBool(true);
        }

        return outputs;
    }

    private static bool IsAnother(AgentValues wanted, LiveAgent live) =>
        live.Name is not null && live.Phone is not null && !Comparison.SameName(wanted.Name!, live.Name) && !Phones.Fit(live.Phone, wanted.PhoneNumber!);

    private static List<string> Differences(AgentValues wanted, AgentValues seen, bool passwordDiffers, IReadOnlySet<string> secrets)
    {
        var found = new List<string>();
        Add(AgentProperty.Name, seen.Name != wanted.Name, Shown.Of(seen.Name).ToString(), Shown.Of(wanted.Name).ToString());
        Add(AgentProperty.PhoneNumber, seen.PhoneNumber != wanted.PhoneNumber, Last(seen.PhoneNumber), Last(wanted.PhoneNumber));
        Add(AgentProperty.StartTime, wanted.StartTime is not null && seen.StartTime != wanted.StartTime, $"{seen.StartTime}", $"{wanted.StartTime}");
        Add(AgentProperty.EndTime, wanted.EndTime is not null && seen.EndTime != wanted.EndTime, $"{seen.EndTime}", $"{wanted.EndTime}");
        Add(AgentProperty.SmsAlert, wanted.SmsAlert is not null && seen.SmsAlert != wanted.SmsAlert, $"{seen.SmsAlert}", $"{wanted.SmsAlert}");
        if (passwordDiffers)
        {
            found.Add($"{AgentProperty.Password} differs (hidden)");
        }

        return found;

        void Add(string property, bool differs, string before, string after)
        {
            if (differs)
            {
                found.Add(secrets.Contains(property) ? $"{property} differs ({SecretTexts.Mark})" : $"{property} is {before}, wanted {after}");
            }
        }
    }

    // Logs of deployments are read by many.
    private static string Last(string? phone) => phone is null ? "" : $"***{phone[Math.Max(0, phone.Length - 4)..]}";
}
