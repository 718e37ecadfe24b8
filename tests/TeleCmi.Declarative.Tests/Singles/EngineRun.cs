using CsCheck;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
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

/// <summary>An engine at one deployment, and providers that do as the core says.</summary>
internal sealed class EngineRun(Deployed deployed, List<Entry> state, SortedDictionary<int, string> account)
{
    public const string Stranger = "Ravi";

    private static readonly Secret Password = new("pw");

    private readonly ProcessesOfOne _processes = new();
    private readonly People _people = new(account);
    private readonly List<(DeploymentLedger Ledger, SharedAccount Account)> _providers = [];
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
        _providers.AddRange([Start(), Start()]);
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
            _providers.ForEach(one => one.Ledger.Dispose());
            _providers.ForEach(one => one.Account.Dispose());
        }
    }

    private bool IsInProgram(Entry entry) => deployed.Program.Any(wish => wish.Resource == entry.Resource);

    private async Task CheckAsync(Wish wish, Dictionary<Wish, Entry?> olds)
    {
        if (olds[wish] is null && wish.Imported)
        {
            await CallAsync(wish.Provider, wish.Resource, wish.Extension, async one =>
            {
                Require(account.GetValueOrDefault(wish.Extension) is not (null or Stranger));
                var read = Assert.IsType<SingleResult.Held>(await SingleReading.ReadAsync(one, takes: true, CancellationToken.None));
                state.Add(new Entry(wish.Resource, wish.Extension, read.Agent.Person.Name!, wish.Provider));
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

    private Task ClaimAsync(Wish wish, int? held, bool isNew) => CallAsync(wish.Provider, wish.Resource, wish.Extension, async one =>
    {
        using var extension = await one.Ledger.HoldAsync(wish.Extension, CancellationToken.None);
        Require(extension.Claim(wish.Resource, held, isNew) is null);
    });

    private async Task StepAsync(Wish wish, Entry? old)
    {
        var made = new Entry(wish.Resource, wish.Extension, wish.Person, wish.Provider);
        if (old is null)
        {
            await CreateAsync(wish);
            state.Add(made);
        }
        else if (!IsReplacement(wish, old))
        {
            await UpdateAsync(wish, old);
            state[state.IndexOf(old)] = made;
        }
        else if (wish.DeleteFirst)
        {
            await DropAsync(entry => entry == old, isEarly: true);
            await CreateAsync(wish);
            state.Add(made);
        }
        else
        {
            await CreateAsync(wish);
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
            await DeleteAsync(entry);
            state.Remove(entry);
            Dropped.Add(entry);
        }
    }

    private (DeploymentLedger Ledger, SharedAccount Account) Start()
    {
        var options = new ServiceOptions { AppId = People.AppId, Secret = Password, Time = new HurriedTime() };
        var shared = new SharedAccount(_people, _people, options, default);
        return (_processes.Start(writtenElsewhere: shared.Lists.Forget), shared);
    }

    private Task CreateAsync(Wish wish) => CallAsync(wish.Provider, wish.Resource, wish.Extension, async one =>
    {
        var before = account.GetValueOrDefault(wish.Extension);
        Require(await SingleCreation.CreateAsync(one, People.Values(wish.Person), Password, CancellationToken.None) is SingleResult.Held);
        Assert.NotEqual(Stranger, before);
    });

    // The engine updates where there is a difference.
    private Task UpdateAsync(Wish wish, Entry old) => CallAsync(wish.Provider, wish.Resource, wish.Extension, async one =>
    {
        using (var held = await one.Ledger.HoldAsync(wish.Extension, CancellationToken.None))
        {
            if (!held.IsRemoved && old.Person == wish.Person)
            {
                return;
            }
        }

        var recorded = new SingleAgent(People.Values(old.Person), Password, Person.Of(People.Values(old.Person)));
        Require(await SingleUpdate.UpdateAsync(one, new SingleChange(People.Values(wish.Person), Password, recorded), CancellationToken.None) is SingleResult.Held);
    });

    private Task DeleteAsync(Entry entry) => CallAsync(entry.Provider, entry.Resource, entry.Extension, async one =>
    {
        var isThere = account.ContainsKey(entry.Extension);
        var ended = await SingleRemoval.RemoveAsync(one, Person.Of(People.Values(entry.Person)), CancellationToken.None);
        Require(ended is not SingleFailure);
        if (isThere && !account.ContainsKey(entry.Extension))
        {
            Removers.Add(entry);
        }
    });

    private async Task CallAsync(int provider, string resource, int extension, Func<SingleResource, Task> call)
    {
        _calls++;
        if (deployed.Stranger is var (at, where) && at == _calls)
        {
            account[where] = Stranger;
        }

        Require(_calls != deployed.FailsAt || deployed.IsLost);
        await call(new SingleResource(_providers[provider].Account, _providers[provider].Ledger, resource, extension));
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
