using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.Tests.Applying;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>A review: a roster beside its earlier version.</summary>
internal static class Review
{
    public static Plan Plan(Roster now, EarlierRoster earlier, PlanOptions options, long? appId) => new AccountRun(
        new RunInput { Roster = now, Passwords = new Dictionary<int, Client.Agents.Secret>(), AppId = appId, Origin = "sandbox", Service = "sandbox" },
        new MemoryStore(),
        null,
        TimeProvider.System).PlanAgainst(earlier, "HEAD~1", options).Plan;
}
