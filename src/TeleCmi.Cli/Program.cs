namespace TeleCmi.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var terminal = Terminal.OfProcess();
        return await Telecmi.RunAsync(arguments, terminal);
    }
}
