using System.Collections.Immutable;
using CsCheck;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.Planning;
using TeleCmi.Simulator;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>Any roster, any state and any account, in all the ways in which the service may show it.</summary>
/// <param name="Entries">What is wanted.</param>
/// <param name="Records">What is recorded.</param>
/// <param name="Users">Who is there.</param>
/// <param name="Service">How the service behaves.</param>
/// <param name="Policy">When a password counts as changed.</param>
internal sealed record World(
    ImmutableArray<RosterAgent> Entries, ImmutableArray<RecordedAgent> Records, ImmutableArray<SimulatedUser> Users, SimulatorOptions Service, PasswordPolicy Policy)
{
    /// <summary>No limit stops what these stories are about.</summary>
    public static readonly PlanOptions Lifted = new()
    {
        Prune = true,
        AllowEmpty = true,
        AllowRecreate = true,
        AllowTakeover = true,
        AllowUnderCoverage = true,
        MaximumRemovals = new RemovalLimit(1000, IsPercent: false),
    };

    private static readonly Gen<string> Names = One("Manish", "Asha", "Ravi \u00E9", "\uD83D\uDE00 Kiran");
    private static readonly Gen<string> Phones = One("919876543201", "919876543202", "919876543203");
    private static readonly Gen<(int Start, int End)?> Shifts = One<(int Start, int End)?>(null, (9, 18), (20, 4), (1, 24));
    private static readonly Gen<bool?> Flags = One<bool?>(null, true, false);

    private static readonly Gen<RosterAgent> AnyEntry =
        from name in Names
        from phone in Phones
        from shift in Shifts
        from alert in Flags
        from isProtected in Flags
        select Case.Wanted(101, name, phone, shift?.Start, shift?.End, alert, isProtected);

    private static readonly Gen<RecordedAgent> AnyRecord =
        from name in Names
        from phone in Phones
        from shift in Shifts
        from alert in Flags
        from isProtected in Gen.Bool
        from unlisted in Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))
        select Case.Recorded(101, name, phone, shift?.Start, shift?.End, alert, isProtected, unlisted);

    private static readonly Gen<SimulatedUser> AnyUser =
        from name in Names
        from phone in Phones
        from shift in Shifts
        from alert in Flags
        from password in One("pw-own", "changed")
        select new SimulatedUser(101, name, phone) { Password = password, StartTime = shift?.Start, EndTime = shift?.End, Notify = alert };

    private static readonly Gen<(RosterAgent? Entry, RecordedAgent? Record, SimulatedUser? User)> Agents =
        from entry in Maybe(AnyEntry)
        from record in Maybe(AnyRecord)
        from user in Maybe(AnyUser)
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
            AppId = Desk.AppId,
            Secret = "simulated",
            MaskPhones = mask,
            OmitNotify = omitNotify,
            OmitShifts = omitShifts,
            Passwords = passwords,
            Order = order,
            Transport = transport,
        };

    public Roster Roster => new("agents.yaml", null, null, RosterPolicy.Default with { Passwords = Policy }, Entries);

    /// <summary>At most so many agents, from 101 on.</summary>
    public static Gen<World> Of(int most) =>
        from agents in Agents.Array[0, most]
        from service in Services
        from policy in Gen.Enum<PasswordPolicy>()
        let numbered = agents.Select((agent, i) => (Extension: 101 + i, agent.Entry, agent.Record, agent.User)).ToList()
        select new World(
            [.. numbered.Where(agent => agent.Entry is not null).Select(agent => agent.Entry! with { Extension = agent.Extension })],
            [.. numbered.Where(agent => agent.Record is not null).Select(agent => agent.Record! with { Extension = agent.Extension, AgentId = $"{agent.Extension}_{Desk.AppId}" })],
            [.. numbered.Where(agent => agent.User is not null).Select(agent => agent.User! with { Extension = agent.Extension })],
            service,
            policy);

    public static Gen<T> One<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    /// <summary>The account as it is, and the state as it was recorded.</summary>
    public Desk Open()
    {
        var desk = new Desk(Service);
        foreach (var user in Users)
        {
            desk.Account.Put(user);
        }

        if (!Records.IsEmpty)
        {
            desk.Store.End(new RecordedState
            {
                Lineage = Case.Lineage,
                AppId = Desk.AppId,
                Origin = "sandbox",
                Agents = Records.ToImmutableSortedDictionary(one => one.Extension, one => one),
            });
        }

        return desk;
    }

    /// <summary>Neither wanted nor recorded: no run has any business with it.</summary>
    public bool IsNobodys(SimulatedUser user) => Find(user.Extension) is null && Record(user.Extension) is null;

    /// <summary>Wanted or protected: no run may lose it.</summary>
    public bool IsKept(SimulatedUser user) => Find(user.Extension) is not null || Record(user.Extension) is { Protected: true };

    /// <summary>What a record says must be so, as far as the service shows it.</summary>
    public void AssertClaim(int extension, RecordedState? state, SimulatedUser? user)
    {
        switch (state?.Agents.GetValueOrDefault(extension))
        {
            case null when user is not null:
                var entry = Find(extension);
                Assert.True(entry is not null && user.Name != entry.Name && user.Phone != entry.PhoneNumber, $"{user} is there and nobody knows it any more");
                break;
            case { Unlisted: false } record:
                Assert.NotNull(user);
                Assert.Equal(user.Name, record.Name);
                Assert.Equal(Service.MaskPhones ? record.PhoneNumber : user.Phone, record.PhoneNumber);
                Assert.True(Service.OmitShifts || record.StartTime is null || user.StartTime is null || record.StartTime == user.StartTime, $"{extension} StartTime");
                Assert.True(Service.OmitShifts || record.EndTime is null || user.EndTime is null || record.EndTime == user.EndTime, $"{extension} EndTime");
                Assert.True(Service.OmitNotify || record.SmsAlert is null || user.Notify is null || record.SmsAlert == user.Notify, $"{extension} SmsAlert");
                if (Policy == PasswordPolicy.Managed && Service.Passwords == PasswordDisplay.Clear && record.PasswordFingerprint is { } print)
                {
                    var key = PasswordKey.Derive(new Secret(Service.Secret), state.Lineage);
                    Assert.Equal(key.Fingerprint(record.AgentId, new Secret(user.Password ?? "")), print);
                }

                break;
        }
    }

    public override string ToString() => $$"""
        entries: {{string.Join("; ", Entries.Select(one => $"{one.Extension} {one.Name} {one.PhoneNumber} {one.StartTime}-{one.EndTime} {one.SmsAlert} {one.Protected}"))}}
        records: {{string.Join("; ", Records.Select(one => $"{one.Extension} {one.Name} {one.PhoneNumber} {one.StartTime}-{one.EndTime} {one.SmsAlert} {one.Protected} {one.Unlisted}"))}}
        users: {{string.Join("; ", Users.Select(one => $"{one.Extension} {one.Name} {one.Phone} {one.StartTime}-{one.EndTime} {one.Notify} {one.Password}"))}}
        passwords {{Policy}}, shown {{Service.Passwords}}, masked {{Service.MaskPhones}}, no hours {{Service.OmitShifts}}, no alert {{Service.OmitNotify}}
        """;

    private RosterAgent? Find(int extension) => Entries.FirstOrDefault(entry => entry.Extension == extension);

    private RecordedAgent? Record(int extension) => Records.FirstOrDefault(record => record.Extension == extension);

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.Int[0, 2].SelectMany(dice => gen.Select(value => dice == 0 ? null : value));
}
