using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using TeleCmi.Cli.Tests.CiExamples;

namespace TeleCmi.Cli.Tests.Release;

/// <summary>The parts of eng/release.sh that need no build.</summary>
public sealed class ScriptTests : IDisposable
{
    private static readonly string Scripts = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Examples.Modules)!, "..", "..", "..", "eng", "release"));

    private readonly string _folder = Directory.CreateTempSubdirectory("telecmi-release-").FullName;

    [Theory]
    [InlineData("tar.gz")]
    [InlineData("zip")]
    public async Task The_same_files_make_the_same_bytes_whenever_and_in_whatever_order_they_were_written(string kind)
    {
        var first = await ArchiveAsync("first", kind, ["telecmi", "man/telecmi.1", "LICENSE"], DateTime.UnixEpoch.AddYears(50));
        var second = await ArchiveAsync("second", kind, ["LICENSE", "man/telecmi.1", "telecmi"], DateTime.UnixEpoch.AddYears(40));
        Assert.Equal(SHA256.HashData(first), SHA256.HashData(second));

        if (kind == "tar.gz")
        {
            await using var reader = new TarReader(new GZipStream(new MemoryStream(first), CompressionMode.Decompress));
            var executable = new Dictionary<string, bool>(StringComparer.Ordinal);
            while (await reader.GetNextEntryAsync(copyData: false, TestContext.Current.CancellationToken) is { } entry)
            {
                executable.Add(entry.Name, entry.Mode.HasFlag(UnixFileMode.UserExecute));
                Assert.Equal((0, 0), (entry.Uid, entry.Gid));
            }

            Assert.Equal(["telecmi-1.2.3/LICENSE", "telecmi-1.2.3/man/telecmi.1", "telecmi-1.2.3/telecmi"], executable.Keys.Order(StringComparer.Ordinal));
            Assert.Equal("telecmi-1.2.3/telecmi", Assert.Single(executable, one => one.Value).Key);
        }
    }

    [Fact]
    public async Task A_package_loses_the_name_that_its_tool_drew_and_nothing_else()
    {
        var packages = new[] { "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210" }.Select(Package).ToList();
        foreach (var package in packages)
        {
            (await RunAsync("archive.py", "--package", $"{package}.nupkg", package)).Exits(0);
        }

        var written = packages.Select(package => File.ReadAllBytes($"{package}.nupkg")).ToList();
        Assert.Equal(SHA256.HashData(written[0]), SHA256.HashData(written[1]));
        await using var archive = new ZipArchive(new MemoryStream(written[0]));
        Assert.Equal(["_rels/.rels", "lib/a.dll", "package/services/metadata/core-properties/telecmi.psmdcp"], archive.Entries.Select(entry => entry.FullName));
        using var content = new StreamReader(await archive.GetEntry("lib/a.dll")!.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Equal("code", await content.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_debug_file_and_a_place_of_this_machine_are_found_inside_of_archives()
    {
        await ArchiveAsync("clean", "tar.gz", ["telecmi"], DateTime.UnixEpoch);
        var release = Directory.CreateDirectory(Path.Combine(_folder, "release")).FullName;
        File.Copy(Path.Combine(_folder, "clean.tar.gz"), Path.Combine(release, "clean.tar.gz"));
        (await RunAsync("check.py", release, "/home/somebody/")).Exits(0);

        await ArchiveAsync("debug", "zip", ["telecmi.pdb"], DateTime.UnixEpoch);
        File.Copy(Path.Combine(_folder, "debug.zip"), Path.Combine(release, "debug.zip"));
        Assert.Contains("debug.zip: telecmi-1.2.3/telecmi.pdb is for debugging", (await RunAsync("check.py", release)).Exits(1).Error, StringComparison.Ordinal);
        File.Delete(Path.Combine(release, "debug.zip"));

        // What a file of the archive says is its own name, twice: as UTF-8, and as .NET holds its texts.
        Assert.Contains("clean.tar.gz: telecmi-1.2.3/telecmi names content of", (await RunAsync("check.py", release, "content of")).Exits(1).Error, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(Path.Combine(release, "wide"), System.Text.Encoding.Unicode.GetBytes("at /home/somebody/x"), TestContext.Current.CancellationToken);
        Assert.Contains("wide names /home/somebody/", (await RunAsync("check.py", release, "/home/somebody/")).Exits(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_formula_and_the_manifests_have_the_sums_of_the_archives()
    {
        string[] archives = ["telecmi-1.2.3-linux-x64.tar.gz", "telecmi-1.2.3-osx-arm64.tar.gz", "telecmi-1.2.3-win-x64.zip"];
        var sums = archives.Select((name, index) => (name, sum: new string((char)('a' + index), 64))).ToList();
        File.WriteAllLines(Path.Combine(_folder, "SHA256SUMS"), sums.Select(one => $"{one.sum}  {one.name}").Append($"{new string('9', 64)}  TeleCmi.Cli.1.2.3.nupkg"));
        (await RunAsync("manifests.py", _folder)).Exits(0);

        var formula = File.ReadAllText(Path.Combine(_folder, "telecmi.rb"));
        Assert.Contains("version \"1.2.3\"", formula, StringComparison.Ordinal);
        Assert.Matches($"on_macos do\n +on_arm do\n +url \"https://\\S+/v1.2.3/{archives[1]}\"\n +sha256 \"{sums[1].sum}\"", formula);
        Assert.Matches($"on_linux do\n +on_intel do\n +url \"https://\\S+/v1.2.3/{archives[0]}\"\n +sha256 \"{sums[0].sum}\"", formula);
        var installer = File.ReadAllText(Path.Combine(_folder, "TeleCmiDeclarative.telecmi.installer.yaml"));
        Assert.Contains($"InstallerSha256: {sums[2].sum.ToUpperInvariant()}\n", installer, StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(_folder, "TeleCmiDeclarative.telecmi*.yaml").Length);
    }

    [Fact]
    public async Task The_notices_name_each_package_with_its_terms_in_full()
    {
        Restored("Has.Text", "<license type=\"expression\">MIT</license><authors>One</authors><copyright>(c) One</copyright>", ("LICENSE.md", "Do as you like."));
        Restored("Has.None", "<license type=\"expression\">MIT</license><authors>Two</authors>");
        var bill = Bill("Has.Text", "Has.None");
        (await RunAsync("notices.py", bill, Path.Combine(_folder, "notices"))).Exits(0);

        var notices = File.ReadAllText(Path.Combine(_folder, "notices"));
        Assert.Contains("Has.Text 1.0.0: MIT\n(c) One\n\n-- LICENSE.md\nDo as you like.\n", notices, StringComparison.Ordinal);
        Assert.Contains("Has.None 1.0.0: MIT\nCopyright Two\n\nPermission is hereby granted", notices, StringComparison.Ordinal);

        // Terms that nobody has read yet stop a release.
        Restored("Other", "<license type=\"expression\">GPL-3.0-only</license><authors>Three</authors>");
        Assert.Contains("the text of GPL-3.0-only is wanted, for Other", (await RunAsync("notices.py", Bill("Other"), "none")).Exits(1).Error, StringComparison.Ordinal);
        Assert.Contains("Absent 1.0.0 is not restored", (await RunAsync("notices.py", Bill("Absent"), "none")).Exits(1).Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<byte[]> ArchiveAsync(string name, string kind, string[] files, DateTime written)
    {
        var content = Path.Combine(_folder, name, "telecmi-1.2.3");
        foreach (var file in files.Select(file => Path.Combine(content, file)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, $"content of {Path.GetFileName(file)}");
            File.SetLastWriteTimeUtc(file, written);
        }

        var target = Path.Combine(_folder, $"{name}.{kind}");
        (await RunAsync("archive.py", target, content)).Exits(0);
        return await File.ReadAllBytesAsync(target);
    }

    private string Package(string drawn)
    {
        var path = Path.Combine(_folder, drawn);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        var properties = $"package/services/metadata/core-properties/{drawn}.psmdcp";
        foreach (var (name, text) in new[] { ("lib/a.dll", "code"), (properties, "<coreProperties/>"), ("_rels/.rels", $"<Relationship Target=\"/{properties}\" Id=\"R{drawn[..16].ToUpperInvariant()}\"/>") })
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }

        return path;
    }

    private void Restored(string name, string said, params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "packages", name.ToLowerInvariant(), "1.0.0")).FullName;
        File.WriteAllText(Path.Combine(folder, "it.nuspec"), $"<package xmlns=\"urn:any\"><metadata>{said}</metadata></package>");
        foreach (var file in files)
        {
            File.WriteAllText(Path.Combine(folder, file.Name), file.Text);
        }
    }

    private string Bill(params string[] names)
    {
        var path = Path.Combine(_folder, "bill.json");
        File.WriteAllText(path, $"{{\"components\":[{string.Join(',', names.Select(name => $"{{\"name\":\"{name}\",\"version\":\"1.0.0\"}}"))}]}}");
        return path;
    }

    private async Task<Ended> RunAsync(string script, params string[] arguments)
    {
        Examples.Need("python3");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["SOURCE_DATE_EPOCH"] = "1700000000", ["NUGET_PACKAGES"] = Path.Combine(_folder, "packages") };
        using var run = Telecmi.StartProgram("python3", _folder, variables, [Path.Combine(Scripts, script), .. arguments]);
        run.EndInput();
        return await run.EndAsync();
    }
}
