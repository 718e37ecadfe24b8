namespace TeleCmi.Benchmarks;

/// <summary>Shows in seconds that no benchmark has rotted: each is called once, and its result looked at.</summary>
internal static class Smoke
{
    public static void CallEveryBenchmark()
    {
        foreach (var agents in new[] { 10, 900 })
        {
            var roster = new RosterLoad { Agents = agents };
            roster.Prepare();
            Expect(roster.Load().Agents.Length == agents, "the whole roster");

            var planning = new Planning { Agents = agents };
            planning.Prepare();
            Expect(planning.EveryoneIsNew().Changes.Length == agents, "a plan that adds everyone");
            Expect(planning.NothingToDo().IsEmpty, "an empty plan");

            var state = new StateFile { Agents = agents };
            state.Prepare().GetAwaiter().GetResult();
            Expect(state.Read().GetAwaiter().GetResult()?.Agents.Count == agents, "the whole state");
            state.Clean();
        }
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Expected {what}.");
        }
    }
}
