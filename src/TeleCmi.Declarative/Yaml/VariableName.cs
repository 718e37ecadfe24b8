using System.Buffers;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Names of variables as references and env files write them.</summary>
internal static class VariableName
{
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>True for letters, digits and <c>_</c>, no digit first.</summary>
    public static bool Is(ReadOnlySpan<char> text)
        => text.Length > 0 && !char.IsAsciiDigit(text[0]) && !text.ContainsAnyExcept(Letters);

    /// <summary>
    /// True where a text is one variable as shells, Windows and the templates of CI systems name it, and so no reference of ours.
    /// </summary>
    public static bool IsForeign(string text) => text switch
    {
        ['{', '{', .., '}', '}'] => true,
        ['%', .. var name, '%'] => Is(name),
        ['$', '(', .. var name, ')'] => Is(name),
        ['$', .. var name] => Is(name.StartsWith("env:", StringComparison.OrdinalIgnoreCase) ? name.AsSpan(4) : name),
        _ => false,
    };
}
