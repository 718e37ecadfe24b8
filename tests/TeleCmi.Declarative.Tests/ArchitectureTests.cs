using System.Reflection;
using System.Text.RegularExpressions;
using NetArchTest.Rules;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Reports;

namespace TeleCmi.Declarative.Tests;

/// <summary>The rule of the house: dependencies point one way, and only applying can write.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Assembly Client = typeof(Secret).Assembly;
    private static readonly Assembly Core = typeof(Plan).Assembly;
    // The engine reads bottom-up: a folder knows those before it. What deals with disk, YAML and git stands beside it, and knows all of it.
    private static readonly string[] Engine = ["Rosters", "Coverage", "States", "Observing", "Planning", "Applying", "Drifts", "Adopting", "Singles", "Runs", "Hosted"];
    private static readonly string[] Beside = ["Formats", "Files", "Yaml", "Processes", "Git"];

    private static readonly Assembly Renderers = typeof(Shown).Assembly;

    [Fact]
    public void Dependencies_point_from_the_doors_to_the_client()
    {
        AssertNone(Types.InAssembly(Client).That().HaveDependencyOnAny("TeleCmi.Declarative", "TeleCmi.Reports", "TeleCmi.Cli", "TeleCmi.Simulator"));
        AssertNone(Types.InAssembly(Core).That().HaveDependencyOnAny("TeleCmi.Reports", "TeleCmi.Cli", "TeleCmi.PulumiPlugin", "TeleCmi.Simulator", "System.CommandLine", "System.Console", "Google.Protobuf", "Grpc"));
        AssertNone(Types.InAssembly(Renderers).That().HaveDependencyOnAny("TeleCmi.Cli", "TeleCmi.Simulator", "System.CommandLine", "System.Console"));
    }

    [Fact]
    public void Only_what_applies_a_plan_or_a_single_resource_is_given_a_writer()
    {
        var writer = typeof(IAgentWriter).FullName ?? "";
        AssertNone(Types.InAssembly(Core).That().HaveDependencyOn(writer).And().DoNotResideInNamespaceMatching(@"^TeleCmi\.Declarative\.(Applying|Singles)$"));
        AssertNone(Types.InAssembly(Renderers).That().HaveDependencyOn(writer));

        // The rule sees what it is meant to see.
        Assert.NotEmpty(Types.InAssembly(Core).That().HaveDependencyOn(writer).GetTypes());
    }

    [Fact]
    public void Programs_are_started_in_one_place()
    {
        var sources = Directory.GetDirectories(Source).SelectMany(project => Sources(Path.GetFileName(project)));
        var starters = sources.Where(file => File.ReadAllText(file) is var text
            && (text.Contains("ProcessStartInfo", StringComparison.Ordinal) || text.Contains("Process.Start(", StringComparison.Ordinal) || text.Contains("new Process(", StringComparison.Ordinal)));

        Assert.Equal(["ChildProgram.cs"], starters.Select(Path.GetFileName));
    }

    [Fact]
    public void Every_call_of_the_system_says_of_which_one_so_that_the_compiler_finds_where_nobody_asks()
    {
        var sources = Directory.GetDirectories(Source).SelectMany(project => Sources(Path.GetFileName(project))).Select(File.ReadAllText);
        var callers = sources.Where(text => text.Contains("[LibraryImport(", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(callers);
        Assert.All(callers.Where(text => !TypeOfOneSystem().IsMatch(text)), text => Assert.Equal(Regex.Count(text, @"\[LibraryImport\("), CallOfOneSystem().Count(text)));
    }

    [Fact]
    public void The_folders_of_the_core_have_one_order_and_no_cycle()
    {
        string[] order = [.. Engine, .. Beside];
        Assert.Equal(order.Order(StringComparer.Ordinal), Folders("TeleCmi.Declarative"));
        for (var i = 0; i < order.Length; i++)
        {
            AssertNone(In(Core, order[i]).And().HaveDependencyOnAny([.. order[(i + 1)..].Select(later => $"TeleCmi.Declarative.{later}")]));
        }

        // The rule sees what it is meant to see.
        Assert.NotEmpty(In(Core, "Planning").And().HaveDependencyOn("TeleCmi.Declarative.States").GetTypes());
    }

    [Fact]
    public void Neither_the_engine_nor_the_vocabulary_knows_YAML_disk_network_or_the_system()
    {
        string[] foreign = ["YamlDotNet", "PhoneNumbers", "System.IO.File", "System.IO.Directory", "System.IO.Path", "System.IO.RandomAccess", "System.IO.FileStream",
            "System.Runtime.InteropServices.LibraryImportAttribute", "System.Runtime.InteropServices.Marshal", "System.Runtime.InteropServices.SafeHandle", "Microsoft.Win32", "System.Diagnostics.Process", "System.Net"];
        foreach (var type in foreign)
        {
            AssertNone(Types.InAssembly(Core).That().ResideInNamespaceMatching($@"^TeleCmi\.Declarative\.({string.Join('|', Engine)})$").And().HaveDependencyOn(type), type);
            AssertNone(Types.InAssembly(Client).That().ResideInNamespace("TeleCmi.Client.Agents").And().HaveDependencyOn(type), type);
        }

        Assert.NotEmpty(In(Core, "Files").And().HaveDependencyOnAny(foreign).GetTypes());
    }

    [Fact]
    public void A_type_lies_in_the_folder_of_its_namespace()
    {
        foreach (var file in Sources("TeleCmi.Client").Concat(Sources("TeleCmi.Declarative")))
        {
            var folder = Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            Assert.Contains($"namespace {folder};", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("TeleCmi.Client")]
    [InlineData("TeleCmi.Declarative")]
    [InlineData("TeleCmi.Reports")]
    public void Nothing_is_public_that_only_its_own_assembly_uses(string name)
    {
        var mine = Assembly.Load(name).GetExportedTypes().Where(type => !type.IsNested).ToList();
        var words = Directory.GetDirectories(Source).Select(project => Path.GetFileName(project)!).Where(project => project != name).SelectMany(Sources)
            .SelectMany(file => Words().Matches(File.ReadAllText(file)).Select(word => word.Value)).ToHashSet(StringComparer.Ordinal);
        var used = mine.Where(type => words.Contains(type.Name.Split('`')[0])).ToHashSet();
        for (var shown = used.ToList(); shown.Count > 0;)
        {
            shown = [.. shown.SelectMany(Shown).Intersect(mine).Where(used.Add)];
        }

        Assert.Equal([], mine.Except(used).Select(type => type.FullName));
    }

    // What whoever has a type can see of others: bases, members, and the cases nested in it.
    private static IEnumerable<Type> Shown(Type type)
    {
        var members = type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);
        var types = members.SelectMany<MemberInfo, Type>(member => member switch
        {
            MethodBase { IsPublic: true } method => [.. method.GetParameters().Select(parameter => parameter.ParameterType), (method as MethodInfo)?.ReturnType ?? typeof(void)],
            FieldInfo { IsPublic: true } field => [field.FieldType],
            Type { IsNestedPublic: true } nested => [.. Shown(nested)],
            _ => [],
        });
        return types.Concat(type.GetInterfaces()).Append(type.BaseType ?? typeof(object)).SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsNested && !type.IsGenericParameter ? Parts(type.DeclaringType!)
        : type is { IsGenericType: true, IsGenericTypeDefinition: false } ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    [GeneratedRegex(@"OSPlatform\(""\w+""\)\]\n(public|internal) ")]
    private static partial Regex TypeOfOneSystem();

    [GeneratedRegex(@"OSPlatform\(""\w+""\)\]\n    \[LibraryImport\(")]
    private static partial Regex CallOfOneSystem();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();

    private static string Source => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "src"));

    private static IEnumerable<string> Sources(string project) => Directory.GetFiles(Path.Combine(Source, project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static IEnumerable<string?> Folders(string project) => Sources(project).Select(file => Path.GetRelativePath(Path.Combine(Source, project), file))
        .Select(Path.GetDirectoryName).Distinct().Order(StringComparer.Ordinal);

    private static PredicateList In(Assembly assembly, string folder) => Types.InAssembly(assembly).That().ResideInNamespace($"{assembly.GetName().Name}.{folder}");

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    private static void AssertNone(PredicateList types, string on = "") => Assert.Equal([], types.GetTypes().Select(type => $"{type.FullName} {on}"));
}
