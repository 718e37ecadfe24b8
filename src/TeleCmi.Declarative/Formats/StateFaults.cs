using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Formats;

/// <summary>Every way in which the text of a state can fail, with its stable code and the next step to take.</summary>
internal static class StateFaults
{
    private const string Recover = "Restore the file from version control or a backup. Without one, move it away and run `telecmi apply`: "
        + "agents that match the roster are adopted, and nothing is removed.";

    public static StateException Corrupt(string path, string reason) => Failure(
        "STA003", $"{path}: the state is damaged: {reason}. It was left as it is.", Recover);

    public static StateException Conflict(string path, int line) => Failure(
        "STA003", $"{path}: an unresolved merge conflict begins in line {line} of the state. It was left as it is.",
        "Take the side of the last apply as a whole (`git checkout --ours` or `--theirs`); `telecmi plan` shows what it does not know.");

    public static StateException NewerFormat(string path, string format) => Failure(
        "STA004", $"{path}: the state has the format {format}, this version reads up to {StateFormat.Name}. It was left as it is.",
        "Use the version of telecmi that wrote it, or a newer one.");

    public static StateException UnknownGeneration(string path) => Failure(
        "STA004", $"{path}: `api` names a generation of the service that this version does not speak. The state was left as it is.",
        "Use the version of telecmi that wrote it, or a newer one.");

    public static StateException TooLarge(string path) => Failure(
        "STA005", $"{path}: the state is larger than {StateFormat.MaximumBytes / (1024 * 1024)} MiB.",
        "Check that --state names the right file.");

    /// <summary>A fault of a state.</summary>
    public static StateException Failure(string code, string message, string hint) => new(Diagnostic.Error(code, message, hint));
}
