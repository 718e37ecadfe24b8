using TeleCmi.Declarative.Files;


namespace TeleCmi.Declarative.States;

/// <summary>Every way in which a state file can fail, with its stable code and the next step to take.</summary>
internal static class StateFaults
{
    private const string Recover = "Restore the file from version control or a backup. Without one, move it away and run `telecmi apply`: "
        + "agents that match the roster are adopted, and nothing is removed.";

    public static StateException UnusablePath(string path, Exception cause) => Failure(
        "STA001", $"{path}: not usable as the path of a state: {FileFault.Describe(cause)}.", "Give --state the path of a file.");

    public static StateException Unreadable(string path, Exception cause) => Failure(
        "STA002", $"{path}: the state cannot be read: {FileFault.Describe(cause)}.",
        cause.HResult == FileFault.NotRegular ? "This is a folder, a pipe or a device: give --state the path of a file." : "Make the file readable for this user.");

    public static StateException Corrupt(string path, string reason) => Failure(
        "STA003", $"{path}: the state is damaged: {reason}. It was left as it is.", Recover);

    public static StateException Conflict(string path, int line) => Failure(
        "STA003", $"{path}: an unresolved merge conflict begins in line {line} of the state. It was left as it is.",
        "Take the side of the last apply as a whole (`git checkout --ours` or `--theirs`); `telecmi plan` shows what it does not know.");

    public static StateException NewerFormat(string path, string format) => Failure(
        "STA004", $"{path}: the state has the format {format}, this version reads up to {StateFormat.Name}. It was left as it is.",
        "Use the version of telecmi that wrote it, or a newer one.");

    public static StateException TooLarge(string path) => Failure(
        "STA005", $"{path}: the state is larger than {StateFormat.MaximumBytes / (1024 * 1024)} MiB.",
        "Check that --state names the right file.");

    public static StateException ReadOnly(string path) => Failure(
        "STA006", $"{path}: the state is read-only for its owner; nothing was sent.", "Run `chmod u+w` on it if it may be changed.");

    public static StateException Locked(string path, string holder) => Failure(
        "STA007", $"{path}: the state is locked by {holder}.", "Wait until that run has ended, or let this one wait with --lock-timeout.");

    public static StateException Unlockable(string path, Exception cause) => Failure(
        "STA008", $"{path}: the lock cannot be taken: {FileFault.Describe(cause)}; nothing was sent.",
        "Keep the state in a folder that this user may write to, on a file system that can lock files.");

    public static StateException Unwritable(string path, Exception cause) => Failure(
        "STA009", $"{path}: the state cannot be written: {FileFault.Describe(cause)}.",
        "Mend that and run the command again: it settles first whatever this run left open.");

    public static StateException JournalUnwritable(string path, Exception cause) => Failure(
        "STA010", $"{path}: the journal cannot be written: {FileFault.Describe(cause)}.",
        "Mend that and run the command again: it settles first whatever this run left open.");

    public static StateException JournalUnreadable(string path, Exception cause) => Failure(
        "STA011", $"{path}: the journal cannot be read: {FileFault.Describe(cause)}.",
        "Make it readable for this user, or delete it: the next apply finds out from the service what it held.");

    public static StateException LockLost(string path) => Failure(
        "STA012", $"{path}: its lock file was removed or replaced while this run held it, so another run may be at work.",
        "Wait until no other run is at work, then run the command again: it settles first whatever this run left open. Nothing may delete the .lock file meanwhile.");

    public static StateException Outside(string path) => Failure(
        "STA013", $"{path}: the state leaves its work tree through a link; it was not read.", "Put the file itself beside the roster, or name another one with --state.");

    private static StateException Failure(string code, string message, string hint) => new(Diagnostic.Error(code, message, hint));
}
