using CsCheck;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.Tests.Applying;

namespace TeleCmi.Declarative.Tests.Singles;

/// <summary>What a program says of one resource.</summary>
/// <param name="DeleteFirst">A replacement deletes before it creates.</param>
/// <param name="Forced">Replaced without a difference: a taint, a trigger.</param>
/// <param name="Imported">Read first, where the state lacks it.</param>
internal sealed record Wish(string Resource, int Extension, string Person, int Provider, bool DeleteFirst, bool Forced, bool Imported);

/// <summary>What the engine's state says of one resource.</summary>
/// <param name="IsReplaced">Its successor was created; it is still to be deleted.</param>
internal sealed record Entry(string Resource, int Extension, string Person, int Provider, bool IsReplaced = false);

/// <summary>One deployment that an engine can make. Null is never.</summary>
/// <param name="ChecksFirst">All resources are checked before the first is made; else one after the other.</param>
/// <param name="Early">Resources outside of the program that go early, with what they depended on.</param>
/// <param name="FailsAt">The call that fails.</param>
/// <param name="IsLost">It is done all the same.</param>
/// <param name="Stranger">Before which call somebody else puts another person on which extension.</param>
internal sealed record Deployed(
    Wish[] Program, bool ChecksFirst, string? Early, int? FailsAt, bool IsLost, (int Call, int Extension)? Stranger)
{
    private static readonly string[] Resources = ["a", "b", "c"];

    public static readonly Gen<Deployed> Any =
        from extensions in Gen.Shuffle(new[] { 101, 102, 103 })
        from people in World.One("Manish", "Asha").Array[3]
        from providers in Gen.Int[0, 1].Array[3]
        from flags in Gen.Int[0, 3].Select(n => n == 0).Array[9]
        from order in Gen.Shuffle(new[] { 0, 1, 2 })
        from size in Gen.Int[1, 3]
        from collides in Gen.Int[0, 9].Select(n => n == 0)
        from checksFirst in Gen.Bool
        from early in World.One<string?>("a", "b", "c", null, null, null)
        from failsAt in Rarely(Gen.Int[1, 10])
        from isLost in Gen.Bool
        from call in Rarely(Gen.Int[1, 10])
        from extension in Gen.Int[101, 103]
        select new Deployed(
            [.. order.Take(size).Select(i => new Wish(
                Resources[i], collides ? 101 : extensions[i], people[i], providers[i],
                DeleteFirst: flags[3 * i], Forced: flags[(3 * i) + 1], Imported: flags[(3 * i) + 2]))],
            checksFirst, early, failsAt, isLost, call is { } at ? (at, extension) : null);

    public override string ToString() =>
        $"{string.Join("; ", Program.AsEnumerable())}\n"
        + $"checks first {ChecksFirst}, early {Early}, fails at {FailsAt} lost {IsLost}, stranger {Stranger}\n";

    private static Gen<int?> Rarely(Gen<int> gen) => Gen.Frequency((2, Gen.Const((int?)null)), (1, gen.Select(n => (int?)n)));
}

/// <summary>An engine at one deployment, and providers that ask the ledger as the plugin does.</summary>
internal sealed class EngineRun(Deployed deployed, List<Entry> state, Dictionary<int, string> account)
{
    public const string Stranger = "Ravi";

    private readonly ProcessesOfOne _processes = new();
    private readonly List<DeploymentLedger> _providers = [];
    private int _calls;

    /// <summary>Whose delete removed a user.</summary>
    public List<Entry> Removers { get; } = [];

    /// <summary>Whose delete the engine took for done.</summary>
    public List<Entry> Dropped { get; } = [];

    /// <summary>Something was deleted before all resources had been checked.</summary>
    public bool DeletesEarly { get; private set; }

    /// <summary>Runs it.</summary>
    /// <returns>False where it failed half way.</returns>
    public async Task<bool> RunAsync()
    {
        _providers.AddRange([_processes.Start(), _processes.Start()]);
        try
        {
            await DropAsync(entry => entry.Resource == deployed.Early && !IsInProgram(entry), isEarly: true);
            var olds = deployed.Program.ToDictionary(
                wish => wish, wish => state.Find(one => one.Resource == wish.Resource && !one.IsReplaced));
            foreach (var wish in deployed.ChecksFirst ? deployed.Program : [])
            {
                await CheckAsync(wish, olds);
            }

            foreach (var wish in deployed.Program)
            {
                if (!deployed.ChecksFirst)
                {
                    await CheckAsync(wish, olds);
                }

                await StepAsync(wish, olds[wish]);
            }

            await DropAsync(entry => entry.IsReplaced || !IsInProgram(entry), isEarly: false);
            return true;
        }
        catch (CallFailed)
        {
            return false;
        }
        finally
        {
            _providers.ForEach(one => one.Dispose());
        }
    }

    private bool IsInProgram(Entry entry) => deployed.Program.Any(wish => wish.Resource == entry.Resource);

    private async Task CheckAsync(Wish wish, Dictionary<Wish, Entry?> olds)
    {
        if (olds[wish] is null && wish.Imported)
        {
            await CallAsync(wish.Provider, wish.Extension, held =>
            {
                Require(account.GetValueOrDefault(wish.Extension) is not (null or Stranger));
                held.Take(wish.Resource);
                state.Add(new Entry(wish.Resource, wish.Extension, account[wish.Extension], wish.Provider));
            });
            olds[wish] = state[^1];
        }

        var old = olds[wish];
        await ClaimAsync(wish, old?.Extension, isNew: old is null);
        if (old is not null && IsReplacement(wish, old))
        {
            await ClaimAsync(wish, held: null, isNew: true);
        }
    }

    private Task ClaimAsync(Wish wish, int? held, bool isNew) =>
        CallAsync(wish.Provider, wish.Extension, one => Require(one.Claim(wish.Resource, held, isNew) is null));

    private async Task StepAsync(Wish wish, Entry? old)
    {
        var made = new Entry(wish.Resource, wish.Extension, wish.Person, wish.Provider);
        if (old is null)
        {
            await CallAsync(wish.Provider, wish.Extension, held => Create(wish, held));
            state.Add(made);
        }
        else if (!IsReplacement(wish, old))
        {
            await CallAsync(wish.Provider, wish.Extension, held => Update(wish, old, held));
            state[state.IndexOf(old)] = made;
        }
        else if (wish.DeleteFirst)
        {
            await DropAsync(entry => entry == old, isEarly: true);
            await CallAsync(wish.Provider, wish.Extension, held => Create(wish, held));
            state.Add(made);
        }
        else
        {
            await CallAsync(wish.Provider, wish.Extension, held => Create(wish, held));
            state[state.IndexOf(old)] = old with { IsReplaced = true };
            state.Add(made);
        }
    }

    private static bool IsReplacement(Wish wish, Entry old) =>
        wish.Forced || wish.Extension != old.Extension || wish.Provider != old.Provider;

    private async Task DropAsync(Predicate<Entry> isMeant, bool isEarly)
    {
        foreach (var entry in state.FindAll(isMeant))
        {
            DeletesEarly |= isEarly;
            await CallAsync(entry.Provider, entry.Extension, held => Delete(entry, held));
            state.Remove(entry);
            Dropped.Add(entry);
        }
    }

    private void Create(Wish wish, HeldExtension held)
    {
        Require(held.OtherClaimer(wish.Resource) is null);
        held.Take(wish.Resource);
        if (account.TryGetValue(wish.Extension, out var live) && live != wish.Person)
        {
            if (!held.WasLeft(live))
            {
                held.Refuse(wish.Resource);
                throw new CallFailed();
            }

            Assert.NotEqual(Stranger, live);
        }

        account[wish.Extension] = wish.Person;
    }

    private void Update(Wish wish, Entry old, HeldExtension held)
    {
        if (held.IsRemoved)
        {
            Create(wish, held);
        }
        else if (old.Person != wish.Person)
        {
            Require(account.ContainsKey(wish.Extension));
            account[wish.Extension] = wish.Person;
        }
    }

    private void Delete(Entry entry, HeldExtension held)
    {
        var live = account.GetValueOrDefault(entry.Extension);
        if (held.BarTo(entry.Resource) is { } bar)
        {
            Require(bar is not RemovalBar.Refused);
            if (bar is RemovalBar.Claimed && live == entry.Person)
            {
                held.Leave(entry.Resource, live);
            }

            return;
        }

        if (live is not null)
        {
            Require(live == entry.Person);
            held.Remove(entry.Resource);
            account.Remove(entry.Extension);
            Removers.Add(entry);
        }
    }

    private async Task CallAsync(int provider, int extension, Action<HeldExtension> call)
    {
        _calls++;
        if (deployed.Stranger is var (at, where) && at == _calls)
        {
            account[where] = Stranger;
        }

        Require(_calls != deployed.FailsAt || deployed.IsLost);
        using (var held = await _providers[provider].HoldAsync(extension, CancellationToken.None))
        {
            call(held);
        }

        Require(_calls != deployed.FailsAt);
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new CallFailed();
        }
    }

    private sealed class CallFailed : Exception;
}
