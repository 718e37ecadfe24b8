using System.Reflection;
using NetArchTest.Rules;
using TeleCmi.Client;
using TeleCmi.Declarative.Planning;
using TeleCmi.Reports;

namespace TeleCmi.Declarative.Tests;

/// <summary>The rule of the house: dependencies point one way, and only the applier can write.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Client = typeof(Secret).Assembly;
    private static readonly Assembly Core = typeof(Plan).Assembly;
    private static readonly Assembly Renderers = typeof(Shown).Assembly;

    [Fact]
    public void Dependencies_point_from_the_doors_to_the_client()
    {
        AssertNone(Types.InAssembly(Client).That().HaveDependencyOnAny("TeleCmi.Declarative", "TeleCmi.Reports", "TeleCmi.Cli", "TeleCmi.Simulator"));
        AssertNone(Types.InAssembly(Core).That().HaveDependencyOnAny("TeleCmi.Reports", "TeleCmi.Cli", "TeleCmi.PulumiPlugin", "TeleCmi.Simulator", "System.CommandLine", "System.Console", "Google.Protobuf", "Grpc"));
        AssertNone(Types.InAssembly(Renderers).That().HaveDependencyOnAny("TeleCmi.Cli", "TeleCmi.Simulator", "System.CommandLine", "System.Console"));
    }

    [Fact]
    public void Only_applying_is_given_a_writer()
    {
        var writer = typeof(IAgentWriter).FullName ?? "";
        AssertNone(Types.InAssembly(Core).That().HaveDependencyOn(writer).And().DoNotResideInNamespace("TeleCmi.Declarative.Applying"));
        AssertNone(Types.InAssembly(Renderers).That().HaveDependencyOn(writer));

        // The rule sees what it is meant to see.
        Assert.NotEmpty(Types.InAssembly(Core).That().HaveDependencyOn(writer).GetTypes());
    }

    [Fact]
    public void Programs_are_started_in_one_place()
    {
        var sources = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"));
        var starters = sources.Where(file => File.ReadAllText(file) is var text
            && (text.Contains("ProcessStartInfo", StringComparison.Ordinal) || text.Contains("Process.Start(", StringComparison.Ordinal) || text.Contains("new Process(", StringComparison.Ordinal)));

        Assert.Equal(["ChildProgram.cs"], starters.Select(Path.GetFileName));
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    private static void AssertNone(PredicateList types) => Assert.Equal([], types.GetTypes().Select(type => type.FullName));
}
