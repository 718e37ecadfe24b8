using System.Text;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

public sealed class RosterFilesOnDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_or_standard_input_is_read()
    {
        var path = _folder.Write("agents.yaml", "agents: []");
        using var input = new MemoryStream("agents: [1]"u8.ToArray());

        Assert.Equal("agents: []", Encoding.UTF8.GetString(RosterFile.Read(path, Stream.Null).Content.Span));
        Assert.Equal("agents: [1]", Encoding.UTF8.GetString(RosterFile.Read("-", input).Content.Span));
    }

    [Fact]
    public void No_more_is_read_than_tells_that_it_is_too_much()
    {
        using var input = new MemoryStream(new byte[20 * 1024 * 1024]);
        var content = RosterFile.Read("-", input).Content;

        Assert.Equal((8 * 1024 * 1024) + 1, content.Length);
        Assert.Equal("ROS005", Assert.Single(RosterLoader.Load("-", content).Diagnostics).Code);
    }

    [Fact]
    public void A_missing_roster_comes_with_the_next_step()
    {
        var problem = RosterFile.Read(_folder["none.yaml"], Stream.Null).Problem!;

        Assert.Equal(("ROS001", 1, 1), (problem.Code, problem.Line, problem.Column));
        Assert.Contains("telecmi init", problem.Hint, StringComparison.Ordinal);
        Assert.Equal("ROS001", RosterFile.Read(_folder.Write("file", "x") + "/agents.yaml", Stream.Null).Problem!.Code);
    }

    [Fact]
    public void What_is_no_file_is_refused_without_waiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no such files");
        string[] paths = [_folder.Pipe("pipe"), _folder["."], "/dev/zero", "/dev/null"];

        Assert.All(paths, path => Assert.Equal("ROS003", RosterFile.Read(path, Stream.Null).Problem!.Code));
        Assert.All(paths, path => Assert.Equal("ROS003", RosterFile.CheckContained(path)!.Code));
    }

    [Fact]
    public void An_empty_file_is_an_empty_roster_and_a_file_of_proc_is_not_read()
    {
        var empty = RosterFile.Read(_folder.Write("empty", ""), Stream.Null);

        Assert.Null(empty.Problem);
        Assert.Equal("ROS009", Assert.Single(RosterLoader.Load("empty", empty.Content).Diagnostics).Code);
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(0, RosterFile.Read("/proc/self/environ", Stream.Null).Content.Length);
        }
    }

    [Theory]
    [InlineData("agents.yaml", "agents.yml")]
    [InlineData("agents.yml", "agents.yaml")]
    public void A_missing_roster_with_the_other_extension_is_named(string missing, string present)
    {
        _folder.Write(present, "agents: []");

        Assert.Contains(present, RosterFile.Read(_folder[missing], Stream.Null).Problem!.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_roster_under_review_stays_in_its_work_tree()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        _folder.Write("tree/.git/HEAD", "x");
        _folder.Write("tree/rosters/agents.yaml", "agents: []");
        _folder.Write("tree/other/agents.yaml", "agents: []");
        _folder.Write("outside/agents.yaml", "agents: []");
        File.CreateSymbolicLink(_folder["tree/rosters/inside.yaml"], "../other/agents.yaml");
        File.CreateSymbolicLink(_folder["tree/rosters/outside.yaml"], "../../outside/agents.yaml");
        Directory.CreateSymbolicLink(_folder["tree/elsewhere"], "../outside");

        Assert.Null(RosterFile.CheckContained("-"));
        Assert.Null(RosterFile.CheckContained(_folder["tree/rosters/agents.yaml"]));
        Assert.Null(RosterFile.CheckContained(_folder["tree/rosters/inside.yaml"]));
        Assert.Equal("ROS004", RosterFile.CheckContained(_folder["tree/rosters/outside.yaml"])!.Code);
        Assert.Equal("ROS004", RosterFile.CheckContained(_folder["tree/elsewhere/agents.yaml"])!.Code);
        Assert.Equal("ROS001", RosterFile.CheckContained(_folder["tree/none.yaml"])!.Code);
    }

    [Fact]
    public void Without_a_work_tree_it_stays_in_its_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        _folder.Write("one/agents.yaml", "agents: []");
        _folder.Write("two/agents.yaml", "agents: []");
        File.CreateSymbolicLink(_folder["one/link.yaml"], "agents.yaml");
        File.CreateSymbolicLink(_folder["one/out.yaml"], "../two/agents.yaml");

        Assert.Null(RosterFile.CheckContained(_folder["one/agents.yaml"]));
        Assert.Null(RosterFile.CheckContained(_folder["one/link.yaml"]));
        Assert.Equal("ROS004", RosterFile.CheckContained(_folder["one/out.yaml"])!.Code);
    }
}
