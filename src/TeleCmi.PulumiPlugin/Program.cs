using TeleCmi.Declarative.Files;
using TeleCmi.PulumiPlugin.Hosting;

namespace TeleCmi.PulumiPlugin;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            ProcessStart.Prepare();
            await using var output = Console.OpenStandardOutput();
            await PluginHost.RunAsync(PluginArguments.EngineOf(arguments), output, TimeProvider.System, Environment.GetEnvironmentVariable);
            return 0;
        }
#pragma warning disable CA1031 // The last handler: a text or a stack trace of an exception may quote a secret, its type does not.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await using var error = Console.OpenStandardError();
            await error.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"pulumi-resource-telecmi: stopped by an internal error ({fault.GetType().Name})\n"));
            return 1;
        }
    }
}
