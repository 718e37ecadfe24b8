using System.Collections.Immutable;
using TeleCmi.Cli.Commands;

namespace TeleCmi.Cli.Help;

/// <summary>What every form of help says beside the commands.</summary>
internal static class Reference
{
    public const string Title = "telecmi keeps the users of a TeleCMI account as agents.yaml says.";

    /// <summary>Where more is written.</summary>
    public const string Documents = "`telecmi explain CODE` says what a code means. Documents: docs/ beside the sources.";

    public static readonly ImmutableArray<HelpRow> Environment =
    [
        new("TELECMI_APPID", "app id of the account, where the roster names none"),
        new("TELECMI_SECRET", "its app secret; TELECMI_SECRET_1111112 that of one account"),
        new("TELECMI_BASE_URL", "the service, as --base-url"),
        new("TELECMI_STATE", "the state file, as --state"),
        new("NO_COLOR, TERM=dumb", "no colours, as --no-color"),
    ];

    public static readonly ImmutableArray<HelpRow> ExitCodes =
    [
        new("0", "done; nothing to tell"),
        new("1", "failed, or not done whole; bad usage"),
        new("2", "drift found, or `plan --detailed-exitcode` with something to do"),
        new("3", "refused by a safety rule, or a stale plan; nothing was changed"),
        new("130", "interrupted"),
    ];

    /// <summary>The usage line of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="path">Its words: <c>state list</c>.</param>
    public static string Usage(Definition command, string path) => string.Join(' ',
    [
        "telecmi", path,
        .. command.Subcommands.IsEmpty ? Array.Empty<string>() : ["COMMAND"],
        .. command.Arguments.Select(HelpRow.Place),
        .. command.Options.IsEmpty && command.Common.IsEmpty ? Array.Empty<string>() : ["[options]"],
    ]);

    /// <summary>The common options that a command takes, in the order of help.</summary>
    public static IEnumerable<string> CommonNames(Definition command) => Settings.Common
        .Where(option => command.Common.Any(one => one.Name == option.Name))
        .Select(option => option.Aliases.FirstOrDefault() ?? option.Name);
}
