using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>Who leaves one extension and comes to another: two changes that a reader should see as one.</summary>
internal static class Moves
{
    public static IEnumerable<PlanWarning> Of(PlanInput input, Plan plan)
    {
        var leaves = plan.Changes.Where(change => change.Action is ChangeAction.Remove or ChangeAction.Forget);
        var leaving = plan.Kept.Where(kept => kept.Reason != KeptReason.OtherPerson).Select(kept => kept.Extension)
            .Concat(leaves.Select(change => change.Extension))
            .Select(extension => input.State?.Agents.GetValueOrDefault(extension)).OfType<States.RecordedAgent>().ToList();
        var byName = leaving.FindAll(record => record.Name is not null).ToLookup(record => Name(record.Name), record => record.Extension);
        var byPhone = leaving.FindAll(record => record.PhoneNumber is not null)
            .ToLookup(record => record.PhoneNumber, record => record.Extension);
        return from change in plan.Changes
               where change.Adopts || change.Action is ChangeAction.Add or ChangeAction.Adopt
               let entry = input.Roster.Find(change.Extension)
               from old in byPhone[entry.PhoneNumber].Union(byName[Name(entry.Name)]).Order()
               select new PlanWarning(
                   "moved", $"The entry of {old} leaves and that of {change.Extension} comes with the same name or phone: "
                   + $"somebody moves from {old} to {change.Extension}.", change.Extension);
    }

    private static string Name(string? name) => Nfc.Normalize(name ?? "").Trim();
}
