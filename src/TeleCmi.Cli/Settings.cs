using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Reports;

namespace TeleCmi.Cli;

/// <summary>The options of more than one command, with how they are read. Each command takes those of them that it uses.</summary>
internal static class Settings
{
    public static readonly Option<string> File = new("--file", "-f")
    {
        Description = "The roster; - reads standard input.",
        DefaultValueFactory = _ => "agents.yaml",
        HelpName = "PATH"
    };
    public static readonly Option<string?> State = new("--state")
    {
        Description = "The state file (default: telecmi.state.json beside agents.yaml, NAME.state.json for NAME.yaml)."
            + " TELECMI_STATE does the same.",
        HelpName = "PATH",
    };
    public static readonly Option<Chosen?> Only = new("--only")
    {
        Description = "Look at these extensions only; 101-120 is a range.",
        CustomParser = result => Chosen.Parse(result, "--only"),
        HelpName = "EXT,...",
    };
    /// <summary>Of a command whose result is a report.</summary>
    public static readonly Option<ReportFormat> Format = FormatOption(Formats.Printed);

    /// <summary>Of every other.</summary>
    public static readonly Option<ReportFormat> PlainFormat = FormatOption(Formats.Plain);
    public static readonly Option<string[]> Report = new("--report")
    {
        Description = "Also write the result to FILE; the format by how its name ends "
        + $"({Formats.Choice(Formats.ByExtension.Keys.Order(StringComparer.Ordinal))}). May repeat.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };
    public static readonly Option<int> Parallelism = Number("--parallelism", "Calls in flight at most, 1..64.", 8, 1, 64);
    public static readonly Option<double> Timeout = Seconds("--timeout", "Seconds for one try, its answer included.", 30, 0.1);
    public static readonly Option<double> LockTimeout = Seconds("--lock-timeout", "Seconds to wait for another run's lock.", 0, 0);
    public static readonly Option<Uri?> BaseUrl = new("--base-url")
    {
        Description = "The service (HTTPS, or plain HTTP on loopback). TELECMI_BASE_URL does the same.",
        CustomParser = ParseBaseUrl,
        HelpName = "URL",
    };
    public static readonly Option<string[]> EnvFile = new("--env-file")
    {
        Description = "Variables as KEY=VALUE lines; the environment wins. May repeat.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };
    public static readonly Option<string?> SecretsDir = new("--secrets-dir")
    {
        Description = "One more folder that `password: { file: ... }` may read from.",
        HelpName = "DIR",
    };
    public static readonly Option<bool> Strict = new("--strict") { Description = "Roster warnings are errors." };
    public static readonly Option<bool> Sandbox = new("--sandbox")
    {
        Description = "Use the stand-in service inside this process: no account, variable or network.",
    };
    public static readonly Option<bool> FullPhones = new("--full-phones") { Description = "Show whole phone numbers." };
    public static readonly Option<bool> NoColor = new("--no-color") { Description = "No colours (NO_COLOR and TERM=dumb do the same)." };
    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "One line per call on standard error: method, path, verdict, milliseconds.",
    };

    public static readonly Option<bool> Prune = new("--prune") { Description = "Remove recorded agents whose entry is gone." };
    public static readonly Option<RemovalLimit?> MaximumRemovals = new("--max-removals")
    {
        Description = "How many users may leave in this run; overrides the roster's policy.",
        CustomParser = ParseLimit,
        HelpName = "N|P%"
    };
    public static readonly Option<bool> AllowEmpty = new("--allow-empty") { Description = "Allow removals by a roster without agents." };
    public static readonly Option<bool> AllowRecreate = new("--allow-recreate")
    {
        Description = "Allow a plan though most recorded agents are missing from the account.",
    };
    public static readonly Option<bool> AllowTakeover = new("--allow-takeover")
    {
        Description = "Allow extensions that hold another person, whom no run recorded, to be taken over.",
    };
    public static readonly Option<bool> AllowUnderCoverage = new("--allow-under-coverage")
    {
        Description = "Allow an hour to fall under its floor.",
    };

    /// <summary>All, in the order of help. <see cref="PlainFormat"/> is a part of <see cref="Format"/>.</summary>
    public static readonly ImmutableArray<Option> Common =
        [File, State, Only, Sandbox, EnvFile, SecretsDir, BaseUrl, Format, Report, FullPhones, Strict, Parallelism, Timeout, LockTimeout,
            NoColor, Verbose];

    /// <summary>Of a command that reads the roster.</summary>
    public static readonly ImmutableArray<Option> OfRoster = [File, Strict];

    /// <summary>Of a command that reads the account.</summary>
    public static readonly ImmutableArray<Option> OfAccount = [
        State, Sandbox, EnvFile, SecretsDir, BaseUrl, Parallelism, Timeout, Verbose];

    /// <summary>Of a command whose result is a report.</summary>
    public static readonly ImmutableArray<Option> OfReport = [Format, Report, NoColor];

    /// <summary>Of a command that prints something else.</summary>
    public static readonly ImmutableArray<Option> OfText = [PlainFormat, NoColor];

    /// <summary>Of plan and apply.</summary>
    public static readonly ImmutableArray<Option> Planning = [
        Prune, MaximumRemovals, AllowEmpty, AllowRecreate, AllowTakeover, AllowUnderCoverage];

    /// <summary>What the user allowed for this run.</summary>
    public static PlanOptions PlanOptions(ParseResult parsed) => new()
    {
        Prune = parsed.GetValue(Prune),
        MaximumRemovals = parsed.GetValue(MaximumRemovals),
        AllowEmpty = parsed.GetValue(AllowEmpty),
        AllowRecreate = parsed.GetValue(AllowRecreate),
        AllowTakeover = parsed.GetValue(AllowTakeover),
        AllowUnderCoverage = parsed.GetValue(AllowUnderCoverage),
        Only = ChosenBy(parsed).Named,
    };

    /// <summary>Whom <c>--only</c> names; nobody = all.</summary>
    public static Chosen ChosenBy(ParseResult parsed) => parsed.GetValue(Only) ?? Chosen.Nobody;

    /// <summary>True where the user wrote the option, whatever its value.</summary>
    public static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    public static Option<int> Number(string name, string description, int value, int minimum, int maximum) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            if (int.TryParse(Token(result), System.Globalization.NumberStyles.None, null, out var number) && number >= minimum
                && number <= maximum)
            {
                return number;
            }

            result.AddError($"{name} takes a whole number from {minimum} to {maximum}.");
            return value;
        },
    };

    private static Option<double> Seconds(string name, string description, double value, double minimum) => new(name)
    {
        Description = description,
        HelpName = "SECONDS",
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            var text = Token(result).TrimEnd('s');
            if (double.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, null, out var seconds) && seconds >= minimum
                && seconds <= 86400)
            {
                return seconds;
            }

            result.AddError($"{name} takes seconds, from {minimum} to 86400.");
            return value;
        },
    };

    private static Option<ReportFormat> FormatOption(ImmutableArray<ReportFormat> formats)
    {
        var choice = Formats.Choice(formats.Select(one => Words.Of(one)));
        var option = new Option<ReportFormat>("--format")
        {
            Description = $"How to print: {choice}.",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => ReportFormat.Text,
            CustomParser = result =>
            {
                var format = formats.Cast<ReportFormat?>()
                    .FirstOrDefault(one => Words.Of(one ?? default).Equals(Token(result), StringComparison.OrdinalIgnoreCase));
                if (format is null)
                {
                    result.AddError($"--format takes {choice}.");
                }

                return format ?? ReportFormat.Text;
            },
        };

        // A shell would be offered the names of the code's own cases.
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. formats.Select(Words.Of)]);
        return option;
    }

    private static Uri? ParseBaseUrl(ArgumentResult result)
    {
        if (!ServiceAddress.TryParse(Token(result), out var address, out var problem))
        {
            result.AddError($"--base-url: {problem}");
        }

        return address;
    }

    private static RemovalLimit? ParseLimit(ArgumentResult result)
    {
        var limit = RemovalLimit.Parse(Token(result));
        if (limit is null)
        {
            result.AddError("--max-removals takes a number of agents, or a share of the recorded ones from 0% to 100%.");
        }

        return limit;
    }

    private static string Token(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
}
