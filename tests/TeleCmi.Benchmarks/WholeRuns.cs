using System.Globalization;

namespace TeleCmi.Benchmarks;

/// <summary>How much to measure.</summary>
/// <param name="Agents">Users to add.</param>
/// <param name="Latency">Milliseconds that the stand-in takes for every call.</param>
/// <param name="Parallelisms">Calls in flight.</param>
/// <param name="Rounds">Runs of each contender; the median counts.</param>
/// <param name="PlanRuns">Runs of <c>plan --no-refresh</c>; the median counts.</param>
internal sealed record WholeRunPlan(int Agents, int Latency, IReadOnlyList<int> Parallelisms, int Rounds, int PlanRuns)
{
    public static WholeRunPlan Full { get; } = new(900, 20, [8, 16, 32], 5, 20);

    public static WholeRunPlan Smoke { get; } = new(20, 5, [8], 1, 3);
}

/// <summary>
/// Measures whole processes, start-up included: the native <c>telecmi apply</c>, <c>xargs -P N curl</c> and <c>curl --parallel</c> add the
/// same users to the stand-in, which is a process of its own. They take turns, so that a busy machine is busy for all of them.
/// </summary>
internal sealed class WholeRuns : IDisposable
{
    private readonly WholeRunPlan _plan;
    private readonly string _telecmi;
    private readonly string _folder = Directory.CreateTempSubdirectory("telecmi-benchmark-").FullName;

    private WholeRuns(WholeRunPlan plan, string telecmi)
    {
        (_plan, _telecmi) = (plan, telecmi);
        File.WriteAllText(At("agents.yaml"), CallCentre.Roster(plan.Agents));
        File.WriteAllText(At("passwords.env"), CallCentre.Passwords(plan.Agents));
    }

    /// <summary>Prints the tables; returns the exit code.</summary>
    public static async Task<int> MeasureAsync(WholeRunPlan plan)
    {
        if (FindTelecmi() is not { } telecmi)
        {
            await Console.Error.WriteLineAsync(
                "No native executable: publish it to artifacts/native (eng/publish-native.sh) or name it with TELECMI_NATIVE.");
            return 1;
        }

        using var runs = new WholeRuns(plan, telecmi);
        await runs.CompareAddsAsync();
        await runs.MeasurePlanAsync();
        return 0;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task CompareAddsAsync()
    {
        double call;
        await using (var service = await StandIn.StartAsync(_telecmi, _plan.Latency))
        {
            call = await service.MeasureCallAsync(50);
        }

        Print($"### {_plan.Agents} adds, {_plan.Latency} ms a call\n");
        Print($"{Environment.ProcessorCount} cores, load {Load()}; medians of {_plan.Rounds}.");
        Print($"Ideal = calls x latency / parallelism; the list page that telecmi reads first is not in it.");
        Print(
            $"One call after the other, a plain HttpClient waits {call:F1} ms for the stand-in: the second ratio is with that instead.\n");
        Print(
            "| in flight | ideal | telecmi apply | x ideal | x calls as measured | xargs -P curl | telecmi is faster by | curl --parallel "
            + "|");
        Print($"|---|---|---|---|---|---|---|---|");
        foreach (var parallelism in _plan.Parallelisms)
        {
            var (ours, theirs, onlyCurl) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < _plan.Rounds; round++)
            {
                ours.Add(await AddAsync(service => ApplyAsync(service, parallelism)));
                theirs.Add(await AddAsync(service => XargsAsync(service, parallelism)));
                onlyCurl.Add(await AddAsync(service => CurlAsync(service, parallelism)));
            }

            var ideal = (double)_plan.Agents * _plan.Latency / parallelism;
            var (median, rival) = (Median(ours), Median(theirs));
            var (ratio, faster) = (median / ideal, rival / median);
            Print(
                $"| {parallelism} | {ideal:F0} ms | {median:F0} ms | {ratio:F2} | {ratio * _plan.Latency / call:F2} | {rival:F0} ms | "
                + $"{faster:F1} x | {Median(onlyCurl):F0} ms |");
        }
    }

    private async Task MeasurePlanAsync()
    {
        await using (var service = await StandIn.StartAsync(_telecmi, latency: 0))
        {
            await ApplyAsync(service, 16);
        }

        string[] arguments = ["plan", "--no-refresh", "--no-color"];
        var milliseconds = new List<double>();
        for (var run = 0; run < _plan.PlanRuns; run++)
        {
            var ended = await ChildProcess.RunAsync(_telecmi, arguments, _folder);
            ended.Expect("No changes");
            milliseconds.Add(ended.Milliseconds);
        }

        Print($"\n### plan --no-refresh, {_plan.Agents} agents, nothing to do\n");
        Print($"load {Load()}; medians of {_plan.PlanRuns}.\n");
        Print($"| wall | fastest | peak memory |");
        Print($"|---|---|---|");
        Print($"| {Median(milliseconds):F1} ms | {milliseconds.Min():F1} ms | {await PeakAsync(arguments)} |");
    }

    // Each contender finds an empty account.
    private async Task<double> AddAsync(Func<StandIn, Task<double>> add)
    {
        File.Delete(At("telecmi.state.json"));
        await using var service = await StandIn.StartAsync(_telecmi, _plan.Latency);
        var milliseconds = await add(service);
        var users = await service.CountAsync();
        return users == _plan.Agents ? milliseconds
            : throw new InvalidOperationException($"{_plan.Agents} users were to be added, {users} are there.");
    }

    private async Task<double> ApplyAsync(StandIn service, int parallelism)
    {
        var ended = await ChildProcess.RunAsync(
            _telecmi,
            ["apply", "--yes", "--no-color", "--env-file", "passwords.env", "--base-url", service.Address, "--parallelism",
                Text(parallelism)],
            _folder,
            ("TELECMI_SECRET", StandIn.Secret));
        ended.Expect($"{_plan.Agents} added");
        return ended.Milliseconds;
    }

    // What a shell script would do: the bodies lie ready, one curl a call.
    private async Task<double> XargsAsync(StandIn service, int parallelism)
    {
        foreach (var extension in CallCentre.Extensions(_plan.Agents))
        {
            await File.WriteAllTextAsync(At($"{extension}.json"), Body(extension));
        }

        var script = $"printf '%s\\n' *.json | grep -v state | xargs -P {parallelism} -I FILE curl -s -o /dev/null -H 'Content-Type: "
            + $"application/json' -d @FILE {service.Address}/v2/user/add";
        return (await ChildProcess.RunAsync("bash", ["-c", script], _folder)).Milliseconds;
    }

    // One process that keeps its connections.
    private async Task<double> CurlAsync(StandIn service, int parallelism)
    {
        var calls = CallCentre.Extensions(_plan.Agents).Select(extension =>
            $"url = {service.Address}/v2/user/add\noutput = /dev/null\nheader = \"Content-Type: application/json\"\ndata = "
            + $"\"{Body(extension).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n");
        await File.WriteAllTextAsync(At("calls.curl"), string.Join("next\n", calls));
        return (
            await ChildProcess.RunAsync("curl",
                ["-s", "--parallel", "--parallel-immediate", "--parallel-max", Text(parallelism), "--config", "calls.curl"],
                _folder)).Milliseconds;
    }

    private static string Body(int extension)
        => string.Create(CultureInfo.InvariantCulture,
            $$"""{"appid":{{CallCentre.AppId}},"secret":"{{StandIn.Secret}}","extension":{{extension}}"""
            + $$""","name":"{{CallCentre.Name(extension)}}","phone_number":"{{CallCentre.Phone(extension)}}","passwor"""
            + $$"""d":"{{CallCentre.Password(extension)}}","start_time":9,"end_time":18,"sms_alert":true}""");

    private async Task<string> PeakAsync(string[] arguments)
    {
        // Asked of time(1): a child's peak as the kernel tells it to us would include what we held when it was forked.
        const string Time = "/usr/bin/time";
        if (!File.Exists(Time))
        {
            return "not measured: the package `time` is missing";
        }

        var peaks = new List<double>();
        for (var run = 0; run < _plan.PlanRuns; run++)
        {
            await ChildProcess.RunAsync(Time, ["-o", "peak", "-f", "%M", _telecmi, .. arguments], _folder);
            peaks.Add(double.Parse(await File.ReadAllTextAsync(At("peak")), CultureInfo.InvariantCulture) / 1024);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Median(peaks):F1} MiB");
    }

    private static string? FindTelecmi()
    {
        if (Environment.GetEnvironmentVariable("TELECMI_NATIVE") is { Length: > 0 } named)
        {
            return File.Exists(named) ? Path.GetFullPath(named) : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "artifacts", "native", "telecmi") is var file && File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Print(string line) => Console.WriteLine(line);

    private string At(string name) => Path.Combine(_folder, name);
}
