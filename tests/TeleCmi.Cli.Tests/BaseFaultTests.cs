namespace TeleCmi.Cli.Tests;

/// <summary>An earlier roster that can't be read is no new roster: each reason is told apart, and the review fails.</summary>
public sealed class BaseFaultTests
{
    [Fact]
    public async Task There_is_no_repository()
    {
        await using var centre = await ReviewedCentre.OpenAsync(inRepository: false);
        centre.WriteRoster(CallCentre.People(2));

        await centre.FailsAsync("no_repository", "HEAD");
        Directory.CreateDirectory(centre.PathOf(".git"));
        await centre.FailsAsync("no_repository", "HEAD");
    }

    [Theory]
    [InlineData("agents.yaml", ".git/config", "\n[core", "bad config line")]
    [InlineData("agents.yaml", ".git/config", "\n[core]\nrepositoryformatversion = 99\n", "found 99")]
    [InlineData("agents.yaml", ".git/config", "\n[core]\nrepositoryformatversion = 1\n[extensions]\nnew = true\n", "unknown repository extension")]
    [InlineData("agents.yaml", ".git/config", "\n[core]\nbare = true\n", "must be run in a work tree")]
    [InlineData("agents.yaml", ".gitconfig", "\u001b]0;x\a", "bad config line 1")]
    [InlineData("south/agents.yaml", "south/.git", "gitdir: /nowhere", "not a git repository: /nowhere")]
    public async Task There_is_a_repository_that_git_can_not_read_for_a_reason_of_its_own(string roster, string file, string text, string reason)
    {
        await using var centre = await OpenAsync();
        centre.Write("south/agents.yaml", "appid: 1111112\nagents: []\n");
        File.AppendAllText(centre.PathOf(file), text);

        Assert.Contains(reason, await centre.FailsAsync("repository_unreadable", "HEAD", "--file", roster), StringComparison.Ordinal);

        Assert.DoesNotContain('\u001b', (await centre.PlanAsync("HEAD", "--file", roster)).Error);
    }

    [Fact]
    public async Task Another_user_owns_the_repository()
    {
        Assert.SkipUnless(Environment.UserName == "root", "SKIPPED: only root can give a folder away.");
        await using var centre = await OpenAsync();
        await ChangeOwnerAsync(centre, "nobody");
        centre.Centre.Variables["GIT_CONFIG_COUNT"] = "1";
        centre.Centre.Variables["GIT_CONFIG_KEY_0"] = "safe.directory";
        centre.Centre.Variables["GIT_CONFIG_VALUE_0"] = "*";

        await centre.FailsAsync("repository_owner", "HEAD");
        var hint = (await centre.PlanAsync("HEAD")).Exits(1).Error;
        using (var cure = Telecmi.StartProgram("bash", centre.Folder, new Dictionary<string, string> { ["HOME"] = centre.Folder }, "-c", hint[hint.IndexOf("git config", StringComparison.Ordinal)..]))
        {
            cure.EndInput();
            (await cure.EndAsync()).Exits(0);
        }

        Assert.Empty(await centre.ReviewAsync("HEAD"));
        await ChangeOwnerAsync(centre, "root");
    }

    [Theory]
    [InlineData("nowhere", "no_revision")]
    [InlineData("nowhere:agents.yaml", "no_revision")]
    [InlineData("HEAD\nHEAD", "no_revision")]
    [InlineData("HEAD..HEAD", "no_revision")]
    [InlineData("^HEAD", "no_revision")]
    [InlineData("\u001b]0;x\a", "no_revision")]
    [InlineData("HEAD^{tree}", "no_revision")]
    [InlineData("1111111111111111111111111111111111111111", "missing_commit")]
    [InlineData(":agents.yaml", "usage")]
    [InlineData("HEAD:", "usage")]
    [InlineData("HEAD:nothing.yaml", "base_path_missing")]
    public async Task There_is_no_such_commit_or_path(string revision, string code)
    {
        await using var centre = await OpenAsync();
        var before = Directory.GetFileSystemEntries(centre.Folder).Order();

        var run = await centre.PlanAsync(revision);

        Assert.Equal("", run.Exits(1).Out);
        Assert.DoesNotContain('\u001b', run.Error);
        Assert.Contains($"error {code}", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(centre.Folder).Order());
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("--output=x")]
    [InlineData("--all")]
    [InlineData("")]
    public async Task It_is_no_option_of_git_and_no_empty_text(string revision)
    {
        await using var centre = await OpenAsync();
        var before = Directory.GetFileSystemEntries(centre.Folder).Order();

        var run = await centre.PlanAsync(revision);

        Assert.Equal("", run.Exits(1).Out);
        Assert.Contains(revision.Length == 0 ? "--base" : revision, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(centre.Folder).Order());
    }

    [Fact]
    public async Task The_commit_of_a_branch_is_missing()
    {
        await using var centre = await OpenAsync();
        centre.Write(".git/refs/heads/gone", "1111111111111111111111111111111111111111\n");

        await centre.FailsAsync("missing_commit", "gone");
    }

    [Theory]
    [InlineData("origin/main", "refs/tags/origin/main", "refs/remotes/origin/main")]
    [InlineData("origin/main~0", "refs/tags/origin/main", "refs/remotes/origin/main")]
    [InlineData("release", "refs/tags/release", "refs/heads/release")]
    [InlineData("SHORT", "refs/tags/SHORT", "COMMIT")]
    [InlineData("HEAD", "refs/heads/HEAD", "HEAD")]
    public async Task A_name_that_somebody_made_twice_is_ambiguous(string revision, string shadow, string meant)
    {
        await using var centre = await OpenAsync();
        var commit = await centre.GitAsync("rev-parse", "HEAD");
        var (named, added) = (revision.Replace("SHORT", commit[..8], StringComparison.Ordinal), shadow.Replace("SHORT", commit[..8], StringComparison.Ordinal));
        if (meant.StartsWith("refs/", StringComparison.Ordinal))
        {
            await centre.GitAsync("update-ref", meant, commit);
        }

        Assert.Empty(await centre.ReviewAsync(named));
        await centre.GitAsync("update-ref", added, commit);
        await centre.GitAsync("config", "core.warnAmbiguousRefs", "false");

        var message = await centre.FailsAsync("ambiguous_revision", named);

        Assert.Contains(added, message, StringComparison.Ordinal);
        Assert.Contains(meant.Replace("COMMIT", commit, StringComparison.Ordinal), message, StringComparison.Ordinal);
        Assert.Empty(await centre.ReviewAsync(added));
    }

    [Fact]
    public async Task A_name_in_full_means_itself_alone_whatever_somebody_pushes()
    {
        await using var centre = await OpenAsync();
        var commit = await centre.GitAsync("rev-parse", "HEAD");
        const string Full = "refs/remotes/origin/main";
        await centre.GitAsync("update-ref", $"refs/tags/{Full}", commit);

        await centre.FailsAsync("no_revision", Full);
        await centre.FailsAsync("no_revision", $"{Full}~0");
        await centre.GitAsync("update-ref", Full, commit);
        await centre.GitAsync("update-ref", $"refs/tags/{commit}", commit);

        Assert.Empty(await centre.ReviewAsync(Full));
        Assert.Empty(await centre.ReviewAsync($"{Full}~0"));
        Assert.Empty(await centre.ReviewAsync(commit));
    }

    [Fact]
    public async Task A_shallow_clone_shows_no_common_history()
    {
        await using var centre = await OpenAsync();
        await centre.MeanwhileAsync("others", () => centre.Write("README", "more"));
        centre.Write("README", "less");
        await centre.CommitAsync();
        await centre.GitAsync("clone", "--quiet", "--depth=1", "--no-single-branch", $"file://{centre.Folder}", "clone");

        var run = await Telecmi.RunAsync(centre.PathOf("clone"), centre.Centre.Variables, null, "plan", "--base", "origin/others");

        Assert.Contains("error no_common_history: This is a shallow clone", run.Exits(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Histories_that_have_nothing_in_common_are_not_compared()
    {
        await using var centre = await OpenAsync();
        await centre.GitAsync("checkout", "--quiet", "--orphan", "alone");
        await centre.FailsAsync("no_common_history", "main");
        centre.Write("README", "alone"); // the same files in the same second would be the same commit
        await centre.CommitAsync();

        Assert.DoesNotContain("shallow", await centre.FailsAsync("no_common_history", "main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD:agents.yaml")]
    [InlineData("HEAD^{tree}")]
    public async Task An_object_that_is_missing_is_not_taken_for_a_new_roster(string lost)
    {
        await using var centre = await OpenAsync();
        await centre.LoseAsync(lost);

        await centre.FailsAsync("missing_object", "HEAD");
    }

    [Fact]
    public async Task What_a_partial_clone_left_out_is_neither_fetched_nor_taken_for_a_new_roster()
    {
        await using var centre = await OpenAsync();
        await centre.GitAsync("config", "uploadpack.allowFilter", "true");
        centre.WriteRoster(CallCentre.People(3));
        await centre.CommitAsync();
        await centre.GitAsync("clone", "--quiet", "--filter=blob:none", $"file://{centre.Folder}", "clone");
        var clone = centre.PathOf("clone");
        var objects = Directory.GetFiles(Path.Combine(clone, ".git", "objects"), "*", SearchOption.AllDirectories).Length;

        var run = await Telecmi.RunAsync(clone, centre.Centre.Variables, null, "plan", "--base", "HEAD~1");
        File.Copy(Path.Combine(clone, "agents.yaml"), Path.Combine(clone, "new.yaml"));
        var other = await Telecmi.RunAsync(clone, centre.Centre.Variables, null, "plan", "--base", "HEAD~1", "-f", "new.yaml");

        Assert.Contains("error missing_object", run.Exits(1).Error, StringComparison.Ordinal);
        Assert.Contains("whether it has another one could not be seen", other.Exits(0).Out.Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal(objects, Directory.GetFiles(Path.Combine(clone, ".git", "objects"), "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task It_is_larger_than_a_roster_may_be()
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.Centre.WriteRosterText("agents: []\n" + new string('#', 8 * 1024 * 1024));
        await centre.CommitAsync();
        centre.WriteRoster([]);

        await centre.FailsAsync("base_too_large", "HEAD");
    }

    [Fact]
    public async Task It_is_stored_through_a_filter_which_is_not_run()
    {
        await using var centre = await OpenAsync();
        centre.Write("plain.yaml", "agents: []\n");
        await centre.CommitAsync();
        await centre.GitAsync("config", "filter.crypt.smudge", "touch ran; cat");
        centre.Write(".gitattributes", "agents.yaml filter=crypt\n");

        Assert.Contains("filter crypt", await centre.FailsAsync("base_filtered", "HEAD"), StringComparison.Ordinal);
        Assert.Empty(await centre.ReviewAsync("HEAD", "-f", "plain.yaml"));
        Assert.False(File.Exists(centre.PathOf("ran")));
    }

    [Theory]
    [InlineData("/etc/passwd", "leads out of the repository")]
    [InlineData("../agents.yaml", "leads out of the repository")]
    [InlineData("nothing.yaml", "a link to what that revision does not have")]
    [InlineData("agents.yaml", "leads in circles")]
    [InlineData("folder", "is a folder")]
    public async Task It_was_a_link_to_nowhere(string target, string why)
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.Write("folder/README", "hello");
        File.CreateSymbolicLink(centre.Centre.RosterPath, target);
        await centre.CommitAsync();
        File.Delete(centre.Centre.RosterPath);
        centre.WriteRoster([]);

        Assert.Contains(why, await centre.FailsAsync("base_no_file", "HEAD"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_git()
    {
        await using var centre = await OpenAsync();
        centre.Centre.Variables["PATH"] = "";

        await centre.FailsAsync("no_git", "HEAD");
    }

    private static async Task<ReviewedCentre> OpenAsync()
    {
        var centre = await ReviewedCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(2));
        await centre.CommitAsync();
        return centre;
    }

    private static async Task ChangeOwnerAsync(ReviewedCentre centre, string owner)
    {
        using var chown = Telecmi.StartProgram("chown", centre.Folder, new Dictionary<string, string>(), "-R", owner, ".");
        chown.EndInput();
        (await chown.EndAsync()).Exits(0);
    }
}
