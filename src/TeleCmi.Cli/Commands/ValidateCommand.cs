using System.Collections.Immutable;
using System.CommandLine;
using TeleCmi.Cli.Running;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Reports;

namespace TeleCmi.Cli.Commands;

/// <summary>Checks rosters: no network, no credentials, no variables.</summary>
internal static class ValidateCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "The rosters (default: that of -f).",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> Variables = new("--variables")
    {
        Description = "Print the names of the variables that the roster wants, one a line.",
    };

    public static Definition Definition { get; } = new("validate", "Check rosters; needs no network, credentials or variables.", RunAsync)
    {
        Common = [.. Settings.OfRoster, .. Settings.OfReport],
        IsReview = _ => true,
        Options = [Variables],
        Arguments = [Files],
        Examples = ["telecmi validate", "telecmi validate --strict chennai.yaml mumbai.yaml", "telecmi validate --variables",
            "telecmi validate -f - < agents.yaml"],
    };

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        var files = FilesOf(run);
        foreach (var report in run.Parsed.GetValue(Settings.Report) ?? [])
        {
            Places.PrepareOutput(run, report, files);
        }

        ImmutableArray<RosterLoadResult> loaded = [.. files.Select(file => Load(run, file))];
        CheckClaims(run, loaded);
        return Task.FromResult(run.Parsed.GetValue(Variables) ? PrintVariables(run, loaded) : Report(run, files, loaded));
    }

    /// <summary>The rosters that stand behind the command.</summary>
    public static string[] Named(ParseResult parsed) => parsed.GetResult(Files) is null ? [] : parsed.GetValue(Files) ?? [];

    private static IReadOnlyList<string> FilesOf(CommandRun run)
    {
        var files = Named(run.Parsed);
        if (files.Length == 0)
        {
            return [run.Parsed.GetValue(Settings.File) ?? "agents.yaml"];
        }

        return Settings.IsGiven(run.Parsed, Settings.File)
            ? throw CommandException.Failed("usage", "Name the rosters in one way: with -f, or behind the command.")
            : [.. files.DistinctBy(file => file == RosterFile.StandardInput ? file : WorkingFolder.Full(file), StringComparer.Ordinal)];
    }

    private static RosterLoadResult Load(CommandRun run, string file)
        => RosterFile.CheckContained(file) is { } problem ? new RosterLoadResult(null, [problem]) : RosterSource.Read(run, file);

    private static void CheckClaims(CommandRun run, ImmutableArray<RosterLoadResult> loaded)
    {
        var conflicts = RosterClaims.Conflicts(loaded.Select(one => one.Roster).OfType<Roster>(),
            run.Terminal.Environment(RosterSecrets.AppIdVariable) is { Length: > 0 } id ? id : null);
        if (!conflicts.IsEmpty)
        {
            throw new CommandException(
                ExitCode.Failure, [.. loaded.SelectMany(one => one.Diagnostics).Where(one => one.IsError), .. conflicts]);
        }
    }

    private static ExitCode PrintVariables(CommandRun run, ImmutableArray<RosterLoadResult> loaded)
    {
        if (!Formats.Plain.Contains(run.Format) || Settings.IsGiven(run.Parsed, Settings.Report))
        {
            throw CommandException.Failed("usage", "--variables prints text or json, and writes no report.");
        }

        if (loaded.Any(one => one.Roster is null))
        {
            throw new CommandException(ExitCode.Failure, [.. loaded.SelectMany(one => one.Diagnostics).Where(one => one.IsError)]);
        }

        var names = loaded.SelectMany(one => one.Roster!.Variables).Distinct(StringComparer.Ordinal).ToList();
        run.Print(() => string.Concat(names.Select(name => name + "\n")), () => JsonDocuments.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("format", "telecmi-variables/1");
            json.WriteStartArray("variables");
            names.ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteEndObject();
        }));
        return ExitCode.Success;
    }

    private static ExitCode Report(CommandRun run, IReadOnlyList<string> files, ImmutableArray<RosterLoadResult> loaded)
    {
        ImmutableArray<FleetResult> results =
        [
            .. files.Zip(loaded, (file, one) => new FleetResult(
                file,
                (int)(one.Roster is null ? ExitCode.Failure : ExitCode.Success),
                new Report.OfRoster(
                    file, one.Roster is not null, one.Roster?.Agents.Length ?? 0) { Diagnostics = one.Diagnostics, RosterFile = file })),
        ];
        var code = results.Any(one => one.ExitCode != 0) ? ExitCode.Failure : ExitCode.Success;
        return run.Finish(results.Length == 1 ? results[0].Result : new Report.OfFleet(results, (int)code) { RosterFile = files[0] }) ? code
            : ExitCode.Failure;
    }
}
