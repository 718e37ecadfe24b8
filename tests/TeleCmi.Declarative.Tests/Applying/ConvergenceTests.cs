using System.Collections.Immutable;
using CsCheck;
using TeleCmi.Client;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.Planning;
using TeleCmi.Simulator;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>Any roster, state and live, limits lifted: plan, apply on the stand-in, and the next plan is empty.</summary>
public sealed class ConvergenceTests
{
    private static readonly PlanOptions Lifted = new()
    {
        Prune = true, AllowEmpty = true, AllowRecreate = true, AllowUnderCoverage = true, MaximumRemovals = new RemovalLimit(1000, IsPercent: false),
    };

    private static readonly Gen<string> Names = One("Manish", "Asha", "Ravi \u00E9", "\uD83D\uDE00 Kiran");
    private static readonly Gen<string> Phones = One("919876543201", "919876543202", "919876543203");
    private static readonly Gen<(int Start, int End)?> Shifts = One<(int Start, int End)?>(null, (9, 18), (20, 4), (1, 24));
    private static readonly Gen<bool?> Flags = One<bool?>(null, true, false);

    private static readonly Gen<RosterAgent> Entries =
        from name in Names
        from phone in Phones
        from shift in Shifts
        from alert in Flags
        from isProtected in Flags
        select Case.Wanted(101, name, phone, shift?.Start, shift?.End, alert, isProtected);

    private static readonly Gen<RecordedAgent> Records =
        from name in Names
        from phone in Phones
        from shift in Shifts
        from alert in Flags
        from isProtected in Gen.Bool
        from unlisted in Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))
        select Case.Recorded(101, name, phone, shift?.Start, shift?.End, alert, isProtected, unlisted);

    private static readonly Gen<SimulatedUser> Users =
        from name in Names
        from phone in Phones
        from shift in Shifts
        from alert in Flags
        from password in One("pw-own", "changed")
        select new SimulatedUser(101, name, phone) { Password = password, StartTime = shift?.Start, EndTime = shift?.End, Notify = alert };

    private static readonly Gen<(RosterAgent? Entry, RecordedAgent? Record, SimulatedUser? User)> Agents =
        from entry in Maybe(Entries)
        from record in Maybe(Records)
        from user in Maybe(Users)
        select (entry, record, user);

    private static readonly Gen<SimulatorOptions> Services =
        from mask in Gen.Bool
        from omitNotify in Gen.Bool
        from omitShifts in Gen.Bool
        from passwords in Gen.Enum<PasswordDisplay>()
        from order in One(ListOrder.Insertion, ListOrder.Reversed, ListOrder.ByExtension)
        from transport in Gen.Enum<TransportPattern>()
        select new SimulatorOptions
        {
            AppId = Desk.AppId, Secret = "simulated", MaskPhones = mask, OmitNotify = omitNotify, OmitShifts = omitShifts,
            Passwords = passwords, Order = order, Transport = transport,
        };

    [Fact]
    public async Task Whatever_was_wanted_recorded_and_live_one_apply_makes_the_next_plan_empty()
        => await Gen.Select(Agents.Array[0, 14], Services, Gen.Enum<PasswordPolicy>()).SampleAsync(async (agents, service, policy) =>
        {
            using var desk = new Desk(service);
            var extension = 100;
            var entries = new List<RosterAgent>();
            var records = new List<RecordedAgent>();
            var untouched = new List<SimulatedUser>();
            foreach (var (entry, record, user) in agents)
            {
                extension++;
                if (entry is not null)
                {
                    entries.Add(Case.Wanted(extension, entry.Name, entry.PhoneNumber, entry.StartTime, entry.EndTime, entry.SmsAlert, entry.Protected));
                }

                if (record is not null)
                {
                    records.Add(record with { Extension = extension, AgentId = $"{extension}_{Desk.AppId}" });
                }

                if (user is not null)
                {
                    desk.Account.Put(user with { Extension = extension });
                    if (entry is null && record is null)
                    {
                        untouched.Add(user with { Extension = extension });
                    }
                }
            }

            if (records.Count > 0)
            {
                desk.Store.End(new RecordedState
                {
                    Lineage = Case.Lineage, AppId = Desk.AppId, Origin = "sandbox",
                    Agents = records.ToImmutableSortedDictionary(one => one.Extension, one => one),
                });
            }

            var roster = new Roster("agents.yaml", null, null, RosterPolicy.Default with { Passwords = policy }, [.. entries]);
            var passwords = Desk.Passwords(roster);

            var shown = (await desk.PlanAsync(roster, passwords, Lifted)).Plan;
            Assert.Empty(shown.Refusals);
            var result = await desk.ApplyAsync(roster, passwords, Lifted);

            Assert.True(result.IsComplete, string.Join('\n', result.Outcomes));
            Assert.Equal(shown.Changes.Select(change => change.Extension), result.Outcomes.Select(outcome => outcome.Extension));
            Assert.True((await desk.PlanAsync(roster, passwords, Lifted)).Plan.IsEmpty);
            Assert.All(untouched, user => Assert.Equal(user, desk.Account.Find(user.Extension)));
            foreach (var entry in entries.Where(entry => desk.Store.Load()?.Agents[entry.Extension].Unlisted != true))
            {
                var live = desk.Account.Find(entry.Extension);
                Assert.NotNull(live);
                Assert.Equal(entry.Name, live.Name);
                Assert.True(service.MaskPhones || live.Phone == entry.PhoneNumber);
            }

            var before = desk.Store.Load() is { } state ? StateFormat.Write(state) : null;
            await desk.ApplyAsync(roster, passwords, Lifted);
            Assert.Equal(before, desk.Store.Load() is { } same ? StateFormat.Write(same) : null);
        }, iter: 400);

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.Int[0, 2].SelectMany(dice => gen.Select(value => dice == 0 ? null : value));

    private static Gen<T> One<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);
}
