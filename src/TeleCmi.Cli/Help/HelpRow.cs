using System.CommandLine;

namespace TeleCmi.Cli.Help;

/// <summary>A word of the command line, as it is written, and what it means.</summary>
internal sealed record HelpRow(string Word, string Meaning)
{
    /// <summary>An option, with its value and what it is where nobody gives it.</summary>
    public static HelpRow Of(Option option)
    {
        var value = option.ValueType == typeof(bool) ? "" : $" {option.HelpName ?? "VALUE"}";
        var given = option.HasDefaultValue ? Default(option.GetDefaultValue()) : null;
        return new HelpRow($"{Names(option)}{value}", $"{option.Description}{(given is null ? "" : $" Default: {given}.")}");
    }

    public static HelpRow Of(Argument argument) => new(argument.Name, argument.Description ?? "");

    /// <summary>An argument in a usage line: <c>EXT...</c> may repeat, <c>[FILE]</c> may be left out.</summary>
    public static string Place(Argument argument)
    {
        var word = argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues > 0 ? word : $"[{word}]";
    }

    private static string Names(Option option)
        => string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));

    private static string? Default(object? value) => value switch
    {
        null or bool or Array or "" => null,
        Enum one => one.ToString().ToLowerInvariant(),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        string text => text,
        _ => null,
    };
}
