namespace TeleCmi.Simulator;

/// <summary>Counts calls against fault rules. Thread-safe.</summary>
internal sealed class FaultSchedule(IReadOnlyList<FaultRule> rules)
{
    private readonly long[] _seen = new long[rules.Count];

    public IReadOnlyList<FaultRule> Rules => rules;

    /// <summary>Counts one call; the rule that hits it, or null.</summary>
    public FaultRule? Next(SimulatedEndpoints endpoint)
    {
        FaultRule? hit = null;
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            if ((rule.Endpoints & endpoint) == SimulatedEndpoints.None)
            {
                continue;
            }

            var seen = Interlocked.Increment(ref _seen[i]);
            if (seen % rule.Every == 0 && (rule.Times is null || seen / rule.Every <= rule.Times))
            {
                hit ??= rule;
            }
        }

        return hit;
    }
}
