using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.States;

/// <summary>Every way in which the text of a state can fail, with its stable code and the next step to take.</summary>
internal static class StateFaults
{
    private const string Recover = "Restore the file from version control or a backup. Without one, move it away and run `telecmi apply`: "
        + "agents that match the roster are adopted, and nothing is removed.";

    public static Diagnostic Corrupt(string path, string reason) => Diagnostic.Error(
        "STA003", $"{path}: the state is damaged: {reason}. It was left as it is.", Recover);

    public static Diagnostic Conflict(string path, int line) => Diagnostic.Error(
        "STA003", $"{path}: an unresolved merge conflict begins in line {line} of the state. It was left as it is.",
        "Take the side of the last apply as a whole (`git checkout --ours` or `--theirs`); `telecmi plan` shows what it does not know.");

    public static Diagnostic NewerFormat(string path, string format, string known) => Diagnostic.Error(
        "STA004", $"{path}: the state has the format {format}, this version reads up to {known}. It was left as it is.",
        "Use the version of telecmi that wrote it, or a newer one.");

    public static Diagnostic UnknownGeneration(string path) => Diagnostic.Error(
        "STA004", $"{path}: `api` names a generation of the service that this version does not speak. The state was left as it is.",
        "Use the version of telecmi that wrote it, or a newer one.");

    public static Diagnostic Locked(string path, LockHolder? holder) => Diagnostic.Error(
        "STA007", $"{path}: the state is locked by {holder?.ToString() ?? "another process"}.",
        "Wait until that run has ended, or let this one wait with --lock-timeout.");

    public static Diagnostic TooLarge(string path, int maximum) => Diagnostic.Error(
        "STA005", $"{path}: the state is larger than {maximum / (1024 * 1024)} MiB.",
        "Check that --state names the right file.");
}
