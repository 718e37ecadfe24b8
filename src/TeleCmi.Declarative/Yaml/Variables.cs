using System.Collections.Immutable;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// The variables that references name: those of env files, and over them those of the environment. Does not print itself.
/// </summary>
public sealed class Variables
{
    private readonly Func<string, string?> _environment;
    private readonly ImmutableArray<EnvFile> _files;

    private Variables(Func<string, string?> environment, ImmutableArray<EnvFile> files) => (_environment, _files) = (environment, files);

    /// <summary>What is to be said of the env files whoever asks; with an error no variable may be used.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => [.. _files.Select(file => file.Diagnostic).OfType<Diagnostic>()];

    /// <summary>A given environment, with or without env files.</summary>
    /// <param name="environment">Gives a variable's value or null.</param>
    /// <param name="envFiles">Paths; what a later one says goes before.</param>
    public static Variables Of(Func<string, string?> environment, params IEnumerable<string> envFiles) =>
        new(environment, [.. envFiles.Select(EnvFile.Read)]);

    /// <summary>The value of a variable; null where it is unset or empty, or its line in an env file is no use.</summary>
    public string? Find(string name) => OfEnvironment(name) ?? (OfFiles(name)?.Text is { Length: > 0 } value ? value : null);

    /// <summary>What is wrong with a variable's line in an env file, where that line counts.</summary>
    internal Diagnostic? Problem(string name) => OfEnvironment(name) is null ? OfFiles(name)?.Problem : null;

    // What makes a variable of a file or of a command's output mostly leaves its final line break.
    private string? OfEnvironment(string name) => _environment(name) switch
    {
        null => null,
        var value => FinalLineBreak.Drop(value) is { Length: > 0 } text ? text : null,
    };

    private EnvValue? OfFiles(string name) => _files.Reverse().Select(file => file.Find(name)).FirstOrDefault(value => value is not null);
}
