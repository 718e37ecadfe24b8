using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TeleCmi.PulumiPlugin.Tests.Harness;

/// <summary>The gRPC stubs that Pulumi publishes on npm, in the locked version; installed beside this project when first needed.</summary>
internal static class Stubs
{
    private static readonly Lazy<string?> Problem = new(Install);

    /// <summary>This project's source folder.</summary>
    public static string Folder { get; } = Path.GetDirectoryName(Path.GetDirectoryName(Here()))!;

    public static string Script => Path.Combine(Folder, "engine.mjs");

    /// <summary>Skips the test, and says why, where they can't be had.</summary>
    public static void Require()
    {
        if (Problem.Value is { } problem)
        {
            Assert.Skip(problem);
        }
    }

    public static Process? Run(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string? Install()
    {
        if (Ended(Run("node", "--version")) is not 0)
        {
            return "node is not installed: it runs Pulumi's own gRPC stubs";
        }

        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@pulumi", "pulumi", "proto")))
        {
            return null;
        }

        return Ended(Run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")) is 0
            ? null
            : "`npm ci` could not install @pulumi/pulumi, whose gRPC stubs these tests speak with";
    }

    private static int? Ended(Process? process)
    {
        if (process is null)
        {
            return null;
        }

        using (process)
        {
            process.StandardInput.Close();
            _ = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
