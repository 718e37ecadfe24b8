using System.CommandLine;
using System.Net.Sockets;
using TeleCmi.Cli.Running;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Simulator;

namespace TeleCmi.Cli.Commands;

/// <summary>Runs the stand-in service on loopback until it is interrupted.</summary>
internal static class SimulateCommand
{
    private const string DefaultSecret = "simulated";

    private static readonly Option<int> Port = Settings.Number("--port", "Port on 127.0.0.1; 0 takes a free one.", 0, 0, 65535);
    private static readonly Option<int> Latency = Settings.Number("--latency", "Milliseconds that every call takes.", 0, 0, 60_000);
    private static readonly Option<IReadOnlyList<FaultRule>> Fail = new("--fail")
    {
        Description = "Faults, joined by commas; see above.",
        HelpName = "FAULTS",
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            if (FaultSpec.TryParse(result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value, out var rules, out var error))
            {
                return rules;
            }

            result.AddError($"--fail: {error}");
            return [];
        },
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "Keep the users in FILE between runs, as JSON; never their passwords.",
        HelpName = "FILE",
    };
    private static readonly Option<int> AppId = Settings.Number("--appid", "App id of the account.", 1111112, 1, int.MaxValue);
    private static readonly Option<int> Limit = Settings.Number("--user-limit", "Seats of the account; 0 = no limit.", 0, 0, int.MaxValue);
    private static readonly Option<string> Pattern = OneOf<TransportPattern>(
        "--transport", "How a refusal is answered", TransportPattern.C);
    private static readonly Option<string> Order = OneOf<ListOrder>("--order", "Order of lists", ListOrder.Insertion);
    private static readonly Option<string> Passwords = OneOf<PasswordDisplay>(
        "--passwords", "How lists show passwords", PasswordDisplay.Clear);
    private static readonly Option<bool> MaskPhones = new("--mask-phones") { Description = "Lists hide the last four digits." };
    private static readonly Option<bool> OmitNotify = new("--omit-notify") { Description = "Lists leave `notify` out." };
    private static readonly Option<bool> OmitShifts = new("--omit-shifts") { Description = "Lists leave start_time and end_time out." };
    private static readonly Option<bool> QuoteSecrets = new("--quote-secrets")
    {
        Description = "Refusals quote what was sent.",
    };

    public static Definition Definition { get; } = new(
        "simulate", "Run a stand-in service on loopback, to try telecmi on.", RunAsync)
    {
        Details =
        [
            $"Its app secret is `{DefaultSecret}`, or TELECMI_SECRET; other commands find it by TELECMI_BASE_URL. Ctrl-C ends it.",
            "--fail ENDPOINT:N[xTIMES]:KIND[:SECONDS],... lets every Nth call fail, TIMES at most. "
                + $"ENDPOINT: {FaultSpec.Endpoints}. KIND: {FaultSpec.Kinds}. 429 and 503 may ask for SECONDS of patience.",
            "--transport c: HTTP 400 for a malformed request, else 200, and the reason in the body; b: the reason is the HTTP status; "
                + "a, d: always HTTP 200, with `status` error (a) or `error` true (d).",
            """--data: {"format":"telecmi-simulator/1","users":[]}, a user {"extension":101,"name":"Asha","phone":"919876543210"}, """
                + "and start_time, end_time and notify where it has them. FILE is made where it is missing.",
        ],
        Common = Settings.OfText,
        Options = [Port, Latency, Fail, Data, AppId, Limit, Pattern, Order, Passwords, MaskPhones, OmitNotify, OmitShifts, QuoteSecrets],
        Examples =
        [
            "telecmi simulate --port 8080 --data users.json",
            "telecmi simulate --latency 20 --fail add:4:lost",
        ],
    };

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var parsed = run.Parsed;
        var limit = parsed.GetValue(Limit);
        var secret = run.Terminal.Environment("TELECMI_SECRET");
        var options = new SimulatorOptions
        {
            AppId = parsed.GetValue(AppId),
            Secret = string.IsNullOrEmpty(secret) ? DefaultSecret : secret,
            Port = parsed.GetValue(Port),
            Latency = TimeSpan.FromMilliseconds(parsed.GetValue(Latency)),
            Faults = parsed.GetValue(Fail) ?? [],
            DataFile = parsed.GetValue(Data),
            UserLimit = limit == 0 ? null : limit,
            Transport = Words.Parse<TransportPattern>(parsed.GetValue(Pattern)) ?? TransportPattern.C,
            Order = Words.Parse<ListOrder>(parsed.GetValue(Order)) ?? ListOrder.Insertion,
            Passwords = Words.Parse<PasswordDisplay>(parsed.GetValue(Passwords)) ?? PasswordDisplay.Clear,
            MaskPhones = parsed.GetValue(MaskPhones),
            OmitNotify = parsed.GetValue(OmitNotify),
            OmitShifts = parsed.GetValue(OmitShifts),
            QuoteSecrets = parsed.GetValue(QuoteSecrets),
            Time = run.Terminal.Time,
        };
        SimulatorServer server;
        try
        {
            server = await SimulatorServer.StartAsync(options, run.Interrupts.Signals.Stop);
        }
        catch (Exception unusable) when (unusable is InvalidDataException or SocketException || FileFault.Is(unusable))
        {
            throw CommandException.Failed("simulator", Problem(unusable, options), "Choose another with --port or --data.");
        }

        await using (server)
        {
            var address = server.BaseAddress.ToString().TrimEnd('/');
            run.Print(() => $"TeleCMI stand-in for account {options.AppId} at {address}\n",
                () => $"{{\"format\":\"telecmi-simulator/1\",\"address\":\"{address}\",\"appid\":{options.AppId}}}\n");
            run.Note("Ctrl-C ends it.\n");
            await Task.Delay(Timeout.InfiniteTimeSpan, run.Terminal.Time, run.Interrupts.Signals.Stop)
                .ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return ExitCode.Interrupted;
    }

    // The server wraps what the network answers; what the disk answers comes as it is.
    private static string Problem(Exception unusable, SimulatorOptions options) => unusable switch
    {
        SocketException or IOException { InnerException: not null } => $"Port {options.Port} on 127.0.0.1 can't be taken.",
        InvalidDataException => $"The --data file {options.DataFile} is damaged, or not one of the stand-in's.",
        _ => $"The --data file {options.DataFile} can't be read: {FileFault.Describe(unusable)}.",
    };

    private static Option<string> OneOf<T>(string name, string description, T value)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetValues<T>().Select(Words.Of).Order(StringComparer.Ordinal)];
        var option = new Option<string>(name)
        {
            Description = $"{description}: {Formats.Choice(words)}.",
            HelpName = name[2..].ToUpperInvariant(),
            DefaultValueFactory = _ => Words.Of(value),
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
