using CsCheck;

namespace TeleCmi.Declarative.Tests.Singles;

/// <summary>Deployment after deployment: renames, swaps, moves, replacements, imports, failures half way.</summary>
public sealed class EngineRunTests
{
    [Fact]
    public Task No_deployment_removes_a_user_whom_its_state_manages() => Deployed.Any.Array[1, 5].SampleAsync(HoldsAsync, iter: 30_000);

    private static async Task HoldsAsync(Deployed[] deployments)
    {
        var (state, account) = (new List<Entry>(), new SortedDictionary<int, string>());
        foreach (var deployed in deployments)
        {
            var isDoubled = state.DistinctBy(one => one.Extension).Count() < state.Count;
            // Without a refresh the engine knows nothing of these: somebody else was there, or an answer was lost.
            var strange = state.Where(one => account.GetValueOrDefault(one.Extension) != one.Person).Select(one => one.Extension)
                .Append(deployed.Stranger?.Extension ?? 0).ToHashSet();
            var run = new EngineRun(deployed, state, account);
            var succeeds = await run.RunAsync();

            // What a half failed run left twice, the engine can delete once before it asks about the other: only the rest of the deployment
            // mends that.
            var managed = state.Where(one => !one.IsReplaced && deployed.Program.Any(wish => wish.Resource == one.Resource));
            var lost = managed.Where(one => !account.ContainsKey(one.Extension)
                && run.Removers.Exists(other => other.Extension == one.Extension && !ReferenceEquals(one, other)));
            Assert.True((!succeeds && isDoubled && run.DeletesEarly) || !lost.Any());
            if (!succeeds)
            {
                continue;
            }

            // Nor does anybody stay who was to go.
            var wanted = deployed.Program.ToDictionary(wish => wish.Extension, wish => wish.Person);
            Assert.DoesNotContain(
                run.Dropped,
                one => !strange.Contains(one.Extension) && !wanted.ContainsKey(one.Extension) && account.ContainsKey(one.Extension));
            Assert.All(wanted.Where(one => !strange.Contains(one.Key)), one => Assert.Equal(one.Value, account.GetValueOrDefault(one.Key)));
        }
    }
}
