using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Reports;

namespace Embedding;

/// <summary>What the command does, from a program of your own: load, open, plan, print, apply.</summary>
internal static class Roster
{
    /// <summary>Makes the account as the roster says.</summary>
    /// <returns>0: it is so. 1: it could not be done. 3: a rule of safety refused it, and nothing was sent.</returns>
    public static async Task<int> ConvergeAsync(string file, Func<string, string?> environment, TextWriter output)
    {
        // Errors are values. A roster that is not valid, or a secret that is missing, has a code, a position and a hint.
        var loaded = RosterLoader.Load(file, await File.ReadAllBytesAsync(file));
        if (loaded.Roster is not { } roster)
        {
            return Failed(loaded.Diagnostics, output);
        }

        var secrets = RosterSecrets.Resolve(roster, Variables.Of(environment), new PasswordFiles(file).Read);
        if (secrets is not { AppId: { } appId, AppSecret: { } secret } || secrets.Diagnostics.Any(one => one.IsError))
        {
            return Failed(secrets.Diagnostics, output);
        }

        var address = environment("TELECMI_BASE_URL") is { } given ? new Uri(given) : ServiceOptions.DefaultBaseAddress;
        using var account = TeleCmiAccount.Open(new ServiceOptions { AppId = appId, Secret = secret, BaseAddress = address });
        if (!FileStateStore.Open(Path.ChangeExtension(file, ".state.json"), TimeProvider.System).Is(out var store, out var failure))
        {
            return Failed(failure.Problems, output);
        }

        var run = new AccountRun(
            new RunInput
            {
                Roster = roster,
                Passwords = secrets.Passwords,
                AppId = appId,
                AppSecret = secret,
                Origin = address.IdnHost,
                Service = $"{address.IdnHost}:{address.Port}",
            },
            store,
            account.Reader,
            TimeProvider.System);
        var request = new ApplyRequest { Options = _ => new PlanOptions() };
        var applier = new Applier(account.Reader, account.Writer);
        if (!(await run.ApplyAsync(request, new Door(output), applier, default)).Is(out var end, out failure))
        {
            return Failed(failure.Problems, output);
        }

        await output.WriteAsync(Text(new Report.OfApply(end.Prepared.Plan, end.Result)));
        return end.Result is null ? 3 : end.Result.IsComplete ? 0 : 1;
    }

    private static string Text(Report report) => Renderer.Render(report, ReportFormat.Text, default);

    private static int Failed(IEnumerable<Diagnostic> problems, TextWriter output)
    {
        foreach (var problem in problems)
        {
            output.WriteLine($"{problem.Code}: {problem.Message}");
        }

        return 1;
    }

    /// <summary>Shows the plan and says yes. Ask a person, or your own rules, in AskAsync.</summary>
    private sealed class Door(TextWriter output) : IApplyDoor
    {
        public void Changed() => output.WriteLine("The account changed meanwhile.");

        public void Show(Prepared prepared, bool asks) => output.Write(Text(new Report.OfPlan(prepared.Plan)));

        public Task<Failure?> AskAsync(Plan plan) => Task.FromResult<Failure?>(null);

        public Task<Result<Action<Outcome>>> BeginAsync(Plan plan)
            => Task.FromResult<Result<Action<Outcome>>>((Action<Outcome>)(outcome => output.WriteLine($"{outcome.Extension} {outcome.Kind}")));
    }
}
