using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Files;

/// <summary>Every way in which the files of a state can fail, with its stable code and the next step to take.</summary>
internal static class StateFileFaults
{
    public static Diagnostic UnusablePath(string path, Exception cause) => Diagnostic.Error(
        "STA001", $"{path}: not usable as the path of a state: {FileFault.Describe(cause)}.", "Give --state the path of a file.");

    public static Diagnostic Unreadable(string path, Exception cause) => Diagnostic.Error(
        "STA002", $"{path}: the state cannot be read: {FileFault.Describe(cause)}.",
        cause.HResult == FileFault.NotRegular
            ? "This is a folder, a pipe or a device: give --state the path of a file."
            : "Make the file readable for this user.");

    public static Diagnostic ReadOnly(string path) => Diagnostic.Error(
        "STA006", $"{path}: the state is read-only for its owner; nothing was sent.", "Run `chmod u+w` on it if it may be changed.");

    public static Diagnostic Unlockable(string path, Exception cause) => Diagnostic.Error(
        "STA008", $"{path}: the lock cannot be taken: {FileFault.Describe(cause)}; nothing was sent.",
        "Keep the state in a folder that this user may write to, on a file system that can lock files.");

    public static Diagnostic Unwritable(string path, Exception cause) => Diagnostic.Error(
        "STA009", $"{path}: the state cannot be written: {FileFault.Describe(cause)}.",
        "Mend that and run the command again: it settles first whatever this run left open.");

    public static Diagnostic JournalUnwritable(string path, Exception cause) => Diagnostic.Error(
        "STA010", $"{path}: the journal cannot be written: {FileFault.Describe(cause)}.",
        "Mend that and run the command again: it settles first whatever this run left open.");

    public static Diagnostic JournalUnreadable(string path, Exception cause) => Diagnostic.Error(
        "STA011", $"{path}: the journal cannot be read: {FileFault.Describe(cause)}.",
        "Make it readable for this user, or delete it: the next apply finds out from the service what it held.");

    public static Diagnostic LockLost(string path) => Diagnostic.Error(
        "STA012", $"{path}: its lock file was removed or replaced while this run held it, so another run may be at work.",
        "Wait until no other run is at work, then run the command again: it settles first whatever this run left open. "
        + "Nothing may delete the .lock file meanwhile.");

    public static Diagnostic Outside(string path) => Diagnostic.Error(
        "STA013", $"{path}: the state leaves its work tree through a link; it was not read.",
        "Put the file itself beside the roster, or name another one with --state.");
}
