using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.Planning;
using TeleCmi.Simulator;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>A roster to be applied with <c>--prune</c> to an account in which an earlier roster was applied.</summary>
internal sealed class Story : IDisposable
{
    private static readonly PlanOptions Prune = new() { Prune = true, AllowEmpty = true };

    private readonly List<RosterAgent> _wanted;

    public Story(int[] wanted, int[] applied, RosterPolicy? policy = null, SimulatorOptions? service = null)
    {
        Desk = new Desk(service);
        Policy = policy ?? RosterPolicy.Default;
        _wanted = [.. wanted.Select(extension => Case.Wanted(extension))];
        foreach (var extension in applied)
        {
            Desk.Account.Put(User(extension));
        }

        Desk.Store.End(new RecordedState
        {
            Lineage = Case.Lineage,
            AppId = Case.AppId,
            Origin = "sandbox",
            KeyId = Applying.Desk.Key.KeyId,
            Agents = applied.ToImmutableSortedDictionary(extension => extension, extension => Case.Recorded(extension) with { PasswordFingerprint = Applying.Desk.Print(extension) }),
        });
    }

    public Desk Desk { get; }

    public RosterPolicy Policy { get; }

    public Roster Roster => new("agents.yaml", null, null, Policy, [.. _wanted]);

    /// <summary>Of the last apply, after it had planned.</summary>
    public IReadOnlyList<string> Calls { get; private set; } = [];

    public IReadOnlyList<string> Writes => [.. Calls.Where(call => call != "list")];

    /// <summary>E.g. <c>recorded 101 102, pending 103</c>.</summary>
    public string State => Desk.Store.Load() is { } state
        ? $"recorded {(state.Agents.IsEmpty ? "nobody" : string.Join(' ', state.Agents.Keys))}" + (state.Pending is { } run ? $", pending {string.Join(' ', run.Changes.Select(change => change.Extension))}" : "")
        : "none";

    public static SimulatedUser User(int extension)
        => new(extension, "Manish", "919876543201") { Password = $"pw-{extension}", StartTime = 9, EndTime = 18, Notify = true };

    /// <param name="extension">Whose entry.</param>
    /// <param name="password">Whether the entry gives one.</param>
    public void Rename(int extension, bool password = true)
        => _wanted[_wanted.FindIndex(entry => entry.Extension == extension)] = Case.Wanted(extension, "New Name", password: password);

    public void Protect(int extension)
        => _wanted[_wanted.FindIndex(entry => entry.Extension == extension)] = Case.Wanted(extension, isProtected: true);

    /// <param name="planned">True where what happens meanwhile begins only once the plan is made.</param>
    /// <param name="signals">Of an interrupt.</param>
    public async Task<ApplyResult> ApplyAsync(bool planned = false, StopSignals signals = default)
    {
        var (meanwhile, passwords) = (Desk.Service.Meanwhile, Applying.Desk.Passwords(Roster));
        Desk.Service.Meanwhile = planned ? null : meanwhile;
        var job = await Desk.PrepareAsync(Roster, passwords, Prune);
        Desk.Service.Meanwhile = meanwhile;
        var seen = Desk.Service.Calls.Count;
        var result = await Desk.CarryOutAsync(job, signals);
        Calls = [.. Desk.Service.Calls.Skip(seen)];
        return result;
    }

    public async Task<ApplyResult> ApplyAsync(IAgentWriter writer, int parallelism)
    {
        var job = await Desk.PrepareAsync(Roster, Applying.Desk.Passwords(Roster), Prune, parallelism);
        return (await new Applier(Desk.Service, writer).ApplyAsync(job, Desk.Store.Held, default)).Ok();
    }

    /// <summary>E.g. <c>101 changed, 102 failed: not today</c>, with the words of those that are told.</summary>
    public static string Tell(ApplyResult result, params int[] told) => string.Join(", ", result.Outcomes.Select(outcome =>
        $"{outcome.Extension} {Words.Of(outcome.Kind)}" + (told.Contains(outcome.Extension) ? $": {outcome.Message}" : "")));

    public void Dispose() => Desk.Dispose();
}
