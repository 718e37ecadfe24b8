using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TeleCmi.Cli.Tests;

/// <summary>Every command in the pages of docs/ is run, in its order, in an empty folder.</summary>
public sealed class DocsTests
{
    public static TheoryData<string> Pages => ["adopting.md", "drift.md", "review.md", "safety.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_does_what_the_page_says(string page)
    {
        CiExamples.Examples.Need("bash", "git", "curl");
        await using var centre = await CallCentre.OpenAsync();
        var script = Commands(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "pages", page), TestContext.Current.CancellationToken));
        Assert.Contains("telecmi", script, StringComparison.Ordinal);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = $"{Path.GetDirectoryName(Telecmi.Executable)}:{Environment.GetEnvironmentVariable("PATH")}",
        };

        using var run = Telecmi.StartProgram("bash", centre.Folder, variables, "-c", "set -euo pipefail; trap 'kill $(jobs -p) 2> /dev/null || true' EXIT\n" + script);
        run.EndInput();

        (await run.EndAsync()).Exits(0);
    }

    /// <summary>What stands in fences of <c>sh</c>. The port of a page may be taken on this machine, so it gets another.</summary>
    private static string Commands(string page)
    {
        var commands = new StringBuilder();
        var inside = false;
        foreach (var line in page.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line == "```sh";
            }
            else if (inside)
            {
                commands.Append(line).Append('\n');
            }
        }

        return commands.ToString().Replace("18461", FreePort(), StringComparison.Ordinal);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
