using CsCheck;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>Any roster, state and live, limits lifted: plan, apply on the stand-in, and the next plan is empty.</summary>
public sealed class ConvergenceTests
{
    [Fact]
    public async Task Whatever_was_wanted_recorded_and_live_one_apply_makes_the_next_plan_empty()
        => await World.Of(14).SampleAsync(async world =>
        {
            using var desk = world.Open();
            var (roster, passwords) = (world.Roster, Desk.Passwords(world.Roster));
            var shown = (await desk.PlanAsync(roster, passwords, World.Lifted)).Plan;
            Assert.Empty(shown.Refusals);
            var result = await desk.ApplyAsync(roster, passwords, World.Lifted);

            Assert.True(result.IsComplete, string.Join('\n', result.Outcomes));
            Assert.Equal(shown.Changes.Select(change => change.Extension), result.Outcomes.Select(outcome => outcome.Extension));
            Assert.True((await desk.PlanAsync(roster, passwords, World.Lifted)).Plan.IsEmpty);
            Assert.All(world.Users.Where(world.IsNobodys), user => Assert.Equal(user, desk.Account.Find(user.Extension)));
            foreach (var entry in world.Entries.Where(entry => desk.Store.Load()?.Agents[entry.Extension].Unlisted != true))
            {
                var live = desk.Account.Find(entry.Extension);
                Assert.NotNull(live);
                Assert.Equal(entry.Name, live.Name);
                Assert.True(world.Service.MaskPhones || live.Phone == entry.PhoneNumber);
            }

            var before = desk.Store.Load() is { } state ? StateFormat.Write(state) : null;
            await desk.ApplyAsync(roster, passwords, World.Lifted);
            Assert.Equal(before, desk.Store.Load() is { } same ? StateFormat.Write(same) : null);
        }, iter: 300);

    [Fact]
    public async Task Whatever_goes_wrong_the_state_claims_only_what_is_so_and_the_next_run_ends_it()
        => await Gen.Select(World.Of(5), Weather.Any).SampleAsync(async (world, weather) =>
        {
            using var desk = world.Open();
            var (roster, passwords) = (world.Roster, Desk.Passwords(world.Roster));
            var before = desk.Store.Load();
            using var outage = weather.Over(desk, world);
            var result = await outage.ApplyAsync(roster, passwords);

            // 1. What nobody knows is pending, and nothing else is.
            var after = desk.Store.Recover();
            var open = after?.Pending?.Changes.Select(change => change.Extension).ToHashSet() ?? [];
            if (result is not null)
            {
                Assert.Equal(result.Outcomes.Where(outcome => outcome.Kind == OutcomeKind.Unknown).Select(outcome => outcome.Extension), open.Order());
            }

            // 2. What is newly recorded, or no longer, is so.
            var done = result?.Outcomes.Where(outcome => outcome.Kind is OutcomeKind.Changed or OutcomeKind.Converged).Select(outcome => outcome.Extension).ToHashSet() ?? [];
            foreach (var extension in Enumerable.Range(101, 5).Except(open).Except(outage.TouchedByOthers))
            {
                var (was, record) = (before?.Agents.GetValueOrDefault(extension), after?.Agents.GetValueOrDefault(extension));
                if (!Equals(was, record) || done.Contains(extension))
                {
                    world.AssertClaim(extension, after, desk.Account.Find(extension));
                }
            }

            // 3. Nobody is touched whom neither roster nor state names, and nobody whom the roster names or protects is lost.
            foreach (var user in world.Users.Where(user => !outage.TouchedByOthers.Contains(user.Extension)))
            {
                var now = desk.Account.Find(user.Extension);
                Assert.True(!world.IsNobodys(user) || user == now, $"{user} is not ours");
                Assert.True(now is not null || !world.IsKept(user), $"{user} was lost");
            }

            // 4. What cannot be written twice is not, and what the run did not see through, the next one does.
            var doubled = weather.Doubled.Where(extension => world.Users.Any(user => user.Extension == extension)).Except(outage.TouchedByOthers).ToList();
            Assert.DoesNotContain(desk.Service.Calls, call => doubled.Exists(extension => call.EndsWith($" {extension}", StringComparison.Ordinal)));
            outage.End();
            var second = await desk.ApplyAsync(roster, passwords, World.Lifted);
            Assert.True(second.IsComplete, string.Join('\n', second.Outcomes));
            Assert.Null(desk.Store.Load()?.Pending);
            foreach (var record in desk.Store.Load()?.Agents.Values ?? [])
            {
                if (!record.Unlisted && roster.Find(record.Extension) is { } entry)
                {
                    world.AssertClaim(record.Extension, desk.Store.Load(), desk.Account.Find(record.Extension));
                    Assert.Equal((entry.Name, entry.PhoneNumber), (record.Name, record.PhoneNumber));
                }
            }

            // 5. And then there is nothing left to do.
            Assert.True((await desk.PlanAsync(roster, passwords, World.Lifted)).Plan.IsEmpty);
        }, iter: 400);
}
