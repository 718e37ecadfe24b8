using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace Embedding;

/// <summary>The client alone: who is in the account. The README of the package TeleCmi.Client shows it.</summary>
internal static class People
{
    public static async Task ShowAsync(Uri address, long appId, Secret secret, TextWriter output)
    {
        using var account = TeleCmiAccount.Open(new ServiceOptions { AppId = appId, Secret = secret, BaseAddress = address });
        if (!(await account.Reader.SweepAsync(default)).Is(out var live, out var failure))
        {
            output.WriteLine(failure.Problems[0].Message);
            return;
        }

        foreach (var agent in live.Agents.Values)
        {
            output.WriteLine($"{agent.Extension} {agent.Name}");
        }
    }
}
