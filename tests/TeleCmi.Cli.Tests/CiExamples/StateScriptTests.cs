namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>examples/ci/telecmi-state.sh: what one run recorded, the next one knows, whatever others do meanwhile and whatever a tree holds.</summary>
public sealed class StateScriptTests
{
    [Fact]
    public async Task Each_folder_has_its_own_state_wherever_the_script_runs()
    {
        Examples.Need("bash", "git");
        using var repository = await Repository.CreateAsync("agents: []\n");

        var ended = await RunAsync(repository, """
            mkdir chennai mumbai && cd chennai && echo c > telecmi.state.json && state keep c telecmi.state.json
            cd ../mumbai && echo m > telecmi.state.json && state keep m ./telecmi.state.json && cd ..
            rm */*.json && state fetch "$PWD/chennai/telecmi.state.json" && cd chennai && state fetch ../mumbai/telecmi.state.json none/telecmi.state.json
            cat telecmi.state.json ../mumbai/telecmi.state.json && stat -c %a telecmi.state.json
            for outside in ../../x.json /tmp/x.json; do state fetch "$outside" && exit 9; done; true
            """);

        Assert.Equal("c\nm\n600\n", ended.Exits(0).Out);
        Assert.Equal(["chennai/telecmi.state.json", "mumbai/telecmi.state.json"], (await repository.KeptAsync()).Order());
    }

    [Fact]
    public async Task A_link_of_the_tree_is_neither_written_through_nor_published()
    {
        Examples.Need("bash", "git");
        using var repository = await Repository.CreateAsync("agents: []\n");

        var ended = await RunAsync(repository, """
            mkdir sub && echo kept > telecmi.state.json && cp telecmi.state.json sub/ && state keep m telecmi.state.json sub/telecmi.state.json
            echo precious > ../precious && ln -sf ../precious telecmi.state.json && state fetch telecmi.state.json
            cat ../precious telecmi.state.json
            mkdir ../outside && rm -r sub && ln -s ../outside sub
            state fetch sub/telecmi.state.json && exit 8
            ln -sf ../precious telecmi.state.json && state keep leak telecmi.state.json && exit 9
            ls ../outside
            """);

        Assert.Equal("precious\nkept\n", ended.Exits(0).Out);
        Assert.Contains("sub is a link", ended.Error, StringComparison.Ordinal);
        Assert.Contains("is not published", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_that_keep_at_the_same_time_lose_nothing()
    {
        Examples.Need("bash", "git");
        using var repository = await Repository.CreateAsync("agents: []\n");

        var ended = await RunAsync(repository, """
            for n in 1 2 3; do git clone -q "$(git remote get-url origin)" "../job$n"; done
            for n in 1 2 3; do (cd "../job$n" && echo "$n" > "$n.state.json" && state keep "$n" "$n.state.json") & all+=($!); done
            for one in "${all[@]}"; do wait "$one"; done
            """);

        ended.Exits(0);
        Assert.Equal(["1.state.json", "2.state.json", "3.state.json"], (await repository.KeptAsync()).Order());
    }

    [Fact]
    public async Task A_state_that_another_run_changed_since_is_not_overwritten()
    {
        Examples.Need("bash", "git");
        using var repository = await Repository.CreateAsync("agents: []\n");

        var ended = await RunAsync(repository, """
            echo 1 > s.json && state keep one s.json && git clone -q "$(git remote get-url origin)" ../late && cd ../late && state fetch s.json
            cd ../work && echo 2 > s.json && state keep two s.json
            cd ../late && echo 3 > s.json && git fetch -q && state keep three s.json && exit 9
            rm s.json && state keep gone s.json && exit 8
            echo 2 > s.json && state keep same s.json && state fetch s.json && echo 4 > s.json && state keep four s.json
            git show origin/telecmi-state:s.json && rm s.json && state keep gone s.json
            """);

        Assert.Equal("4\n", ended.Exits(0).Out);
        Assert.Contains("nothing was overwritten", ended.Error, StringComparison.Ordinal);
        Assert.Empty(await repository.KeptAsync());
    }

    private static async Task<Ended> RunAsync(Repository repository, string script)
    {
        using var run = Telecmi.StartProgram(
            "bash", repository.Work, new Dictionary<string, string>(StringComparer.Ordinal), "-ec", $"state() {{ bash \"{Path.Combine(Examples.Folder, "telecmi-state.sh")}\" \"$@\"; }}\n{script.ReplaceLineEndings("\n")}");
        run.EndInput();
        return await run.EndAsync();
    }
}
