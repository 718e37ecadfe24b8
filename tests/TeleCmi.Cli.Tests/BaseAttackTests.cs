
namespace TeleCmi.Cli.Tests;

/// <summary>A pull request is a tree that a stranger wrote: it chooses neither which program runs nor which repository is believed.</summary>
public sealed class BaseAttackTests
{
    private const string Roster = "appid: 1\nagents:\n";

    [Theory]
    [InlineData("{0}")]
    [InlineData(".:{0}")]
    [InlineData(":{0}")]
    [InlineData("tools:{0}:")]
    [InlineData("./tools:{0}")]
    public async Task A_program_of_the_tree_is_not_taken_for_git(string path)
    {
        await using var centre = await OpenAsync();
        foreach (var name in new[] { "git", "tools/git" })
        {
            centre.Write(name, "#!/bin/sh\ntouch ran\n");
        }

        await ScriptAsync(centre, "chmod +x git tools/git");

        centre.Centre.Variables["PATH"] = string.Format(null, path, Environment.GetEnvironmentVariable("PATH"));
        Assert.Equal(["103 remove"], await centre.ReviewAsync("main", "--prune"));
        centre.Centre.Variables["PATH"] = string.Format(null, path, "nowhere");
        await centre.FailsAsync("no_git", "main");

        Assert.False(File.Exists(centre.PathOf("ran")));
    }

    [Fact]
    public async Task A_replacement_in_the_clone_is_not_taken_for_what_was_approved()
    {
        await using var centre = await OpenAsync();
        await centre.GitAsync("replace", await centre.GitAsync("rev-parse", "main:agents.yaml"), await centre.GitAsync("hash-object", "-w", "agents.yaml"));

        Assert.Equal(["103 remove"], await centre.ReviewAsync("main", "--prune"));
    }

    [Fact]
    public async Task Git_is_given_no_variable_of_ours()
    {
        await using var centre = await OpenAsync();
        var tools = Directory.CreateTempSubdirectory("telecmi-tools-").FullName;
        File.WriteAllText(Path.Combine(tools, "git"), $"#!/bin/sh\ntr '\\0' '\\n' < /proc/$$/environ >> {tools}/seen\nPATH=${{PATH#*:}} exec git \"$@\"\n");
        await ScriptAsync(centre, $"chmod +x {tools}/git");
        centre.Centre.Variables["PATH"] = $"{tools}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach (var (name, value) in new[] { ("GIT_DIR", centre.Folder), ("GIT_WORK_TREE", "/"), ("GIT_SSH_COMMAND", "touch ran"), ("GIT_EXTERNAL_DIFF", "touch ran"), ("LD_PRELOAD", "") })
        {
            centre.Centre.Variables[name] = value;
        }

        Assert.Equal(["103 remove"], await centre.ReviewAsync("main", "--prune"));

        var seen = (await File.ReadAllLinesAsync(Path.Combine(tools, "seen"), TestContext.Current.CancellationToken)).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["GIT_ALLOW_PROTOCOL", "GIT_NO_LAZY_FETCH", "GIT_TERMINAL_PROMPT", "HOME", "LANG", "PATH"], seen.Select(line => line.Split('=')[0]));
        Assert.Contains("GIT_ALLOW_PROTOCOL=none", seen);
        Assert.Contains("GIT_NO_LAZY_FETCH=1", seen);
        Directory.Delete(tools, recursive: true);
    }

    [Theory]
    [InlineData("uploadpack = \"touch ran; false\"\n url = .", "agents.yaml")]
    [InlineData("uploadpack = \"touch ran; false\"\n url = .", "x/agents.yaml")]
    [InlineData("url = ssh://nowhere/x\n[core]\n sshCommand = \"touch ran; false\"", "agents.yaml")]
    [InlineData("url = ext::touch ran\n[protocol \"ext\"]\n allow = always", "agents.yaml")]
    [InlineData("url = .\n[include]\n path = ../more", "agents.yaml")]
    public async Task A_repository_in_the_tree_runs_nothing(string remote, string named)
    {
        await using var centre = await OpenAsync();
        Embed(centre);
        centre.Write("more", "[remote \"o\"]\n uploadpack = \"touch ran; false\"\n");
        centre.Write("x/config", $"[core]\n repositoryformatversion = 1\n bare = true\n[extensions]\n partialClone = o\n[remote \"o\"]\n promisor = true\n {remote}\n");
        centre.Write("x/refs/heads/main", "1111111111111111111111111111111111111111\n");

        var run = (await centre.PlanAsync("main", "--prune", "-f", named)).Exits(0);

        Assert.Contains(named == "agents.yaml" ? "103 \"C\"  remove" : "another one", run.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(centre.Folder, "ran", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("agents.yaml")]
    [InlineData("linked/agents.yaml")]
    public async Task A_repository_in_the_tree_is_not_believed(string named)
    {
        await using var centre = await OpenAsync();
        centre.Centre.WriteRosterText(Roster + Entry(101) + Entry(102) + Entry(103));
        centre.Write("linked/agents.yaml", Roster + Entry(101) + Entry(102) + Entry(103));
        await centre.CommitAsync();
        await centre.GitAsync("branch", "--force", "main");

        // A repository of its own, where main has always been as the pull request wants it; once bare, once as a work tree that came in an archive.
        Directory.Delete(centre.PathOf("linked"), recursive: true);
        Directory.CreateDirectory(centre.PathOf("x"));
        File.WriteAllText(centre.PathOf("x/agents.yaml"), Roster + Entry(101) + Entry(102));
        await ScriptAsync(centre, named == "agents.yaml"
            ? "git init -q --bare x && git --git-dir=x config core.bare false && git --git-dir=x config core.worktree . && cd x && export GIT_DIR=$PWD && git add -f agents.yaml && git commit -qm forged && git branch -f main"
            : "git init -q -b main x && cd x && git add -A && git commit -qm forged");
        File.Delete(centre.Centre.RosterPath);
        File.CreateSymbolicLink(centre.Centre.RosterPath, "x/agents.yaml");
        File.CreateSymbolicLink(centre.PathOf("linked"), "x");

        Assert.Contains("103 remove", await centre.ReviewAsync("main", "--prune", "-f", named));
    }

    [Fact]
    public async Task A_roster_that_moved_behind_a_link_is_compared_with_what_had_its_name()
    {
        await using var centre = await OpenAsync();
        Embed(centre);

        Assert.Equal(["103 remove"], await centre.ReviewAsync("main", "--prune"));
    }

    [Fact]
    public async Task Links_are_followed_in_the_tree_of_the_revision()
    {
        await using var centre = await OpenAsync();
        centre.Write("teams/pune/roster.yaml", Roster + Entry(101));
        File.CreateSymbolicLink(centre.PathOf("teams/pune/agents.yaml"), "../../teams/./pune/roster.yaml");
        File.CreateSymbolicLink(centre.PathOf("current"), "teams/pune");
        await centre.CommitAsync();
        centre.Write("teams/pune/roster.yaml", Roster + Entry(101) + Entry(102));

        Assert.Equal(["102 add name phone_number"], await centre.ReviewAsync("HEAD", "-f", "current/agents.yaml"));
    }

    [Fact]
    public async Task A_roster_that_leads_out_of_its_work_tree_or_into_the_repository_is_not_read()
    {
        await using var centre = await OpenAsync();
        foreach (var target in new[] { "/proc/self/environ", "/etc/passwd", "/dev/stdin", ".git/config", ".git/HEAD" })
        {
            File.Delete(centre.Centre.RosterPath);
            File.CreateSymbolicLink(centre.Centre.RosterPath, target);
            foreach (var command in new string[][] { ["validate"], ["plan", "--no-refresh"], ["plan", "--base", "main"] })
            {
                var run = (await centre.Centre.RunAsync(command)).Exits(1);
                Assert.Contains("ROS00", run.Out + run.Error, StringComparison.Ordinal);
                Assert.DoesNotContain("ROS008", run.Out + run.Error, StringComparison.Ordinal);
                Assert.DoesNotContain(CallCentre.Secret, run.Out + run.Error, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("agents.yaml")]
    [InlineData("./pune/../agents.yaml")]
    [InlineData("{0}/agents.yaml")]
    public async Task The_repository_is_that_of_the_roster_wherever_the_run_is(string named)
    {
        await using var centre = await OpenAsync();
        await ScriptAsync(centre, "mkdir pune && git worktree add -q -b other tree main && ln -s . loop");
        File.Copy(centre.Centre.RosterPath, centre.PathOf("tree/agents.yaml"), overwrite: true);
        centre.Centre.Variables["GIT_DIR"] = "/nowhere";
        var outside = Directory.CreateTempSubdirectory("telecmi-link-").FullName;
        File.CreateSymbolicLink(Path.Combine(outside, "link"), centre.Folder);

        var isElsewhere = named.StartsWith('{');
        foreach (var folder in isElsewhere ? ["", "tree"] : new[] { "", "tree", "loop" })
        {
            var file = string.Format(null, named, Path.Combine(outside, "link", folder));
            var run = await Telecmi.RunAsync(
                isElsewhere ? outside : centre.PathOf(folder), centre.Centre.Variables, null, "plan", "--base", "main", "--prune", "--format", "json", "-f", file);
            Assert.Equal(["103 remove"], ReviewedCentre.Changes(run.Exits(0).Json("telecmi-plan/1")));
        }

        Directory.Delete(outside, recursive: true);
    }

    [Fact]
    public async Task A_submodule_is_a_repository_of_its_own()
    {
        await using var centre = await OpenAsync();
        var (whole, part) = (centre.PathOf("whole"), centre.PathOf("whole/part"));
        await ScriptAsync(centre, "git clone -q -b main . part.git && git init -q -b main whole && cd whole && git -c protocol.file.allow=always submodule --quiet add ../part.git part && git commit -qm one");
        File.Copy(centre.Centre.RosterPath, Path.Combine(part, "agents.yaml"), overwrite: true);
        File.CreateSymbolicLink(Path.Combine(whole, "linked"), "part");

        var inside = await Telecmi.RunAsync(whole, centre.Centre.Variables, null, "plan", "--base", "HEAD", "--prune", "--format", "json", "-f", "part/agents.yaml");
        var linked = await Telecmi.RunAsync(whole, centre.Centre.Variables, null, "plan", "--base", "HEAD:part/agents.yaml", "-f", "linked/agents.yaml");

        Assert.Equal(["103 remove"], ReviewedCentre.Changes(inside.Exits(0).Json("telecmi-plan/1")));
        Assert.Contains("lies in a submodule", linked.Exits(1).Error, StringComparison.Ordinal);
    }

    // main has 101 to 103, the pull request takes 103 out.
    private static async Task<ReviewedCentre> OpenAsync()
    {
        var centre = await ReviewedCentre.OpenAsync();
        centre.Centre.WriteRosterText(Roster + Entry(101) + Entry(102) + Entry(103));
        await centre.CommitAsync();
        await centre.GitAsync("checkout", "--quiet", "-b", "pr");
        centre.Centre.WriteRosterText(Roster + Entry(101) + Entry(102));
        return centre;
    }

    private static string Entry(int extension) => $"  - {{ extension: {extension}, name: {(char)('A' + extension - 101)}, phone_number: \"919876543{extension}\" }}\n";

    // A folder that git takes for a bare repository, with the roster in it and a link in its old place.
    private static void Embed(ReviewedCentre centre)
    {
        Directory.CreateDirectory(centre.PathOf("x/objects"));
        centre.Write("x/HEAD", "ref: refs/heads/main\n");
        centre.Write("x/refs/heads/keep", "");
        File.Move(centre.Centre.RosterPath, centre.PathOf("x/agents.yaml"));
        File.CreateSymbolicLink(centre.Centre.RosterPath, "x/agents.yaml");
    }

    private static async Task ScriptAsync(ReviewedCentre centre, string script)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = centre.Folder };
        foreach (var who in new[] { "GIT_AUTHOR", "GIT_COMMITTER" })
        {
            variables[$"{who}_NAME"] = "Story";
            variables[$"{who}_EMAIL"] = "story@example.com";
        }

        using var run = Telecmi.StartProgram("bash", centre.Folder, variables, "-ec", script);
        run.EndInput();
        (await run.EndAsync()).Exits(0);
    }
}
