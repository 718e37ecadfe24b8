namespace TeleCmi.Cli.Tests;

/// <summary>
/// A row of the table "What is planned when": who is on extension 101 in roster, state and live, and what each command makes of it. A plan is
/// written as its action, <c>-</c> for none, or <c>kept:REASON</c>, with <c>!</c> where a warning goes with it; an apply as action, outcome,
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

    /// <summary>Outcome of apply; the person recorded and the person there afterwards.</summary>
    public required (string Outcome, int Writes, Person? State, Person? Live) Applied { get; init; }

    /// <summary>The same of apply --no-refresh.</summary>
    public required (string Outcome, int Writes, Person? State, Person? Live) AppliedBlind { get; init; }

    public static IReadOnlyList<Row> All { get; } =
    [
        new("nobody knows them", null, null, Asha)
        {
            Plan = "-", Pruned = "-", Blind = "-", BlindPruned = "-", Applied = ("-", 0, null, Asha), AppliedBlind = ("-", 0, null, Asha),
        },
        new("entry and user gone", null, Asha, null)
        {
            Plan = "forget", Pruned = "forget", Blind = "kept:not_in_roster", BlindPruned = "remove",
            Applied = ("forget changed", 0, null, null), AppliedBlind = ("-", 0, Asha, null),
        },
        new("entry and user gone, protected", null, Asha with { Protected = true }, null)
        {
            Plan = "kept:protected!", Pruned = "kept:protected!", Blind = "kept:protected!", BlindPruned = "kept:protected!",
            Applied = ("-", 0, Asha, null), AppliedBlind = ("-", 0, Asha, null),
        },
        new("entry gone", null, Asha, Asha)
        {
            Plan = "kept:not_in_roster", Pruned = "remove", Blind = "kept:not_in_roster", BlindPruned = "remove",
            Applied = ("-", 0, Asha, Asha), AppliedBlind = ("-", 0, Asha, Asha),
        },
        new("entry gone, user changed", null, Asha, Late)
        {
            Plan = "kept:not_in_roster", Pruned = "remove", Blind = "kept:not_in_roster", BlindPruned = "remove",
            Applied = ("-", 0, Asha, Late), AppliedBlind = ("-", 0, Asha, Late),
        },
        new("entry gone, protected", null, Asha with { Protected = true }, Asha)
        {
            Plan = "kept:protected!", Pruned = "kept:protected!", Blind = "kept:protected!", BlindPruned = "kept:protected!",
            Applied = ("-", 0, Asha, Asha), AppliedBlind = ("-", 0, Asha, Asha),
        },
        new("entry gone, another person there", null, Asha, Kiran)
        {
            Plan = "kept:other_person!", Pruned = "kept:other_person!", Blind = "kept:not_in_roster", BlindPruned = "remove",
            Applied = ("-", 0, Asha, Kiran), AppliedBlind = ("-", 0, Asha, Kiran),
        },
        new("new", Asha, null, null)
        {
            Plan = "add", Pruned = "add", Blind = "add", BlindPruned = "add",
            Applied = ("add changed", 1, Asha, Asha), AppliedBlind = ("add changed", 1, Asha, Asha),
        },
        new("there already", Asha, null, Asha)
        {
            Plan = "adopt", Pruned = "adopt", Blind = "add", BlindPruned = "add",
            Applied = ("adopt converged", 0, Asha, Asha), AppliedBlind = ("add converged", 1, Asha, Asha),
        },
        new("there already, different", Asha, null, Late)
        {
            Plan = "update adopts", Pruned = "update adopts", Blind = "add", BlindPruned = "add",
            Applied = ("update changed", 1, Asha, Asha), AppliedBlind = ("add converged", 1, Late, Late),
        },
        new("deleted behind our back", Asha, Asha, null)
        {
            Plan = "recreate", Pruned = "recreate", Blind = "-", BlindPruned = "-",
            Applied = ("recreate changed", 1, Asha, Asha), AppliedBlind = ("-", 0, Asha, null),
        },
        new("deleted behind our back, entry changed", Early, Asha, null)
        {
            Plan = "recreate", Pruned = "recreate", Blind = "update", BlindPruned = "update",
            Applied = ("recreate changed", 1, Early, Early), AppliedBlind = ("update skipped", 0, Asha, null),
        },
        new("all agree", Asha, Asha, Asha)
        {
            Plan = "-", Pruned = "-", Blind = "-", BlindPruned = "-", Applied = ("-", 0, Asha, Asha), AppliedBlind = ("-", 0, Asha, Asha),
        },
        new("live is what the roster says, the record is old", Asha, Late, Asha)
        {
            Plan = "-", Pruned = "-", Blind = "update", BlindPruned = "update",
            Applied = ("-", 0, Asha, Asha), AppliedBlind = ("update skipped", 0, Late, Asha),
        },
        new("entry changed", Early, Asha, Asha)
        {
            Plan = "update differs", Pruned = "update differs", Blind = "update", BlindPruned = "update",
            Applied = ("update changed", 1, Early, Early), AppliedBlind = ("update skipped", 0, Asha, Asha),
        },
        new("changed in the dashboard", Asha, Asha, Late)
        {
            Plan = "update drift", Pruned = "update drift", Blind = "-", BlindPruned = "-",
            Applied = ("update changed", 1, Asha, Asha), AppliedBlind = ("-", 0, Asha, Late),
        },
        new("all three differ", Early, Asha, Late)
        {
            Plan = "update", Pruned = "update", Blind = "update", BlindPruned = "update",
            Applied = ("update changed", 1, Early, Early), AppliedBlind = ("update skipped", 0, Asha, Late),
        },
    ];
}
