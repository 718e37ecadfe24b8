using System.Diagnostics;
using TeleCmi.Declarative.Processes;
using TeleCmi.Declarative.Tests.Rosters;

namespace TeleCmi.Declarative.Tests.Processes;

/// <summary>A program of others runs from where the user keeps programs, with what it is given, and ends when we do.</summary>
public sealed class ChildPrograms : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task It_is_sought_in_absolute_folders_alone()
    {
        Program("bin/tool", "echo right");
        Program("wrong/tool", "echo wrong");
        _folder.Write("plain/tool", "echo no program");
        Directory.CreateDirectory(_folder["folder/tool"]);
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _folder["wrong"]);

        var found = ChildProgram.Find("tool", $":.:{relative}:{_folder["nowhere"]}:{_folder["plain"]}:{_folder["folder"]}:{_folder["bin"]}:{_folder["wrong"]}");

        Assert.Equal("right\n", Text(await RunAsync(found)));
        Assert.Null(ChildProgram.Find("tool", $":.:{relative}:{_folder["plain"]}"));
        Assert.Null(ChildProgram.Find("tool", ""));
        Assert.Null(ChildProgram.Find("tool", null));
    }

    [Fact]
    public async Task It_is_given_folder_words_and_variables_and_no_input()
    {
        Program("bin/tool", "pwd; printf '<%s>' \"$@\"; echo \"$ONE${HOME-none}\"; cat; echo oops >&2; exit 7");

        var end = await RunAsync(ChildProgram.Find("tool", _folder["bin"]), ["a b", "", "$X"], new Dictionary<string, string> { ["ONE"] = "1" });

        Assert.Equal($"{_folder["bin"]}\n<a b><><$X>1none\n", Text(end));
        Assert.Equal((7, "oops\n", false), (end?.Code, end?.Error, end?.IsCut));
    }

    [Fact]
    public async Task It_is_ended_when_it_says_too_much()
    {
        Program("bin/tool", "while :; do echo 0123456789; done");

        var end = await RunAsync(ChildProgram.Find("tool", _folder["bin"]), maximum: 1000);

        Assert.Equal((true, 1000), (end?.IsCut, end?.Output.Length));
    }

    [Fact]
    public async Task What_it_complains_of_is_bounded_and_does_not_hold_it_up()
    {
        Program("bin/tool", "head -c 1000000 /dev/zero >&2; echo done");

        var end = await RunAsync(ChildProgram.Find("tool", _folder["bin"]));

        Assert.Equal("done\n", Text(end));
        Assert.InRange(end!.Error.Length, 1, 64 * 1024);
    }

    [Fact]
    public async Task It_ends_when_we_are_stopped()
    {
        Program("bin/tool", "exec sleep 600");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ChildProgram.Find("tool", _folder["bin"])!.RunAsync(new ChildCall(_folder["bin"], [], new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" }), stop.Token));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task What_can_not_be_started_is_told()
    {
        Program("bin/tool", "true", "#!/nowhere/sh\n");

        Assert.Null(await RunAsync(ChildProgram.Find("tool", _folder["bin"])));
    }

    public void Dispose() => _folder.Dispose();

    private Task<ChildEnd?> RunAsync(ChildProgram? program, string[]? words = null, Dictionary<string, string>? variables = null, int maximum = 100_000)
        => program!.RunAsync(new ChildCall(_folder["bin"], words ?? [], variables ?? Nothing) { MaximumOutput = maximum }, TestContext.Current.CancellationToken);

    private static string Text(ChildEnd? end) => System.Text.Encoding.UTF8.GetString(end!.Output);

    private void Program(string name, string script, string head = "#!/bin/sh\n")
    {
        _folder.Write(name, $"{head}{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder[name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
