using Grpc.Core;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.Reports;

namespace TeleCmi.PulumiPlugin;

/// <summary>
/// Every way in which a call can fail, with the next step to take. The codes are such that the engine knows the resource to be as it was;
/// only <see cref="StatusCode.Internal"/> would make it doubt its own records.
/// </summary>
internal static class Failures
{
    private static readonly string[] Steps = [", or ", "; "];

    public static RpcException Internal(Exception fault) =>
        Of(StatusCode.Internal, $"internal error ({fault.GetType().Name}) in the telecmi plugin; please report it");

    public static RpcException Cancelled() => Of(StatusCode.Cancelled, "cancelled");

    public static RpcException CutShort() => Of(
        StatusCode.Cancelled, "cut short before anything was sent: the deployment was cancelled, or the time that the resource option customTimeouts gives is over");

    public static RpcException MissingAppId() => Of(
        StatusCode.FailedPrecondition,
        "the account's app id is not known: run `pulumi config set telecmi:appId ...` or set TELECMI_APPID; `telecmi:sandbox: true` needs no account");

    public static RpcException MissingSecret(string variable) => Of(
        StatusCode.FailedPrecondition,
        $"the account's app secret is not known: set {variable}, or run `pulumi config set --secret telecmi:secret ...`; `telecmi:sandbox: true` needs no account");

    public static RpcException SecondAccount() => Of(
        StatusCode.FailedPrecondition,
        "this plugin process serves another account, or the sandbox, already: a process serves one. PULUMI_DEBUG_PROVIDERS attaches every provider of the"
        + " program to one process; debug a program with one account");

    public static RpcException NotOnThisMachine() => Of(
        StatusCode.InvalidArgument, "the engine's address must be on this machine, such as 127.0.0.1:4711");

    public static RpcException TakesNothing(string token, IEnumerable<string> given) => Of(
        StatusCode.InvalidArgument, $"{token} takes no arguments, so none of {string.Join(", ", given.Select(one => Shown.Of(one)))}: it gives every user, to be filtered in the program");

    public static RpcException BadConfig(string problem) => Of(StatusCode.InvalidArgument, problem);

    public static RpcException SandboxUnreadable(string problem) => Of(StatusCode.FailedPrecondition, $"the sandbox could not be opened: {problem}");

    public static RpcException UnknownToken(string token) => Of(StatusCode.InvalidArgument, $"{token} is nothing that the telecmi plugin knows");

    // Refused: no later try will do.
    public static RpcException NoList(Diagnostic why) => Of(
        why.Code is "credentials_refused" or "list_refused" ? StatusCode.PermissionDenied : StatusCode.Aborted, $"{why.Message}. {why.Hint}");

    public static RpcException NotAnId(string id) => Of(
        StatusCode.InvalidArgument, $"\"{id}\" is no agent's id: give the extension, such as 101, or EXTENSION_APPID, such as 101_1111112");

    public static RpcException OtherAccount(string id, long appId) => Of(
        StatusCode.FailedPrecondition, $"{id} belongs to another account than {appId}: check telecmi:appId");

    public static RpcException Unknowable(string property) => Of(
        StatusCode.FailedPrecondition, $"{property} is not known, though this is no preview");

    public static RpcException Gone(int extension) => Of(
        StatusCode.NotFound, $"{extension} is gone: the account's list of users lacks it. Run `pulumi refresh`, then `pulumi up` makes it anew");

    public static RpcException Doubled(int extension) => Of(
        StatusCode.Aborted, $"the service lists {extension} twice; nothing was sent. Remove one of the two in the dashboard, then run `pulumi refresh`");

    public static RpcException Claimed(int extension, string other) => Of(
        StatusCode.FailedPrecondition, $"{extension} is claimed by {other} as well; give each agent an extension of its own. Nothing was sent");

    public static RpcException AnotherPerson(int extension, string? name) => Of(
        StatusCode.AlreadyExists,
        $"{extension} is the extension of another person{(name is null ? "" : $", {name}")}: name and phone number both differ. Nothing was written or recorded."
        + $" Where they are to be overwritten, import them first (`pulumi import {AgentResource.Type} NAME {extension}`); where another agent of this program"
        + " gives the extension up, do it in two runs, that one first");

    public static RpcException AnotherPersonStays(int extension, string? name, string urn) => Of(
        StatusCode.FailedPrecondition,
        $"{extension} is another person's by now{(name is null ? "" : $", {name}")}: not the one whom this resource has applied. They stay. To give the resource up,"
        + $" run `pulumi state delete '{urn}'`; to remove them, import them first");

    public static RpcException LeftToNobody(int extension, string claimer) => Of(
        StatusCode.FailedPrecondition,
        $"{extension} stays: {claimer} claims it, and failed as another person is there. Nothing was removed. Take {claimer} out of the program for one run,"
        + " so that this user goes first");

    public static RpcException UnknownPersonStays(int extension, string urn) => Of(
        StatusCode.FailedPrecondition,
        $"it is not recorded whom this resource has applied to {extension}, so nobody was removed. To give the resource up, run `pulumi state delete '{urn}'`");

    public static RpcException NoLedger(string reason) => Of(
        StatusCode.FailedPrecondition,
        $"nothing was sent: the plugins of this deployment can't tell each other what they do, and without that a user is removed who shall stay. {reason}."
        + " Set XDG_RUNTIME_DIR to a folder of yours alone");

    public static RpcException NoPassword(int extension) => Of(
        StatusCode.FailedPrecondition,
        $"{extension} can't be updated: the service does not show its password, and an update must send one back. Give `password`");

    public static RpcException Refused(string what, int extension, Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.UserLimit => Of(
            StatusCode.ResourceExhausted,
            $"{extension} could not be added: {Words(verdict)}. Buy a seat or remove a user; if this agent replaces another (its extension changed), set the"
            + " resource option deleteBeforeReplace, so that the old one's seat is free before the new one needs it"),
        VerdictKind.Authentication => Of(
            StatusCode.PermissionDenied, $"the service refused app id and secret: {Words(verdict)}. Check telecmi:appId and TELECMI_SECRET"),
        VerdictKind.NotSent or VerdictKind.RateLimited => Of(
            StatusCode.Aborted, $"{extension} was not {what}: {Words(verdict)}. Nothing was sent; run the command again"),
        _ => Of(StatusCode.Aborted, $"{extension} could not be {what}: {Words(verdict)}"),
    };

    public static RpcException Open(string what, int extension, string why) => Of(
        StatusCode.Aborted, $"it is not known whether {extension} was {what}: {why}. Run `pulumi up` again; what is there already is found, not made twice");

    public static RpcException Roster(IEnumerable<Diagnostic> diagnostics) =>
        new(new Status(StatusCode.InvalidArgument, string.Join('\n', diagnostics.Select(Line))));

    public static RpcException Roster(string problem) => Of(StatusCode.InvalidArgument, problem);

    public static RpcException NotRegistered(string name, Status why) =>
        Of(why.StatusCode == StatusCode.Cancelled ? StatusCode.Cancelled : StatusCode.Aborted, $"{name} could not be registered: {why.Detail}");

    /// <summary>One diagnostic in one line, as the command prints it, without what only the command has.</summary>
    public static string Line(Diagnostic one)
    {
        var place = one.File is null ? "" : $"{one.File}:{one.Line}:{one.Column}: ";
        var kind = one.IsError ? "error" : "warning";
        return Shown.Sentence($"{place}{kind} {one.Code}: {one.Message}{(Hint(one) is { Length: > 0 } hint ? $" ({hint})" : "")}").ToString();
    }

    // The steps of a hint that name neither the command nor an option of it.
    private static string? Hint(Diagnostic one) => one.Hint is null
        ? null
        : string.Join("; ", one.Hint.Replace(" or --secrets-dir", "", StringComparison.Ordinal).Split(Steps, StringSplitOptions.None).Where(step =>
            !step.Contains("`telecmi ", StringComparison.Ordinal) && !step.Contains(" -", StringComparison.Ordinal) && !step.Contains("`-", StringComparison.Ordinal)));

    private static string Words(Verdict verdict) => verdict.Text ?? "refused by the service";

    private static RpcException Of(StatusCode code, string text) => new(new Status(code, Shown.Sentence(text).ToString()));
}
