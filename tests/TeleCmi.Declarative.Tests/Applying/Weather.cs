using System.Collections.Immutable;
using CsCheck;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Simulator;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>What goes wrong in one run. Null is never.</summary>
/// <param name="Troubles">Of the next calls of each extension, from 101 on.</param>
/// <param name="Hidden">Number of the one list that misses each extension; what two lists miss is gone.</param>
/// <param name="FailedList">The list after the plan that fails.</param>
/// <param name="Doubled">Whom every list of the run shows twice.</param>
/// <param name="Seats">How many more the account takes.</param>
/// <param name="Interrupt">The call at which the user presses Ctrl-C.</param>
/// <param name="Kill">How much is done until the process is killed.</param>
/// <param name="Journal">How many lines the disk takes.</param>
/// <param name="Others">Whom somebody else edits, removes or makes anew, and before which call.</param>
/// <param name="Parallelism">Calls in flight.</param>
internal sealed record Weather(
    Trouble[][] Troubles, int[] Hidden, int? FailedList, List<int> Doubled, int? Seats, int? Interrupt, int? Kill, int? Journal,
    (int Extension, string What, int Call)? Others, int Parallelism)
{
    public static readonly Gen<Weather> Any =
        from troubles in Gen.Frequency((2, Gen.Const(Trouble.None)), (3, Gen.Enum<Trouble>())).Array[0, 4].Array[5]
        from hidden in Gen.Int[1, 9].Array[5]
        from failed in Rarely(Gen.Int[1, 4])
        from doubled in Rarely(Gen.Int[101, 105])
        from seats in Rarely(Gen.Int[0, 2])
        from interrupt in Rarely(Gen.Int[1, 12])
        from kill in Gen.Frequency((2, Gen.Const((int?)null)), (1, Gen.Int[0, 30].Select(n => (int?)n)))
        from journal in Rarely(Gen.Int[0, 4])
        from extension in Rarely(Gen.Int[101, 105])
        from what in World.One("edited", "removed", "made anew")
        from call in Gen.Int[2, 8]
        from parallelism in World.One(1, 8)
        select new Weather(
            troubles, hidden, failed, doubled is { } twice ? [twice] : [], seats, interrupt, kill, journal,
            extension is { } touched ? (touched, what, call) : null, parallelism);

    /// <summary>Lets it break over a desk.</summary>
    public Outage Over(Desk desk, World world) => new(this, desk, world);

    public override string ToString() => $$"""
        troubles: {{string.Join("; ", Troubles.Select((next, i) => $"{101 + i} {string.Join(' ', next)}"))}}
        hidden {{string.Join(' ', Hidden)}}, list {{FailedList}} fails, twice {{string.Join(' ', Doubled)}}, seats {{Seats}}, interrupt {{Interrupt}}, kill {{Kill}}
        journal {{Journal}}, others {{Others}}, {{Parallelism}} in flight
        """;

    private static Gen<int?> Rarely(Gen<int> gen) => Gen.Frequency((4, Gen.Const((int?)null)), (1, gen.Select(n => (int?)n)));
}

/// <summary>One run in bad weather.</summary>
internal sealed class Outage : IDisposable
{
    private readonly Weather _weather;
    private readonly Desk _desk;
    private readonly CancellationTokenSource _stop = new();
    private int _calls;
    private int? _lists;

    public Outage(Weather weather, Desk desk, World world)
    {
        (_weather, _desk) = (weather, desk);
        for (var i = 0; i < weather.Troubles.Length; i++)
        {
            desk.Service.Trouble(101 + i, weather.Troubles[i]);
        }

        desk.Service.List = Show;
        desk.Service.Meanwhile = Meanwhile;
        desk.Service.Fuse = desk.Store.Fuse = weather.Kill is { } kill ? new Fuse(kill) : null;
        desk.Store.JournalHolds = weather.Journal ?? int.MaxValue;
        desk.Account.UserLimit = weather.Seats is { } seats ? world.Users.Length + seats : int.MaxValue;
    }

    public HashSet<int> TouchedByOthers { get; } = [];

    /// <summary>Null where the process was killed.</summary>
    public async Task<ApplyResult?> ApplyAsync(Roster roster, ImmutableDictionary<int, Secret> passwords)
    {
        try
        {
            var job = await _desk.PrepareAsync(roster, passwords, World.Lifted, _weather.Parallelism);
            _lists = 0;
            return await _desk.CarryOutAsync(job, new StopSignals(_stop.Token, CancellationToken.None));
        }
        catch (Fuse.ProcessDied)
        {
            return null;
        }
    }

    /// <summary>The sun comes out.</summary>
    public void End()
    {
        _desk.Service.Calm();
        _desk.Store.Fuse = null;
        _desk.Store.JournalHolds = int.MaxValue;
        _desk.Account.UserLimit = int.MaxValue;
    }

    public void Dispose() => _stop.Dispose();

    private LiveAccount? Show(int number, LiveAccount account) => _lists is not null && ++_lists == _weather.FailedList ? null : account with
    {
        Agents = account.Agents.RemoveRange(account.Agents.Keys.Where(extension => _weather.Hidden[extension - 101] == number && !_weather.Doubled.Contains(extension))),
        Doubled = [.. _weather.Doubled.Where(account.Agents.ContainsKey)],
    };

    private void Meanwhile(string call)
    {
        _calls++;
        if (_calls == _weather.Interrupt)
        {
            _stop.Cancel();
        }

        if (_weather.Others is var (extension, what, at) && _calls == at)
        {
            TouchedByOthers.Add(extension);
            var user = _desk.Account.Find(extension);
            switch (what)
            {
                case "removed":
                    _desk.Account.Delete(extension);
                    break;
                case "edited" when user is not null:
                    _desk.Account.Put(user with { StartTime = 3, EndTime = 5 });
                    break;
                default:
                    _desk.Account.Put(new SimulatedUser(extension, "Somebody Else", "919000000000") { Password = "of theirs" });
                    break;
            }
        }
    }
}
