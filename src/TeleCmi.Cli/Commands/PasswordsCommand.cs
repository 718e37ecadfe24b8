using System.CommandLine;
using System.Security.Cryptography;
using TeleCmi.Cli.Running;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Cli.Commands;

/// <summary>Makes a random password for each variable that has none, in an env file for its owner alone. Changes no value.</summary>
internal static class PasswordsCommand
{
    // 93 bits, of characters that no shell and no reader of env files takes for more than themselves; none is mistaken for another when
    // it is read out.
    private const int Length = 16;
    private const string Letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "23456789";

    internal static readonly Option<string?> OutFile = new("--out")
    {
        Description = "The env file to make or to add to; only its owner may read it.",
        HelpName = "FILE",
    };

    public static Definition Definition { get; } = new(
        "passwords", "Make the passwords that the roster still lacks.", RunAsync)
    {
        Details =
        [
            "Adds a random one for every variable of a password that neither the environment nor FILE has to that env file, "
                + "which only its owner can read. Changes no value that is there.",
        ],
        Common = [.. Settings.OfRoster, Settings.EnvFile, .. Settings.OfText],
        Options = [OutFile],
        Examples = ["telecmi passwords --out passwords.env", "telecmi passwords --out chennai.passwords.env -f chennai.yaml"],
    };

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        var file = run.Parsed.GetValue(OutFile)
            ?? throw CommandException.Failed("usage", "passwords writes an env file; name it with --out FILE.");
        var roster = RosterSource.Load(run);
        Places.PrepareOutput(run, file, isEnvFile: true);
        var variables = Account.Variables(run);
        var env = EnvFileEdit.Open(file).OrEnd();
        run.Note(env.Warning is { } warning ? [warning] : []);
        List<string> names = [.. PasswordVariables.Unset(
            roster, name => variables.Find(name) ?? (env.Find(name) is { Length: > 0 } there ? there : null))];
        var unusable = names.Select(name => env.Add(name, Random())).OfType<Diagnostic>().ToList();
        if (unusable.Count > 0)
        {
            throw new CommandException(ExitCode.Failure, unusable);
        }

        Write(env, file);
        run.Print(() => run.CommandLines.Whole(Told(names.Count, file)), () => JsonDocuments.Write("telecmi-passwords/1", json =>
        {
            json.WriteString("file", file);
            json.Array("added", names, json.WriteStringValue);
        }));
        return Task.FromResult(ExitCode.Success);
    }

    private static string Told(int added, string file) => added == 0
        ? "Nothing to add: every variable of a password has a value.\n"
        : $"Added {Wording.Count(added, "password")} to {Shell.Quote(file)}, for you alone.\n"
            + $"Next: `telecmi plan --env-file {Shell.Quote(file)}`.\n";

    // One of each kind at least: a service may ask for that.
    private static Secret Random()
    {
        while (true)
        {
            var text = RandomNumberGenerator.GetString(Letters + Digits, Length);
            if (text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper))
            {
                return new Secret(text);
            }
        }
    }

    private static void Write(EnvFileEdit env, string file)
    {
        try
        {
            env.Write();
        }
        catch (Exception unwritten) when (FileFault.Is(unwritten))
        {
            throw CommandException.Failed(
                "not_written", $"{file} can't be written: {FileFault.Describe(unwritten)}.", "Name another file with --out.");
        }
    }
}
