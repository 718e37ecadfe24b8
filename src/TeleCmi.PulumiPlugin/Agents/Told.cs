using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Singles;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>What the engine's log says of a resource. Begins with the extension, as engines merge messages that begin alike.</summary>
internal static class Told
{
    /// <summary>What was, or will be, changed of a user that existed already.</summary>
    /// <param name="one">The resource.</param>
    /// <param name="takeover">What differs.</param>
    /// <param name="secrets">Properties that must not be shown.</param>
    /// <param name="isPlan">True where it is still to be done.</param>
    public static string Takeover(SingleResource one, Takeover takeover, IReadOnlySet<string> secrets, bool isPlan)
    {
        var changes = takeover.Changes.Select(change => Field(change, AgentProperty.NameOf(change.Field), secrets)).ToList();
        if (takeover.SetsPassword)
        {
            changes.Add($"{AgentProperty.Password} set (hidden)");
        }

        var (taken, updated) = isPlan ? ("it is taken over", "updated") : ("it was taken over", "was updated");
        var done = changes.Count == 0 ? $", as wanted; {taken}" : $"; {taken} and {updated}: {string.Join(", ", changes)}";
        return $"{one.Extension} exists already{done}. Another stack may manage it too";
    }

    public static string Unlisted(SingleResource one) =>
        $"{one.Extension} exists already by the service's word, but no list shows it: it may be a supervisor";

    public static string GivenUp(SingleResource one) =>
        $"{one.Extension} is another person's extension as yet; the create fails unless they are removed first (`deleteBeforeReplace`), or"
        + " in a run before this one";

    public static string Left(SingleResource one, RemovalBar bar)
    {
        var whose = bar.Resource == one.Name ? "this resource goes on with it"
            : bar is RemovalBar.Taken ? $"{bar.Resource} has taken it over in this deployment"
            : $"{bar.Resource} claims it";
        return $"{one.Extension} stays: {whose}. Nothing was removed";
    }

    private static string Field(FieldChange change, string name, IReadOnlySet<string> secrets)
        => secrets.Contains(name) ? $"{name} {SecretTexts.Mark}" : $"{name} {Shown(name, change.Before)} to {Shown(name, change.After)}";

    // Logs of deployments are read by many.
    private static string Shown(string name, FieldValue? value) => value switch
    {
        FieldValue.Text { Value: var phone } when AgentProperty.FieldOf(name)?.Kind == FieldKind.Phone =>
            $"***{phone[Math.Max(0, phone.Length - 4)..]}",
        FieldValue.Text { Value: var text } => text,
        FieldValue.Number { Value: var number } => $"{number}",
        FieldValue.Flag { Value: var flag } => flag ? "true" : "false",
        _ => "",
    };
}
