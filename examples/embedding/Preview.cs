using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.Yaml;

namespace Embedding;

/// <summary>What would change: nothing is written. The README of the package TeleCmi.Declarative shows it.</summary>
internal static class Preview
{
    public static async Task ShowAsync(string file, Uri address, long appId, Secret secret, TextWriter output)
    {
        var loaded = RosterLoader.Load(file, await File.ReadAllBytesAsync(file));
        if (loaded.Roster is not { } roster)
        {
            output.WriteLine(loaded.Diagnostics[0].Message);
            return;
        }

        using var account = TeleCmiAccount.Open(new ServiceOptions { AppId = appId, Secret = secret, BaseAddress = address });
        if (!FileStateStore.Open(Path.ChangeExtension(file, ".state.json"), TimeProvider.System).Is(out var store, out var failure))
        {
            output.WriteLine(failure.Problems[0].Message);
            return;
        }

        var input = new RunInput
        {
            Roster = roster,
            Passwords = new Dictionary<int, Secret>(),
            AppId = appId,
            AppSecret = secret,
            Origin = address.IdnHost,
            Service = $"{address.IdnHost}:{address.Port}",
        };
        var run = new AccountRun(input, store, account.Reader, TimeProvider.System);
        if (!(await run.LoadAsync(default)).Is(out var stored, out failure)
            || !(await run.PlanAsync(stored?.State, new PlanOptions(), refreshes: true, default)).Is(out var planned, out failure))
        {
            output.WriteLine(failure.Problems[0].Message);
            return;
        }

        foreach (var change in planned.Plan.Changes)
        {
            output.WriteLine($"{change.Extension} {change.Action}");
        }
    }
}
