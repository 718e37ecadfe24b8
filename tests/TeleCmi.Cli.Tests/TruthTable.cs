namespace TeleCmi.Cli.Tests;

/// <summary>
/// A row of the table "What is planned when": who is on extension 101 in roster, state and live, and what each command makes of it. A plan is
/// written as its action, <c>-</c> for none, or <c>kept:REASON</c>, with <c>!</c> where a warning goes with it, as with an outcome; an apply as action, outcome,
/// the write calls it may send, and then whom the state and the account have.
/// </summary>
internal sealed record Row(string Name, Person? Roster, Person? State, Person? Live)
{
    private static readonly Person Asha = Person.Of(101, "Asha");
    private static readonly Person Early = Asha with { StartTime = 7 };
    private static readonly Person Late = Asha with { EndTime = 22 };
    private static readonly Person Kiran = Person.Of(101, "Kiran") with { Phone = "918888877777" };

    public required string Plan { get; init; }

    public required string Pruned { get; init; }

    public required string Blind { get; init; }

    public required string BlindPruned { get; init; }

    /// <summary>What drift calls it; <c>-</c> where it says nothing. Everything but what is not applied makes the account drifted.</summary>
    public required string Drift { get; init; }

    /// <summary>The rule that refuses what plan and apply see in the account; null where none does.</summary>
    public string? Refusal { get; init; }

    /// <summary>Outcome of apply; the person recorded and the person there afterwards.</summary>
    public required (string Outcome, int Writes, Person? State, Person? Live) Applied { get; init; }

    /// <summary>The same of apply --no-refresh.</summary>
    public required (string Outcome, int Writes, Person? State, Person? Live) AppliedBlind { get; init; }

    public static IReadOnlyList<Row> All { get; } =
    [
        new("nobody knows them", null, null, Asha)
        {
            Drift = "unmanaged",
            Plan = "-", Pruned = "-", Blind = "-", BlindPruned = "-", Applied = ("-", 0, null, Asha), AppliedBlind = ("-", 0, null, Asha),
        },
        new("entry and user gone", null, Asha, null)
        {
            Drift = "not_applied",
            Plan = "forget", Pruned = "forget", Blind = "kept:not_in_roster", BlindPruned = "remove",
            Applied = ("forget changed", 0, null, null), AppliedBlind = ("-", 0, Asha, null),
        },
        new("entry and user gone, protected", null, Asha with { Protected = true }, null)
        {
            Drift = "missing",
            Plan = "kept:protected!", Pruned = "kept:protected!", Blind = "kept:protected!", BlindPruned = "kept:protected!",
            Applied = ("-", 0, Asha, null), AppliedBlind = ("-", 0, Asha, null),
        },
        new("entry gone", null, Asha, Asha)
        {
            Drift = "not_applied",
            Plan = "kept:not_in_roster", Pruned = "remove", Blind = "kept:not_in_roster", BlindPruned = "remove",
            Applied = ("-", 0, Asha, Asha), AppliedBlind = ("-", 0, Asha, Asha),
        },
        new("entry gone, user changed", null, Asha, Late)
        {
            Drift = "changed",
            Plan = "kept:not_in_roster", Pruned = "remove", Blind = "kept:not_in_roster", BlindPruned = "remove",
            Applied = ("-", 0, Asha, Late), AppliedBlind = ("-", 0, Asha, Late),
        },
        new("entry gone, protected", null, Asha with { Protected = true }, Asha)
        {
            Drift = "not_applied",
            Plan = "kept:protected!", Pruned = "kept:protected!", Blind = "kept:protected!", BlindPruned = "kept:protected!",
            Applied = ("-", 0, Asha, Asha), AppliedBlind = ("-", 0, Asha, Asha),
        },
        new("entry gone, another person there", null, Asha, Kiran)
        {
            Drift = "changed",
            Plan = "kept:other_person!", Pruned = "kept:other_person!", Blind = "kept:not_in_roster", BlindPruned = "remove",
            Applied = ("-", 0, Asha, Kiran), AppliedBlind = ("-", 0, Asha, Kiran),
        },
        new("new", Asha, null, null)
        {
            Drift = "not_applied",
            Plan = "add", Pruned = "add", Blind = "add", BlindPruned = "add",
            Applied = ("add changed", 1, Asha, Asha), AppliedBlind = ("add changed", 1, Asha, Asha),
        },
        new("there already", Asha, null, Asha)
        {
            Drift = "not_applied",
            Plan = "adopt", Pruned = "adopt", Blind = "add", BlindPruned = "add",
            Applied = ("adopt converged", 0, Asha, Asha), AppliedBlind = ("add converged", 1, Asha, Asha),
        },
        new("there already, different", Asha, null, Late)
        {
            Drift = "not_applied",
            Plan = "update adopts", Pruned = "update adopts", Blind = "add", BlindPruned = "add",
            Applied = ("update changed", 1, Asha, Asha), AppliedBlind = ("add converged!", 1, Late, Late),
        },
        new("somebody else there already", Asha, null, Kiran)
        {
            Drift = "not_applied",
            Plan = "update adopts", Pruned = "update adopts", Refusal = "takeover", Blind = "add", BlindPruned = "add",
            Applied = ("-", 0, null, Kiran), AppliedBlind = ("add converged!", 1, null, Kiran),
        },
        new("given to somebody else in the dashboard", Asha, Asha, Kiran)
        {
            Drift = "changed",
            Plan = "update drift", Pruned = "update drift", Blind = "-", BlindPruned = "-",
            Applied = ("update changed", 1, Asha, Asha), AppliedBlind = ("-", 0, Asha, Kiran),
        },
        new("deleted outside telecmi", Asha, Asha, null)
        {
            Drift = "missing",
            Plan = "recreate", Pruned = "recreate", Blind = "-", BlindPruned = "-",
            Applied = ("recreate changed", 1, Asha, Asha), AppliedBlind = ("-", 0, Asha, null),
        },
        new("deleted outside telecmi, entry changed", Early, Asha, null)
        {
            Drift = "missing",
            Plan = "recreate", Pruned = "recreate", Blind = "update", BlindPruned = "update",
            Applied = ("recreate changed", 1, Early, Early), AppliedBlind = ("update skipped!", 0, Asha, null),
        },
        new("all agree", Asha, Asha, Asha)
        {
            Drift = "-",
            Plan = "-", Pruned = "-", Blind = "-", BlindPruned = "-", Applied = ("-", 0, Asha, Asha), AppliedBlind = ("-", 0, Asha, Asha),
        },
        new("live is what the roster says, the record is old", Asha, Late, Asha)
        {
            Drift = "not_applied",
            Plan = "-", Pruned = "-", Blind = "update", BlindPruned = "update",
            Applied = ("-", 0, Asha, Asha), AppliedBlind = ("update skipped!", 0, Late, Asha),
        },
        new("entry changed", Early, Asha, Asha)
        {
            Drift = "not_applied",
            Plan = "update differs", Pruned = "update differs", Blind = "update", BlindPruned = "update",
            Applied = ("update changed", 1, Early, Early), AppliedBlind = ("update skipped!", 0, Asha, Asha),
        },
        new("changed in the dashboard", Asha, Asha, Late)
        {
            Drift = "changed",
            Plan = "update drift", Pruned = "update drift", Blind = "-", BlindPruned = "-",
            Applied = ("update changed", 1, Asha, Asha), AppliedBlind = ("-", 0, Asha, Late),
        },
        new("all three differ", Early, Asha, Late)
        {
            Drift = "changed",
            Plan = "update", Pruned = "update", Blind = "update", BlindPruned = "update",
            Applied = ("update changed", 1, Early, Early), AppliedBlind = ("update skipped!", 0, Asha, Late),
        },
    ];
}
