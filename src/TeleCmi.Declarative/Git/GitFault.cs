using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Git;

/// <summary>Why git gave no answer, in our own words: what git says itself may quote a stranger's text.</summary>
internal sealed class GitException(Diagnostic diagnostic) : Exception(diagnostic.Code)
{
    /// <summary>What is wrong, and the next step.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;
}

/// <summary>The faults of git that a user can meet. Each has a cure of its own, so they are told apart.</summary>
internal static class GitFault
{
    private const string FetchAll = "Fetch it first (in CI a whole clone: `fetch-depth: 0`, GIT_DEPTH: 0), or name another one.";

    public static GitException NoGit() => Fault(
        "no_git", "git could not be run.", "Install git in a folder of PATH (an absolute one: others are not looked at).");

    public static GitException NoRepository(string path) => Fault(
        "no_repository", $"{path} lies in no git repository.",
        "Run this in a clone, not in a copy or an export of one; `telecmi plan --no-refresh` compares with the state.");

    public static GitException OtherOwner(string folder) => Fault(
        "repository_owner", $"git refuses the repository {folder}: another user owns it.",
        "If you trust it, say so in ~/.gitconfig (GIT_CONFIG_ variables are not looked at): "
        + $"git config --global --add safe.directory '{folder.Replace("'", "'\\''", StringComparison.Ordinal)}'");

    public static GitException BadRepository(string folder, string reason) => Fault(
        "repository_unreadable", $"git can't read the repository {folder}: {reason}.",
        "Mend what git names (`git status` there says the same), or clone again.");

    public static GitException NoRevision(string revision) => Fault("no_revision", $"git knows no commit {revision} here.", FetchAll);

    public static GitException MissingCommit(string revision) => Fault(
        "missing_commit", $"The commit of {revision} is not in this clone, or is damaged.", FetchAll);

    public static GitException NoCommit(string revision, string type) => Fault(
        "no_revision", $"{revision} is a {type}, no commit.", "Name a commit, a branch or a tag.");

    public static GitException Ambiguous(string revision, IReadOnlyList<string> candidates) => Fault(
        "ambiguous_revision", $"{revision} is ambiguous here: {string.Join(", ", candidates)}.",
        "Name the one that you mean in full, e.g. refs/remotes/origin/main.");

    public static GitException NoCommonHistory(string revision, bool isShallow) => isShallow
        ? Fault(
            "no_common_history", $"This is a shallow clone: it shows no common history of {revision} and HEAD.",
            "Fetch the rest: git fetch --unshallow (in CI `fetch-depth: 0`, GIT_DEPTH: 0).")
        : Fault("no_common_history", $"{revision} and HEAD have no common history.", "Name a revision that this branch comes from.");

    public static GitException MissingObject(string what) => Fault(
        "missing_object",
        $"{what} is recorded in this clone, but its content is not there: it was not fetched (partial clone), or is damaged.",
        "Clone again without --filter; nothing is fetched here.");

    public static GitException TooLarge(string what)
        => Fault("base_too_large", $"{what} is larger than 8 MiB, the limit of a roster.", "Name a revision where it is a roster.");

    public static GitException Filtered(string what, string filter) => Fault(
        "base_filtered", $"{what} is stored through the git filter {filter}; what is stored can't be compared, and no filter is run.",
        "Check the earlier roster out and compare by hand, or keep the roster unfiltered.");

    public static GitException NoFile(string what, string why)
        => Fault("base_no_file", $"{what} {why}.", "Name the roster's path at that revision: --base REV:PATH.");

    public static GitException PathMissing(string what) => Fault(
        "base_path_missing", $"{what} is not there.",
        "The path counts from the top of the repository, as in git; one that begins with ./ counts from the current folder.");

    private static GitException Fault(string code, string message, string hint) => new(Diagnostic.Error(code, message, hint));
}
