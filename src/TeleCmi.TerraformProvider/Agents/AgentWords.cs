using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.States;
using TeleCmi.Plugins;
using TeleCmi.Reports;
using TeleCmi.TerraformProvider.Providers;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Agents;

/// <summary>What is said of one agent. The summary holds the extension: CLIs merge warnings whose summaries are equal.</summary>
internal static class AgentWords
{
    public static Notice NotAnId(string id) => Notice.Error(
        $"{Shown.Quoted(id)} is no agent's id", "Give the extension, such as 101, or EXTENSION_APPID, such as 101_1111112.");

    public static Notice NotThere(int extension) => Notice.Error(
        $"{extension} does not exist", "The account's list of users lacks it. Without an import, the next apply makes it.");

    public static Notice MaskedPhone(int extension) => Notice.Warning(
        $"{extension}: only a part of the phone number is shown", "Give its digits as `phone_number` in the program.");

    public static Notice NoPassword(int extension) => Notice.Error(
        $"{extension}: a new agent needs a password",
        "Give `password_wo` or `password_env`. A user who exists already needs none where it is imported.");

    public static Notice Unset(int extension, string variable) => Notice.Warning(
        $"{extension}: {variable} is not set", "The apply needs it: it is the password's variable in the environment of the provider.");

    public static Notice NotCompared(int extension, string variable) => Notice.Warning(
        $"{extension}: {variable} is not set", "So it is not known whether the password differs.");

    public static Notice Missing(int extension, string? variable) => Notice.Error(
        $"{extension}: its password is not known",
        variable is null ? "Give `password_wo` or `password_env`. Nothing was sent." : $"Set {variable}. Nothing was sent.");

    public static Notice Rotated(int extension) => Notice.Warning(
        $"{extension}: its password was not compared",
        "It is recorded by another app secret, and the service does not show it. With another `password_wo_version` it is sent again.");

    public static Notice Protected(int extension) => Notice.Error(
        $"{extension} cannot be removed: protected", "Apply `protected = false` first. Nothing was sent.");

    public static Notice ImportedAndRemoved(int extension) => Notice.Error(
        $"{extension} is imported and would be removed",
        "The program gives it another extension. Import the user to a resource that says theirs; where another one has them, use `moved`.");

    public static Notice TooMany(int maximum) => Notice.Error(
        $"Refused: the plan removes more than {maximum} telecmi_agent{(maximum == 1 ? "" : "s")}",
        "Those that move to another extension count too. To allow it, raise `max_removals` in the provider. Nothing was sent.");

    /// <summary>Who exists already, and what of them is not as wanted.</summary>
    public static Notice Exists(int extension, Takeover takeover)
    {
        var changes = takeover.Changes.Select(change => change.Field).Concat(takeover.SetsPassword ? [AgentSchema.Password] : []).ToList();
        return Notice.Warning(
            $"{extension} exists already",
            $"Taken over, and {(changes.Count == 0 ? "as wanted" : $"changed: {string.Join(", ", changes)}")}. Another program may manage"
            + " the user too.");
    }

    public static Notice Unlisted(int extension) => Notice.Warning(
        $"{extension} exists already by the service's word, but no list shows it", "It may be a supervisor.");

    public static Notice Left(int extension) => Notice.Warning(
        $"{extension} stays", "Another resource has taken the user over in this run. Nothing was removed.");

    /// <summary>Why an operation failed.</summary>
    public static Notice Of(SingleFailure failure, int extension, AccountSettings settings) => failure switch
    {
        SingleFailure.NoList no => ProviderWords.Of(Failure.Of(no.Why), settings),
        SingleFailure.Refused no => Refused(extension, Done(no.Action), no.Verdict),
        SingleFailure.Open no => Notice.Error(
            $"It is not known whether {extension} was {Done(no.Action)}",
            $"{no.Why}. Apply again: what is there, or gone, already is found."),
        SingleFailure.Gone => Notice.Error(
            $"{extension} is gone from the account", "Refresh first: the next plan makes it anew. Nothing was sent."),
        SingleFailure.ChangedSincePlan => Notice.Error(
            $"{extension}: changed in the account since the plan", "Plan again. Nothing was sent."),
        SingleFailure.Doubled => Notice.Error(
            $"{extension} is listed twice", "Remove one of the two in the dashboard, then plan again. Nothing was sent."),
        SingleFailure.Claimed => Claimed(extension),
        SingleFailure.AnotherPerson no => Notice.Error(
            $"{extension} is the extension of another person{Named(no.Name)}",
            "Name and phone number both differ. Nothing was written or recorded. Where they are to be overwritten, import them first:"
            + $" `import {{ to = ADDRESS, id = \"{extension}\" }}`."),
        SingleFailure.AnotherPersonStays no => Notice.Error(
            $"{extension} is another person's by now{Named(no.Name)}",
            "Not the one whom this resource has applied: they stay. To give the resource up, use `removed` with `destroy = false`, or"
            + " `terraform state rm`; to remove them, import them then."),
        SingleFailure.UnknownPersonStays => Notice.Error(
            $"{extension} stays: it is not recorded whom this resource has applied",
            "Nobody was removed. Plan with a refresh; to give the resource up, use `removed` with `destroy = false`, or"
            + " `terraform state rm`."),
        SingleFailure.LeftToNobody => Notice.Error(
            $"{extension} stays: the resource that claims it has failed", "Another person is there. Nothing was removed."),
        SingleFailure.TooManyRemovals no => TooMany(no.Maximum) with { Summary = $"{extension} stays: {no.Maximum} are removed already" },
        SingleFailure.NoLedger no => Notice.Error($"{extension} stays", $"{no.Reason}. Nothing was sent."),
        SingleFailure.NoPassword => Notice.Error(
            $"{extension}: the service does not show its password",
            "An update must send one back. Give `password_wo` or `password_env`. Nothing was sent."),
        SingleFailure.Unknown no => Notice.Error($"{extension}: {no.Key} is not known", "Give it in the program. Nothing was sent."),
        _ => throw new InvalidOperationException("The failures of a resource are a closed set."),
    };

    /// <summary>Two resources of one plan that have one user, or of which one would remove the other's.</summary>
    public static Notice Claimed(int extension) => Notice.Error(
        $"Another resource manages {extension} as well",
        "Give each user one resource. Where this one takes it over from the other, use `moved`, or `removed` with `destroy = false`. What a"
        + " broken replacement left behind goes by `terraform state rm` and an import.");

    private static Notice Refused(int extension, string done, Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.UserLimit => Notice.Error(
            $"{extension} could not be {done}: {Words(verdict)}",
            "Buy a seat or remove a user. Where this agent replaces another, `create_before_destroy = false` frees the old one's seat"
            + " first."),
        VerdictKind.Authentication => Notice.Error(
            $"The service refused app id and secret: {Words(verdict)}", $"Check `appid` and {AccountSettings.SecretVariable}."),
        VerdictKind.NotSent or VerdictKind.RateLimited => Notice.Error(
            $"{extension} was not {done}: {Words(verdict)}", "Nothing was sent. Apply again."),
        _ => Notice.Error($"{extension} could not be {done}: {Words(verdict)}", "Mend it, then apply again."),
    };

    private static string Done(ChangeAction action) => action switch
    {
        ChangeAction.Add => "added",
        ChangeAction.Remove => "removed",
        _ => "updated",
    };

    private static string Words(Verdict verdict) => verdict.Text ?? "refused by the service";

    private static string Named(string? person) => person is null ? "" : $", {Shown.Quoted(person)}";
}
