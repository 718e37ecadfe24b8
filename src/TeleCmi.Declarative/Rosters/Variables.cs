using System.Collections.Immutable;

namespace TeleCmi.Declarative.Rosters;

/// <summary>The variables that references name: those of an env file, and over them those of the environment. Does not print itself.</summary>
public sealed class Variables
{
    private readonly Func<string, string?> _environment;
    private readonly EnvFile _file;

    private Variables(Func<string, string?> environment, EnvFile file) => (_environment, _file) = (environment, file);

    /// <summary>What is wrong with the env file; no variable of it is used where this is not empty.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => _file.Diagnostics;

    /// <summary>The process's environment alone, or with an env file.</summary>
    /// <param name="envFile">Path of the file, or null.</param>
    public static Variables OfProcess(string? envFile = null) => Of(Environment.GetEnvironmentVariable, envFile);

    /// <summary>A given environment, with or without an env file.</summary>
    /// <param name="environment">Gives a variable's value or null.</param>
    /// <param name="envFile">Path of the file, or null.</param>
    public static Variables Of(Func<string, string?> environment, string? envFile = null) =>
        new(environment, envFile is null ? EnvFile.None : EnvFile.Read(envFile));

    /// <summary>The value of a variable; null where it is unset or empty.</summary>
    public string? Find(string name) => _environment(name) is { Length: > 0 } value
        ? value
        : Diagnostics.IsEmpty && _file.Values.TryGetValue(name, out var other) && other.Length > 0 ? other : null;
}
