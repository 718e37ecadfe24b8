using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TeleCmi.PulumiPlugin.Tests.Harness;

/// <summary>The gRPC stubs that Pulumi publishes on npm, in the locked version; installed beside this project when first needed.</summary>
internal static class Stubs
{
    private static readonly Lazy<string?> Problem = new(Install);

    /// <summary>This project's source folder.</summary>
    public static string Folder { get; } = Path.GetDirectoryName(Path.GetDirectoryName(Here()))!;

    /// <summary>Skips the test, and says why, where they can't be had.</summary>
    public static void Require()
    {
        if (Problem.Value is { } problem)
        {
            Assert.Skip(problem);
        }
    }

    /// <summary>Starts engine.mjs.</summary>
    public static Process StartEngine() => Start(Folder, "node", Path.Combine(Folder, "engine.mjs")) ?? throw new InvalidOperationException("node did not start");

    /// <summary>Runs a program to its end; null where it is not installed.</summary>
    public static (int ExitCode, string Output)? Run(string folder, string program, params string[] arguments)
    {
        using var process = Start(folder, program, arguments);
        if (process is null)
        {
            return null;
        }

        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static Process? Start(string folder, string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
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
        if (Run(Folder, "node", "--version") is not { ExitCode: 0 })
        {
            return "node is not installed: it runs Pulumi's own gRPC stubs";
        }

        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@pulumi", "pulumi", "proto")))
        {
            return null;
        }

        return Run(Folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund") is { ExitCode: 0 }
            ? null
            : "`npm ci` could not install @pulumi/pulumi, whose gRPC stubs these tests speak with";
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
