namespace TeleCmi.Cli.Tests;

/// <summary>What shells offer, in the shells themselves: bash and zsh at a terminal of their own, fish by its own word for it.</summary>
public sealed class CompletionTests
{
    /// <summary>What is typed before TAB, what the line is then, and what a list of several shows.</summary>
    public static TheoryData<string, string> Lines => new()
    {
        { "telecmi pl", "telecmi plan " },
        { "telecmi state sh", "telecmi state show " },
        { "telecmi completion pow", "telecmi completion powershell " },
        { "telecmi plan --allow-rec", "telecmi plan --allow-recreate " },
        { "telecmi plan --format js", "telecmi plan --format json " },
        { "telecmi plan --format=js", "telecmi plan --format=json " },
        { "telecmi validate --format=codeq", "telecmi validate --format=codequality " },
        { "telecmi import 10", "telecmi import 105 " },
        { "telecmi drift --only 105,2", "telecmi drift --only 105,205 " },
        { "telecmi state show -f teams/chennai.yaml 3", "telecmi state show -f teams/chennai.yaml 301 " },
        { "telecmi plan -f teams/ch", "telecmi plan -f teams/chennai.yaml " },
        { "telecmi plan --file=teams/ch", "telecmi plan --file=teams/chennai.yaml " },
        { "telecmi apply next", "telecmi apply next.plan.json " },
        { "telecmi explain remov", "telecmi explain removal_limit " },
        { "telecmi help sta", "telecmi help state " },
        { "telecmi simulate --order shuf", "telecmi simulate --order shuffled " },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task In_bash(string typed, string line)
        => Assert.Equal(line, await PressTabAsync("bash", "bash --norc --noprofile -i", "source <(telecmi completion bash)", """bind -x '"\C-t": printf %s "$READLINE_LINE" > pressed'""", typed));

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task In_zsh_from_a_folder_of_fpath_at_the_first_TAB(string typed, string line)
        => Assert.Equal(line, await PressTabAsync("zsh", "zsh -f -i",
            "mkdir -p functions; telecmi completion zsh > functions/_telecmi; fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -d ./dump",
            "show() { print -rn -- $BUFFER > pressed }; zle -N show; bindkey '^T' show", typed));

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task In_fish(string typed, string line)
    {
        CiExamples.Examples.Need("fish");
        await using var centre = await OpenAsync();
        using var fish = Telecmi.StartProgram("fish", centre.Folder, centre.Variables, "--no-config", "-c", $"telecmi completion fish | source; complete -C '{typed}'");
        fish.EndInput();

        var offered = (await fish.EndAsync()).Exits(0).Out.TrimEnd('\n').Split('\n').Select(one => one.Split('\t')[0]).ToList();

        Assert.Equal([line.TrimEnd().Split(' ')[^1]], offered);
    }

    [Fact]
    public async Task PowerShell_takes_the_script()
    {
        CiExamples.Examples.Need("pwsh");
        await using var centre = await OpenAsync();
        using var shell = Telecmi.StartProgram("pwsh", centre.Folder, centre.Variables, "-NoProfile", "-Command",
            "telecmi completion powershell | Out-String | Invoke-Expression; (TabExpansion2 'telecmi pl' 10).CompletionMatches.CompletionText; (TabExpansion2 'telecmi plan --format ' 22).CompletionMatches.CompletionText");
        shell.EndInput();

        Assert.Equal(["plan", "codequality", "github"], (await shell.EndAsync()).Exits(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(3));
    }

    [Fact]
    public async Task The_script_of_PowerShell_closes_what_it_opens()
    {
        await using var centre = await OpenAsync();
        var script = (await centre.RunAsync("completion", "powershell")).Exits(0).Out;

        foreach (var (open, close) in new[] { ('{', '}'), ('(', ')'), ('[', ']') })
        {
            Assert.Equal(script.Count(letter => letter == open), script.Count(letter => letter == close));
        }

        Assert.Contains("Register-ArgumentCompleter -Native -CommandName telecmi", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zsh_without_its_completion_system_says_nothing_wrong()
    {
        CiExamples.Examples.Need("zsh");
        await using var centre = await OpenAsync();
        using var zsh = Telecmi.StartProgram("zsh", centre.Folder, centre.Variables, "-f", "-c", "source <(telecmi completion zsh); echo done");
        zsh.EndInput();

        var ended = (await zsh.EndAsync()).Exits(0);

        Assert.Equal(("done\n", ""), (ended.Out, ended.Error));
    }

    [Fact]
    public async Task Commands_stand_at_their_place_and_options_are_those_of_the_command()
    {
        await using var centre = await OpenAsync();

        var commands = await OffersAsync(centre);
        Assert.Contains("plan\tShow what apply would do.", commands);
        Assert.DoesNotContain(commands, one => one.StartsWith('-') || one.StartsWith('/'));
        Assert.Contains("--version\tShow the version.", await OffersAsync(centre, "-"));
        var options = (await OffersAsync(centre, "init", "--")).Select(one => one.Split('\t')[0]).ToList();
        Assert.Contains("--file", options);
        Assert.DoesNotContain("--only", options);
        Assert.DoesNotContain((await OffersAsync(centre, "plan", "--sandbox", "--s")), one => one.StartsWith("--sandbox", StringComparison.Ordinal));
        Assert.Contains((await OffersAsync(centre, "plan", "--report", "a.md", "--r")), one => one.StartsWith("--report", StringComparison.Ordinal));
        Assert.Equal(["json\t", "text\t"], await OffersAsync(centre, "schema", "--format", ""));
        Assert.Equal([":folders\t"], await OffersAsync(centre, "plan", "--secrets-dir", ""));
    }

    [Fact]
    public async Task Extensions_come_from_the_roster_with_their_names_and_nothing_is_said_where_it_can_not_be_read()
    {
        await using var centre = await OpenAsync();
        centre.WriteRoster([Person.Of(101, "As\u202eha"), Person.Of(102, "Ravi")]);

        Assert.Equal([@"101	As\u{202E}ha", "102\tRavi"], await OffersAsync(centre, "import", ""));
        Assert.Equal(["101,102\tRavi"], await OffersAsync(centre, "plan", "--only", "101,"));

        centre.WriteRosterText("agents: [");
        Assert.Empty(await OffersAsync(centre, "import", ""));
        Assert.Empty(await OffersAsync(centre, "import", "-f", "nowhere.yaml", ""));
        Assert.Empty(await OffersAsync(centre, "import", "-f", "-", ""));
        Assert.Empty(await OffersAsync(centre, "nonsense", ""));
        Assert.Equal(0, centre.Account.Calls.Total);
    }

    private static async Task<string[]> OffersAsync(CallCentre centre, params string[] words)
    {
        var run = (await centre.RunAsync(["__complete", .. words.SkipLast(1), "." + words.LastOrDefault()])).Exits(0);
        Assert.Equal("", run.Error);
        return run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<CallCentre> OpenAsync()
    {
        var centre = await CallCentre.OpenAsync();
        centre.Variables["PATH"] = $"{Path.GetDirectoryName(Telecmi.Executable)}:{Environment.GetEnvironmentVariable("PATH")}";
        centre.Variables["HOME"] = centre.Folder;
        centre.WriteRoster([Person.Of(105), Person.Of(205)]);
        Directory.CreateDirectory(Path.Combine(centre.Folder, "teams"));
        File.WriteAllText(Path.Combine(centre.Folder, "teams", "chennai.yaml"), File.ReadAllText(centre.RosterPath).Replace("105", "301", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(centre.Folder, "teams", "changes.txt"), "");
        File.WriteAllText(Path.Combine(centre.Folder, "next.plan.json"), "");
        File.WriteAllText(Path.Combine(centre.Folder, "plan.txt"), "");
        return centre;
    }

    // `script` gives the shell a terminal. Ctrl-T, bound to that, writes the line down as it stands after TAB.
    private static async Task<string> PressTabAsync(string shell, string start, string setup, string binding, string typed)
    {
        CiExamples.Examples.Need(shell, "script");
        await using var centre = await OpenAsync();
        centre.Variables["TERM"] = "dumb";
        using var terminal = Telecmi.StartProgram("script", centre.Folder, centre.Variables, "-qfec", start, "/dev/null");
        terminal.Type($"{setup}\n{binding}\necho rea''dy\n");
        await terminal.SeesAsync("\nready");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        terminal.Type(typed + "\t");
        var pressed = Path.Combine(centre.Folder, "pressed");
        var line = "";
        for (var tries = 0; tries < 50 && (line.Length == 0 || line == typed); tries++)
        {
            terminal.Type("\u0014");
            await Task.Delay(400, TestContext.Current.CancellationToken);
            line = File.Exists(pressed) ? await File.ReadAllTextAsync(pressed, TestContext.Current.CancellationToken) : "";
        }

        terminal.Type("\u0015exit\n");
        await terminal.EndAsync();
        return line;
    }
}
