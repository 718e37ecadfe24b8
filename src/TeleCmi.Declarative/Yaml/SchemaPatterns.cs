using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// What the loader takes for a text, as patterns of JSON Schema. Each refuses nothing that the loader takes. Written for JavaScript, with
/// and without its flag `u`.
/// </summary>
internal static class SchemaPatterns
{
    private const string NoControl = @"(?![\s\S]*[\u0000-\u001f\u007f-\u009f\u2028\u2029])";

    private const string Visible = @"(?=[\s\S]*[^\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
        + @"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb])";

    // `$$` is a dollar sign, and so is `$` before anything but `{`.
    private const string Letter = @"\$\$|\$(?![{$])|[^$]";
    private const string Name = "[A-Za-z_][A-Za-z0-9_]*";
    private const string AfterName = @"(?:\}|:[-?](?=[\s\S]*\}))";
    private const string Reference = @"\$\{" + Name + AfterName;

    // A password may not name a variable that holds a secret of ours.
    private const string PasswordReference = @"\$\{(?![Tt][Ee][Ll][Ee][Cc][Mm][Ii]_)" + Name + AfterName;

    // Masked, with outer blanks, or still to be decrypted.
    private const string NoPassword = @"(?!\s)(?![\s\S]*\s$)(?![*xX\u2022]*$)(?![\s\S]*(?:\*\*\*|\u2022\u2022\u2022))"
        + @"(?!encrypted:|ENC\[|op:\/\/|vault:)";

    /// <summary>A text without references.</summary>
    public static string Text { get; } = Quoted($"^{NoControl}{Visible}(?:{Letter})*$");

    /// <summary>A password: a text, or one with references.</summary>
    public static string Password { get; } = Quoted(
        $"^{NoControl}{Visible}(?:{NoPassword}(?:{Letter})*|(?:{Letter})*{PasswordReference}(?:{Letter}|{PasswordReference})*)$");

    /// <summary>A number, or a text with references.</summary>
    public static string AppId { get; } = Quoted(
        $"^{NoControl}(?:0*[1-9][0-9]{{0,18}}|(?:{Letter})*{Reference}(?:{Letter}|{Reference})*)$");

    /// <summary>One reference, whose default holds references alone.</summary>
    public static string Secret { get; } = Quoted(
        $@"^{NoControl}\$\{{{Name}(?::-(?:\$\{{{Name}|:-|:\?[\s\S]*|\}})*|:\?[\s\S]*)?\}}$");

    /// <summary>7 to 15 digits, with what people write between them.</summary>
    public static string Phone { get; } = Quoted(
        @"^(?=(?:[^0-9]*[0-9]){7,15}[^0-9]*$)\+?[0-9(\[](?:[-0-9 ()\[\]]*[0-9)\]])?$");

    /// <summary>An hour in digits.</summary>
    public static string Hour { get; } = Quoted("^0{0,7}(0?[1-9]|1[0-9]|2[0-4])$");

    /// <summary>A number of agents on duty, in digits.</summary>
    public static string Floor { get; } = Quoted("^0{0,6}(900|[0-8]?[0-9]{1,2})$");

    /// <summary>Hours that have a floor.</summary>
    public static string Hours { get; } = Quoted("^(0?[1-9]|1[0-9]|2[0-4])(-(0?[1-9]|1[0-9]|2[0-4]))?$");

    /// <summary>A number of removals, or a share.</summary>
    public static string Removals { get; } = Quoted("^([0-9]{1,9}|0{0,7}[0-9]{1,2}%|0{0,6}100%)$");

    /// <summary>An extension in digits.</summary>
    public static string Extension(Generation generation)
    {
        var digits = generation.LowestExtension.ToString(CultureInfo.InvariantCulture).Length;
        return Quoted($"^0{{0,{9 - digits}}}[1-9][0-9]{{{digits - 1}}}$");
    }

    private static string Quoted(string pattern) => $"\"{JsonEncodedText.Encode(pattern, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
