using System.Diagnostics;

namespace TeleCmi.Declarative.Tests.Rosters;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("roster").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public string Pipe(string name)
    {
        using var process = Process.Start("mkfifo", this[name]);
        process.WaitForExit();
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
