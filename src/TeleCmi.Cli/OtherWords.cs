using System.Collections.Frozen;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Reports;

namespace TeleCmi.Cli;

/// <summary>What other tools call our commands and options, where the spelling alone would not lead to them.</summary>
internal static class OtherWords
{
    private const string Plan = "that is `telecmi plan`";
    private const string Apply = "that is `telecmi apply`";
    private const string Remove = "delete the entry, then `telecmi apply --prune`; `telecmi state forget` drops the record alone";
    private const string Look = "`telecmi list` shows the account, `telecmi state list` what is recorded";
    private const string Validate = "that is `telecmi validate`";
    private const string NoSecret = "no option takes a secret: set ";

    private static readonly FrozenDictionary<string, string> Commands = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["diff"] = Plan,
        ["preview"] = Plan,
        ["up"] = Apply,
        ["sync"] = Apply,
        ["push"] = Apply,
        ["deploy"] = Apply,
        ["destroy"] = "delete the entries, then `telecmi apply --prune`; all of them need --allow-empty",
        ["remove"] = Remove,
        ["delete"] = Remove,
        ["rm"] = Remove,
        ["add"] = "write an entry into the roster, then `telecmi apply`",
        ["create"] = "write an entry into the roster, then `telecmi apply`",
        ["ls"] = Look,
        ["show"] = Look,
        ["pull"] = "that is `telecmi export`",
        ["refresh"] = "`telecmi drift` tells what was changed outside, `telecmi import` accepts it",
        ["fmt"] = "the layout of a roster is yours; `telecmi validate` checks it",
        ["check"] = Validate,
        ["lint"] = Validate,
        ["new"] = "that is `telecmi init`",
        ["login"] = "set TELECMI_APPID and TELECMI_SECRET; nothing is kept",
        ["version"] = "that is `telecmi --version`",
        ["state rm"] = "that is `telecmi state forget`",
        ["state remove"] = "that is `telecmi state forget`",
        ["state delete"] = "that is `telecmi state forget`",
        ["state ls"] = "that is `telecmi state list`",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Options = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["-v"] = "that is --version, or --verbose behind a command",
        ["dry-run"] = Plan,
        ["check"] = Plan,
        ["diff"] = Plan,
        ["auto-approve"] = "that is --yes",
        ["skip-preview"] = "that is --yes",
        ["force"] = "that is --yes; each safety rule names its own option",
        ["target"] = "that is --only",
        ["refresh"] = "that is --no-refresh, or nothing: the account is read unless told otherwise",
        ["var-file"] = "that is --env-file",
        ["json"] = "that is --format json",
        ["output"] = "that is --format, or --report FILE",
        ["no-colour"] = "that is --no-color",
        ["secret"] = NoSecret + "TELECMI_SECRET",
        ["password"] = NoSecret + "the variable that the roster names",
        ["appid"] = "set TELECMI_APPID, or `appid` in the roster",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>That a word is no command, and what was probably meant.</summary>
    /// <param name="word">As it was written.</param>
    /// <param name="parent">The words of the command before it; none for <c>telecmi</c> itself.</param>
    /// <param name="known">The commands that there are.</param>
    public static string NoCommand(string word, IEnumerable<string> parent, IEnumerable<string> known)
        => $"`{Shown.Of(word)}` is no command{Meant(Commands.GetValueOrDefault(string.Join(' ', parent.Append(word))), word, known)}";

    /// <summary>That an option is unknown, and what was probably meant.</summary>
    public static string NoOption(string name, IEnumerable<string> known)
        => $"unknown option {Shown.Of(name)}"
            + Meant(Options.GetValueOrDefault(name) ?? Options.GetValueOrDefault(name.TrimStart('-')), name, known);

    private static string Meant(string? ours, string word, IEnumerable<string> known)
        => ours is not null ? $": {ours}" : Spelling.Nearest(word, known) is { } nearest ? $"; did you mean {nearest}?" : "";
}
