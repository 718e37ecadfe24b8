using System.Text;
using BenchmarkDotNet.Attributes;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Benchmarks;

/// <summary>From the bytes of agents.yaml to a checked roster.</summary>
public class RosterLoad
{
    private byte[] _content = [];

    [Params(10, 900)]
    public int Agents { get; set; }

    [GlobalSetup]
    public void Prepare() => _content = Encoding.UTF8.GetBytes(CallCentre.Roster(Agents));

    [Benchmark]
    public Roster Load() => CallCentre.Load(_content);
}

/// <summary>From roster and state to a plan, without refresh.</summary>
public class Planning
{
    private PlanInput? _everyoneIsNew;
    private PlanInput? _nothingToDo;

    [Params(10, 900)]
    public int Agents { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var roster = CallCentre.Load(Encoding.UTF8.GetBytes(CallCentre.Roster(Agents)));
        _everyoneIsNew = new PlanInput
        {
            Roster = roster,
            Passwords = PasswordEvidence.Uncompared(roster),
            Options = new PlanOptions(),
            AppId = CallCentre.AppId,
            Service = "127.0.0.1:8080",
            Lineage = CallCentre.State(Agents).Lineage,
        };
        _nothingToDo = _everyoneIsNew with { State = CallCentre.State(Agents) };
    }

    [Benchmark]
    public Plan EveryoneIsNew() => Planner.Plan(_everyoneIsNew ?? throw new InvalidOperationException());

    [Benchmark]
    public Plan NothingToDo() => Planner.Plan(_nothingToDo ?? throw new InvalidOperationException());
}

/// <summary>A state to disk, with its two fsyncs, and back.</summary>
public class StateFile
{
    private string _folder = "";
    private RecordedState? _state;

    [Params(10, 900)]
    public int Agents { get; set; }

    [GlobalSetup]
    public Task Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("telecmi-benchmark-").FullName;
        _state = CallCentre.State(Agents);
        return Write();
    }

    [Benchmark]
    public async Task Write()
    {
        var store = Store();
        Ok((await store.LockAsync(TimeSpan.Zero, CancellationToken.None)).Ours(store.Location).Is(out var held, out _));
        await using var untilTheEnd = held;
        Ok(await held!.EndAsync(_state ?? throw new InvalidOperationException(), CancellationToken.None) is null);
    }

    [Benchmark]
    public async Task<RecordedState?> Read()
    {
        Ok((await Store().LoadAsync(CancellationToken.None)).Is(out var stored, out _));
        return stored?.State;
    }

    [GlobalCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    private FileStateStore Store()
    {
        Ok(FileStateStore.Open(Path.Combine(_folder, "telecmi.state.json"), TimeProvider.System).Is(out var store, out _));
        return store!;
    }

    private static void Ok(bool isSo) => _ = isSo ? true : throw new InvalidOperationException("The store failed.");
}
