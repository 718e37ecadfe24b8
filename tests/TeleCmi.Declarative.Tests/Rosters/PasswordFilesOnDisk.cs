using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

public sealed class PasswordFilesOnDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("s3cret", "s3cret")]
    [InlineData("s3cret\n", "s3cret")]
    [InlineData("s3cret\r\n", "s3cret")]
    [InlineData("s3cret\n\n", "s3cret\n")]
    [InlineData("\uFEFFs3cret", "s3cret")]
    [InlineData("$${A}", "$${A}")]
    [InlineData("\n", "")]
    public void One_line_end_is_dropped_and_nothing_else(string content, string password)
    {
        _folder.Write("home/pw/101", content);

        Assert.Equal(password, Read("pw/101").Password!.Reveal());
        Assert.Equal(password, Read(_folder["home/pw/101"]).Password!.Reveal());
    }

    [Fact]
    public void A_link_is_followed_before_its_place_is_judged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        _folder.Write("outside/101", "stolen");
        _folder.Write("home/real/101", "s3cret");
        File.CreateSymbolicLink(_folder["home/out"], "../outside/101");
        Directory.CreateSymbolicLink(_folder["home/dir"], _folder["outside"]);
        Directory.CreateSymbolicLink(_folder["home/in"], "real");

        Assert.All(["out", "dir/101", "../outside/101", "in/../../outside/101", _folder["outside/101"], "/etc/passwd"],
            path => Assert.Equal("ROS065", Read(path).Problem!.Code));
        Assert.Equal("s3cret", Read("in/101").Password!.Reveal());
        Assert.Equal("stolen", Read(_folder["outside/101"], _folder["outside"]).Password!.Reveal());
    }

    [Fact]
    public void What_is_no_file_is_refused_without_waiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no such files");
        _folder.Write("home/empty", "");
        _folder.Pipe("home/pipe");
        Directory.CreateDirectory(_folder["home/folder"]);
        File.CreateSymbolicLink(_folder["home/loop"], "loop");

        Assert.All(["empty", "pipe", "folder", "loop", "missing", "a\0b"], path => Assert.Equal("ROS066", Read(path).Problem!.Code));
        Assert.Equal("ROS066", Read("/dev/zero", "/dev").Problem!.Code);
    }

    [Fact]
    public void A_large_file_or_one_of_bytes_is_refused()
    {
        _folder.Write("home/large", new string('x', 4097));
        _folder.Write("home/bytes", [0xFF, 0xFE, 0x00]);
        _folder.Write("home/most", new string('y', 4096));

        Assert.All(["large", "bytes"], path => Assert.Equal("ROS067", Read(path).Problem!.Code));
        Assert.NotNull(Read("most").Password);
    }

    private PasswordFileResult Read(string path, string? secretsFolder = null) =>
        new PasswordFiles(_folder["home/agents.yaml"], secretsFolder).Read(new PasswordSource.File(path, new Position("agents.yaml", 1, 1)));
}
