using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Tests.States;

namespace TeleCmi.Declarative.Tests.Files;

public sealed class DurableFileTests : IDisposable
{
    private const UnixFileMode ForAll = DurableFile.OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_replaced_as_a_whole_and_nothing_else_is_left()
    {
        File.WriteAllText(_folder["report"], "a much longer text than the new one");

        DurableFile.WriteAtomically(_folder["report"], "new"u8, ForAll);

        Assert.Equal("new", File.ReadAllText(_folder["report"]));
        Assert.Equal(["report"], _folder.Names);
    }

    [Fact]
    public void Somebody_who_has_the_old_file_open_goes_on_reading_the_old_one()
    {
        Unix.Only();
        File.WriteAllText(_folder["report"], "old");
        using var reader = File.OpenText(_folder["report"]);

        DurableFile.WriteAtomically(_folder["report"], "new"u8, ForAll);

        Assert.Equal("old", reader.ReadToEnd());
    }

    [Fact]
    public void Whoever_reads_the_old_file_for_a_moment_is_waited_for_where_the_system_does_not_share()
    {
        var tries = 0;

        DurableFile.Patiently(() => _ = ++tries switch
        {
            1 => throw new UnauthorizedAccessException(),
            2 => throw new IOException("in use", FileFault.IsInUse),
            _ => 0,
        });

        Assert.Equal(3, tries);
        Assert.Throws<IOException>(() => DurableFile.Patiently(() => throw new IOException("full", 28)));
    }

    [Theory]
    [InlineData(28, 69, 112, "the disk is full")]
    [InlineData(30, 30, 19, "the file system is read-only")]
    [InlineData(17, 17, 183, "a file of that name is there")]
    [InlineData(20, 20, 267, "a file lies where a folder is needed")]
    [InlineData(95, 102, null, "the file system does not support it")]
    [InlineData(null, null, 32, "another program has it open")]
    [InlineData(null, null, 123, "no file can have that name")]
    public void Each_system_has_numbers_of_its_own_for_one_reason(int? linux, int? macOS, int? windows, string reason)
        => Assert.All(new[] { linux, macOS, windows | unchecked((int)0x80070000) }.OfType<int>(),
            number => Assert.Equal(reason, FileFault.Describe(new IOException("", number))));

    [Fact]
    public void Where_case_makes_no_other_file_paths_are_compared_without_it()
    {
        Assert.Equal([true, false], new[] { true, false }.Select(ignoresCase => RealPath.ComparerOf(ignoresCase).Equals("/a/Agents.yaml", "/a/agents.yaml")));
        Assert.Equal(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), RealPath.Comparer.Equals("A", "a"));
    }

    [Fact]
    public void A_private_file_is_never_readable_for_others_even_where_the_old_one_was()
    {
        Unix.Only();
        File.WriteAllText(_folder["plan"], "old");
        Unix.SetMode(_folder["plan"], ForAll);

        DurableFile.WriteAtomically(_folder["plan"], "new"u8, DurableFile.OwnerOnly);

        Assert.Equal(DurableFile.OwnerOnly, Unix.Mode(_folder["plan"]));
    }

    [Fact]
    public void A_link_is_replaced_and_what_it_points_to_left_alone()
    {
        Unix.Only();
        File.WriteAllText(_folder["victim"], "untouched");
        File.CreateSymbolicLink(_folder["report"], "victim");

        DurableFile.WriteAtomically(_folder["report"], "new"u8, ForAll);

        Assert.Equal("untouched", File.ReadAllText(_folder["victim"]));
        Assert.Equal("new", File.ReadAllText(_folder["report"]));
        Assert.Equal(["report", "victim"], _folder.Names);
    }

    [Fact]
    public async Task Two_runs_that_write_one_file_at_once_both_end_well_and_leave_one_whole_file()
    {
        byte[][] contents = [.. Enumerable.Range(0, 4).Select(run => Enumerable.Repeat((byte)('a' + run), 50_000).ToArray())];

        await Task.WhenAll(contents.Select(content => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                DurableFile.WriteAtomically(_folder["report"], content, ForAll);
            }
        })));

        Assert.Contains(File.ReadAllBytes(_folder["report"]), contents);
        Assert.Equal(["report"], _folder.Names);
    }

    [Fact]
    public void What_a_killed_run_left_is_cleaned_away_and_what_another_is_writing_is_not()
    {
        Unix.Only();
        File.WriteAllText(_folder[".telecmi-0123456789abcdef.tmp"], "half a rep");
        using var another = DurableFile.CreateNew(_folder[".telecmi-fedcba9876543210.tmp"], ForAll);
        File.WriteAllText(_folder["report.tmp"], "not ours");

        DurableFile.WriteAtomically(_folder["report"], "new"u8, ForAll);

        Assert.Equal([".telecmi-fedcba9876543210.tmp", "report", "report.tmp"], _folder.Names);
    }

    [Theory]
    [InlineData("report.tmp")]
    [InlineData(".telecmi-0123456789abcdef.tmp")]
    public void Nothing_that_lies_in_the_folder_stands_in_the_way(string name)
    {
        Directory.CreateDirectory(_folder[name]);

        DurableFile.WriteAtomically(_folder["report"], "new"u8, ForAll);

        Assert.Equal("new", File.ReadAllText(_folder["report"]));
    }

    [Fact]
    public void A_name_may_be_as_long_as_the_file_system_takes_it()
    {
        var name = new string('r', 255);

        DurableFile.WriteAtomically(_folder[name], "new"u8, ForAll);

        Assert.Equal([name], _folder.Names);
    }

    [Fact]
    public void A_write_that_fails_leaves_no_temporary_file()
    {
        Directory.CreateDirectory(_folder["report"]);

        var error = Assert.ThrowsAny<Exception>(() => DurableFile.WriteAtomically(_folder["report"], "new"u8, ForAll));

        Assert.True(FileFault.Is(error));
        Assert.Equal(["report"], _folder.Names);
    }

    [Fact]
    public void A_device_is_not_replaced()
    {
        Unix.Only();

        Assert.Throws<IOException>(() => DurableFile.WriteAtomically("/dev/null", "new"u8, ForAll));
    }

    [Fact]
    public void Links_are_resolved_where_they_lie_even_to_what_does_not_exist_yet()
    {
        Unix.Only();
        Directory.CreateDirectory(_folder["a/b"]);
        Directory.CreateSymbolicLink(_folder["short"], "a/b");
        File.CreateSymbolicLink(_folder["a/b/link"], "../missing");

        Assert.Equal(RealPath.Of(_folder["a/missing"]), RealPath.Of(_folder["short/link"]));
    }

    [Theory]
    [InlineData(28, "the disk is full")]
    [InlineData(30, "the file system is read-only")]
    [InlineData(9999, "the system answered error 9999")]
    public void A_fault_is_described_in_our_own_words(int errno, string expected)
        => Assert.Equal(expected, FileFault.Describe(new IOException("their words", errno)));
}
