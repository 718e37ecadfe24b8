using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using TeleCmi.Benchmarks;

switch (args)
{
    case ["whole-run"]:
        return await WholeRuns.MeasureAsync(WholeRunPlan.Full);
    case ["--smoke"]:
        Smoke.CallEveryBenchmark();
        return await WholeRuns.MeasureAsync(WholeRunPlan.Smoke);
    default:
        // In this process: the generated project of an own process would inherit this repository's build rules.
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default);
        BenchmarkSwitcher.FromAssembly(typeof(Smoke).Assembly).Run(args, config);
        return 0;
}
