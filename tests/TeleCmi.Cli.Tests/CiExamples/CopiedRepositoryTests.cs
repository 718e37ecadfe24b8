namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>examples/call-centre: the repository to copy, from its first commit to a removal that is refused.</summary>
public sealed class CopiedRepositoryTests
{
    [Fact]
    public async Task A_year_in_a_call_centre()
    {
        Examples.Need("bash", "git");
        await using var desk = await CopiedRepository.CopyAsync();

        // The first commit and the first apply.
        (await desk.PlayAsync("Once, to begin")).Exits(0);
        Assert.Contains("Plan: 10 to add.", (await desk.PlayAsync("By hand")).Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(101, 10), Extensions(desk));
        await desk.IsSettledAsync();

        // Somebody joins, and takes a password of her own.
        desk.Add("\n  - extension: 111\n    name: Farah Khan\n    phone_number: \"919876543211\"\n    password: ${AGENT_111_PASSWORD}\n    shift: late\n");
        Assert.Contains("+ 111 \"Farah Khan\"", (await desk.PlayAsync("Somebody joins")).Exits(0).Out, StringComparison.Ordinal);
        var lacking = await desk.MergeAsync("joiner");
        Assert.Contains("no_password", lacking.Exits(3).Error, StringComparison.Ordinal);
        (await desk.RunAsync("telecmi passwords -f chennai/agents.yaml --out chennai.env")).Exits(0);
        (await desk.PlayAsync("By hand")).Exits(0);
        desk.Account.Put(User(desk, 111) with { Password = "Of-her-own-9" });
        await desk.IsSettledAsync();

        // A shift changes.
        desk.Edit("${AGENT_104_PASSWORD}\n", "${AGENT_104_PASSWORD}\n    shift: late\n");
        Assert.Contains("~ 104 \"Divya Menon\"", (await desk.PlayAsync("A shift changes")).Exits(0).Out, StringComparison.Ordinal);
        (await desk.MergeAsync("shift")).Exits(0);
        Assert.Equal((14, 23), (User(desk, 104).StartTime, User(desk, 104).EndTime));
        await desk.IsSettledAsync();

        // Somebody leaves: one is within the limit.
        desk.Delete(106);
        Assert.Contains("- 106 \"Priya Iyer\"", (await desk.PlayAsync("Somebody leaves")).Exits(0).Out, StringComparison.Ordinal);
        (await desk.MergeAsync("leaver")).Exits(0);
        Assert.DoesNotContain(106, Extensions(desk));
        await desk.IsSettledAsync();

        // Somebody used the dashboard, and was right.
        desk.Account.Put(User(desk, 105) with { EndTime = 20 });
        var drift = (await desk.PlayAsync("Somebody used the dashboard")).Exits(0);
        Assert.Contains("105 \"Kiran Rao\"", drift.Out, StringComparison.Ordinal);
        Assert.Contains("chennai/agents.yaml", drift.Out, StringComparison.Ordinal);
        (await desk.RunAsync("git commit --quiet --all --message 'Kiran stays until nine' && git push --quiet")).Exits(0);
        await desk.IsSettledAsync();
        Assert.Empty(desk.Unplayed);

        // A floor refuses, in the review already.
        var writes = desk.Account.Calls.Write;
        desk.Edit("late: { start_time: 14, end_time: 23 }", "late: { start_time: 9, end_time: 18 }");
        (await desk.RunAsync("git branch --quiet --delete --force shift leaver")).Exits(0);
        Assert.Contains("coverage", (await desk.PlayAsync("A shift changes")).Exits(3).Error, StringComparison.Ordinal);
        (await desk.RunAsync("git checkout --quiet --force main")).Exits(0);

        // Two leave in one change: refused in the review, and again after a merge that did not wait for it. Nobody is lost.
        desk.Delete(107);
        desk.Delete(105);
        (await desk.PlayAsync("Somebody leaves")).Exits(3).SaysOnError("removal_limit", "105", "107", "--max-removals 2");
        (await desk.RunAsync("git commit --quiet --all --message 'Two leave'")).Exits(0);
        (await desk.MergeAsync("leaver")).Exits(3).SaysOnError("removal_limit", "105", "107", "--max-removals 2");
        Assert.Equal([.. Enumerable.Range(101, 5), .. Enumerable.Range(107, 5)], Extensions(desk));
        Assert.Equal(writes, desk.Account.Calls.Write);
    }

    [Fact]
    public async Task The_other_desk_is_applied_once()
    {
        Examples.Need("bash", "git");
        await using var desk = await CopiedRepository.CopyAsync();

        Assert.Contains("Applied: 4 added.", (await desk.RunAsync("telecmi apply -f mumbai/agents.yaml --sandbox --yes")).Exits(0).Out, StringComparison.Ordinal);

        Assert.Contains("No changes.", (await desk.RunAsync("telecmi plan -f mumbai/agents.yaml --sandbox --detailed-exitcode")).Exits(0).Out, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Extensions(CopiedRepository desk) => desk.Account.All().Select(user => user.Extension).Order();

    private static SimulatedUser User(CopiedRepository desk, int extension) => desk.Account.All().Single(user => user.Extension == extension);
}
