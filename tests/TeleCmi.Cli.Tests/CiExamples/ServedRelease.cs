using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>A release of telecmi for Linux, as its server has it; the server is a folder.</summary>
internal sealed record ServedRelease(string Folder, string Sum)
{
    public const string Version = "1.2.3";
    public const string Name = $"telecmi-{Version}-linux-x64";

    public string Url => $"file://{Folder}";

    public string SumsPath => Path.Combine(Folder, $"v{Version}", "SHA256SUMS");

    /// <summary>Of the executable that was built: the archive's starts it.</summary>
    public static Task<ServedRelease> OfBuiltAsync(string folder) => MakeAsync(folder, $"exec '{Telecmi.Executable}' \"$@\"");

    public static async Task<ServedRelease> MakeAsync(string folder, string script)
    {
        var release = Directory.CreateDirectory(Path.Combine(folder, "releases", $"v{Version}")).FullName;
        var content = Directory.CreateDirectory(Path.Combine(folder, "content", Name)).Parent!.FullName;
        var executable = Path.Combine(content, Name, "telecmi");
        await File.WriteAllTextAsync(executable, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(executable, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var archive = Path.Combine(release, $"{Name}.tar.gz");
        await using (var packed = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
        {
            await TarFile.CreateFromDirectoryAsync(content, packed, includeBaseDirectory: false);
        }

        Directory.Delete(content, recursive: true);
        var made = new ServedRelease(Path.GetDirectoryName(release)!, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(archive))));
        await File.WriteAllTextAsync(made.SumsPath, $"{new string('1', 64)}  telecmi-{Version}-win-x64.zip\n{made.Sum}  {Name}.tar.gz\n{new string('2', 64)}  {Name}.cdx.json\n");
        return made;
    }
}
