using TeleCmi.Declarative.Processes;
using TeleCmi.Plugins;

namespace TeleCmi.TerraformProvider.Hosting;

/// <summary>Ends the process when the CLI that started it is gone: one that was killed tells nobody.</summary>
internal static class ParentWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs until the process ends.</summary>
    public static async Task RunAsync(Ending ending, Stopping stopping, TimeProvider time)
    {
        var parent = ParentProcess.Id;
        using var timer = new PeriodicTimer(Interval, time);
        while (parent is not null && !ending.Ended.IsCompleted && await timer.WaitForNextTickAsync())
        {
            if (ParentProcess.Id != parent)
            {
                stopping.GiveUp();
                ending.End();
            }
        }
    }
}
