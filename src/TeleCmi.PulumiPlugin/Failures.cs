using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.States;
using TeleCmi.Plugins;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.Reports;

namespace TeleCmi.PulumiPlugin;

/// <summary>
/// Every way in which a call can fail, with the next step to take. The codes are such that the engine knows the resource to be as it was;
/// only <see cref="StatusCode.Internal"/> would make it doubt its own records.
/// </summary>
internal static class Failures
{
    private static readonly string[] Steps = [", or ", "; "];
    private static readonly string[] OfTheCommand = ["`telecmi ", " -", "`-"];

    public static RpcException Internal(Exception fault) =>
        Of(StatusCode.Internal, $"internal error ({fault.GetType().Name}) in the telecmi plugin; please report it");

    public static RpcException Cancelled() => Of(StatusCode.Cancelled, "cancelled");

    public static RpcException CutShort() => Of(
        StatusCode.Cancelled,
        "cut short before anything was sent: the deployment was cancelled, or the time that the resource option customTimeouts gives is"
        + " over");

    private static RpcException MissingAppId() => Of(
        StatusCode.FailedPrecondition,
        "the account's app id is not known: run `pulumi config set telecmi:appId ...` or set TELECMI_APPID; `telecmi:sandbox: true` needs"
        + " no account");

    private static RpcException MissingSecret(string variable) => Of(
        StatusCode.FailedPrecondition,
        $"the account's app secret is not known: set {variable}, or run `pulumi config set --secret telecmi:secret ...`;"
        + " `telecmi:sandbox: true` needs no account");

    /// <summary>Why the account of a configuration could not be opened.</summary>
    public static RpcException NoAccount(Failure why, AccountSettings settings) => why.Problems[0] switch
    {
        { Code: OpenAccount.NoAppId } => MissingAppId(),
        { Code: OpenAccount.NoSecret } => MissingSecret(settings.WantedSecret),
        var unreadable => SandboxUnreadable(unreadable.Message),
    };

    public static RpcException SecondAccount() => Of(
        StatusCode.FailedPrecondition,
        "this plugin process serves another account, or the sandbox, already: a process serves one. PULUMI_DEBUG_PROVIDERS attaches every"
        + " provider of the program to one process; debug a program with one account");

    public static RpcException NotOnThisMachine() => Of(
        StatusCode.InvalidArgument, "the engine's address must be on this machine, such as 127.0.0.1:4711");

    public static RpcException TakesNothing(string token, IEnumerable<string> given) => Of(
        StatusCode.InvalidArgument,
        $"{token} takes no arguments, so none of {string.Join(", ", given.Select(one => Shown.Of(one)))}: it gives every user, to be"
        + " filtered in the program");

    public static RpcException BadConfig(string problem) => Of(StatusCode.InvalidArgument, problem);

    private static RpcException SandboxUnreadable(string problem) =>
        Of(StatusCode.FailedPrecondition, $"the sandbox could not be opened: {problem}");

    public static RpcException UnknownToken(string token) =>
        Of(StatusCode.InvalidArgument, $"{token} is nothing that the telecmi plugin knows");

    // Refused: no later try will do.
    public static RpcException NoList(Diagnostic why) => Of(
        why.Code is "credentials_refused" or "list_refused" ? StatusCode.PermissionDenied : StatusCode.Aborted,
        $"{why.Message}. {why.Hint}");

    public static RpcException NotAnId(string id) => Of(
        StatusCode.InvalidArgument, $"\"{id}\" is no agent's id: give the extension, such as 101, or EXTENSION_APPID, such as 101_1111112");

    public static RpcException OtherAccount(string id, long appId) => Of(
        StatusCode.FailedPrecondition, $"{id} belongs to another account than {appId}: check telecmi:appId");

    public static RpcException Unknowable(string property) => Of(
        StatusCode.FailedPrecondition, $"{property} is not known, though this is no preview");

    /// <summary>Why an operation on a resource failed.</summary>
    public static RpcException Of(SingleFailure failure, SingleResource one) => failure switch
    {
        SingleFailure.NoList no => NoList(no.Why),
        SingleFailure.Refused no => Refused(Done(no.Action), one.Extension, no.Verdict),
        SingleFailure.Open no => Of(
            StatusCode.Aborted,
            $"it is not known whether {one.Extension} was {Done(no.Action)}: {no.Why}. Run the command again;"
            + (no.Action == ChangeAction.Remove ? " who is gone by then counts as removed"
                : " what is there already is found, not made twice")),
        SingleFailure.Gone => Of(
            StatusCode.NotFound,
            $"{one.Extension} is gone: the account's list of users lacks it. Run `pulumi refresh`, then `pulumi up` makes it anew"),
        SingleFailure.Doubled => Of(
            StatusCode.Aborted,
            $"the service lists {one.Extension} twice; nothing was sent. Remove one of the two in the dashboard, then run"
            + " `pulumi refresh`"),
        SingleFailure.Claimed no => Of(
            StatusCode.FailedPrecondition,
            $"{one.Extension} is claimed by {no.Other} as well; give each agent an extension of its own. Nothing was sent"),
        SingleFailure.AnotherPerson no => Of(
            StatusCode.AlreadyExists,
            $"{one.Extension} is the extension of another person{Named(no.Name)}: name and phone number both differ. Nothing was written or"
            + $" recorded. Where they are to be overwritten, import them first (`pulumi import {AgentResource.Type} NAME {one.Extension}`);"
            + " where another agent of this program gives the extension up, do it in two runs, that one first; two that swap go through a"
            + " free extension"),
        SingleFailure.AnotherPersonStays no => Of(
            StatusCode.FailedPrecondition,
            $"{one.Extension} is another person's by now{Named(no.Name)}: not the one whom this resource has applied. They stay. To give"
            + $" the resource up, run `pulumi state delete '{one.Name}'`; to remove them, import them first"),
        SingleFailure.UnknownPersonStays => Of(
            StatusCode.FailedPrecondition,
            $"it is not recorded whom this resource has applied to {one.Extension}, so nobody was removed. To give the resource up, run"
            + $" `pulumi state delete '{one.Name}'`"),
        SingleFailure.LeftToNobody no => Of(
            StatusCode.FailedPrecondition,
            $"{one.Extension} stays: {no.Claimer} claims it, and failed as another person is there. Nothing was removed. Take {no.Claimer}"
            + " out of the program for one run, so that this user goes first"),
        SingleFailure.TooManyRemovals no => Of(
            StatusCode.FailedPrecondition,
            $"{one.Extension} stays: telecmi:maxRemovals lets one deployment remove {no.Maximum}, and {no.Maximum} are gone."
            + " Set it higher, or run again"),
        SingleFailure.NoLedger no => NoLedger(no.Reason),
        SingleFailure.NoPassword => Of(
            StatusCode.FailedPrecondition,
            $"{one.Extension} can't be updated: the service does not show its password, and an update must send one back. Give `password`"),
        SingleFailure.Unknown no => Unknowable(AgentProperty.NameOf(no.Key)),
        _ => throw new InvalidOperationException("The failures of a resource are a closed set."),
    };

    public static RpcException NoLedger(string reason) => Of(
        StatusCode.FailedPrecondition,
        "nothing was sent: the plugins of this deployment can't tell each other what they do, and without that a user is removed who shall"
        + $" stay. {reason}. Set XDG_RUNTIME_DIR to a folder of yours alone");

    /// <summary>Why the core could not plan or carry out a roster.</summary>
    public static RpcException Of(Failure why) => why.Problems[0] switch
    {
        { Code: "unreachable" or "list_refused" or "credentials_refused" or "list_unreadable" or "list_inconsistent" } list => NoList(list),
        { Code: "no_ledger" } none => NoLedger(none.Message),
        _ => Lines(StatusCode.FailedPrecondition, why.Problems.Select(one => Shown.Sentence(one.Message + Way(one.Code)).ToString())),
    };

    private static RpcException Lines(StatusCode code, IEnumerable<string> lines) => new(new Status(code, string.Join('\n', lines)));

    // The core names no input of a door.
    private static string Way(string code)
        => code == "missing_live" ? " If it is, `pulumi up` with `allowRecreate: true` makes them anew" : "";

    /// <summary>A rule of safety refused a plan; several lines.</summary>
    public static RpcException Refused(string lines) => new(new Status(StatusCode.FailedPrecondition, lines));

    /// <summary>Some of a roster was done, and the engine records nothing of it: what is true is found again.</summary>
    public static RpcException Unfinished(string lines) => new(new Status(StatusCode.Aborted, lines));

    /// <summary>Some of a roster was done: the engine records what is true, and tells the reasons.</summary>
    public static RpcException HalfDone(string id, Struct outputs, Struct inputs, IEnumerable<string> reasons)
    {
        var detail = new ErrorResourceInitFailed { Id = id, Properties = outputs, Inputs = inputs };
        detail.Reasons.Add(reasons);
        var status = new RpcStatus
        {
            Code = (int)StatusCode.Unknown,
            Message = "some agents are not as wanted",
            Details = { Any.Pack(detail, "type.googleapis.com") }
        };
        return new(new Status(StatusCode.Unknown, status.Message), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }

    public static RpcException Roster(IEnumerable<Diagnostic> diagnostics) =>
        new(new Status(StatusCode.InvalidArgument, string.Join('\n', diagnostics.Select(Line))));

    public static RpcException Roster(string problem) => Of(StatusCode.InvalidArgument, problem);

    public static RpcException NotRegistered(string name, Status why) =>
        Of(why.StatusCode == StatusCode.Cancelled ? why.StatusCode : StatusCode.Aborted, $"{name} could not be registered: {why.Detail}");

    /// <summary>One diagnostic in one line, as the command prints it, without what only the command has.</summary>
    public static string Line(Diagnostic one)
    {
        var place = one.File is null ? "" : $"{one.File}:{one.Line}:{one.Column}: ";
        var kind = one.IsError ? "error" : "warning";
        var hint = Hint(one) is { Length: > 0 } steps ? $" ({steps})" : "";
        return Shown.Sentence($"{place}{kind} {one.Code}: {one.Message}{hint}").ToString();
    }

    // The steps of a hint that name neither the command nor an option of it.
    private static string Hint(Diagnostic one)
    {
        var steps = (one.Hint ?? "").Replace(" or --secrets-dir", "", StringComparison.Ordinal).Split(Steps, StringSplitOptions.None);
        return string.Join("; ", steps.Where(step => !OfTheCommand.Any(mark => step.Contains(mark, StringComparison.Ordinal))));
    }

    private static string Done(ChangeAction action) => action switch
    {
        ChangeAction.Add => "added",
        ChangeAction.Remove => "removed",
        _ => "updated",
    };

    private static string Named(string? person) => person is null ? "" : $", {person}";

    private static RpcException Refused(string what, int extension, Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.UserLimit => Of(
            StatusCode.ResourceExhausted,
            $"{extension} could not be added: {Words(verdict)}. Buy a seat or remove a user; if this agent replaces another (its extension"
            + " changed), set the resource option deleteBeforeReplace, so that the old one's seat is free before the new one needs it"),
        VerdictKind.Authentication => Of(
            StatusCode.PermissionDenied,
            $"the service refused app id and secret: {Words(verdict)}. Check telecmi:appId and TELECMI_SECRET"),
        VerdictKind.NotSent or VerdictKind.RateLimited => Of(
            StatusCode.Aborted, $"{extension} was not {what}: {Words(verdict)}. Nothing was sent; run the command again"),
        _ => Of(StatusCode.Aborted, $"{extension} could not be {what}: {Words(verdict)}"),
    };

    private static string Words(Verdict verdict) => verdict.Text ?? "refused by the service";

    private static RpcException Of(StatusCode code, string text) => new(new Status(code, Shown.Sentence(text).ToString()));
}
