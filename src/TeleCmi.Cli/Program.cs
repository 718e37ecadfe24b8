using TeleCmi.Declarative.Files;

namespace TeleCmi.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var isOutOpen = ProcessStart.Prepare();
        using var terminal = Terminal.OfProcess(isOutOpen);
        return await Telecmi.RunAsync(arguments, terminal);
    }
}
