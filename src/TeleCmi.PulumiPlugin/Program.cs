using System.Text;
using Grpc.Core;
using TeleCmi.Declarative.Files;
using TeleCmi.Plugins;
using TeleCmi.PulumiPlugin.Hosting;
using TeleCmi.PulumiPlugin.Providers;

namespace TeleCmi.PulumiPlugin;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            if (!ProcessStart.Prepare())
            {
                return Fail("standard output is closed, so nobody would learn the port");
            }

            var called = PluginArguments.Read(arguments, ProviderSchema.Version);
            await using var output = Console.OpenStandardOutput();
            if (called.Answer is { } answer)
            {
                await output.WriteAsync(Encoding.UTF8.GetBytes($"{answer}\n"));
                return 0;
            }

            await PluginHost.RunAsync(called.Engine, output, TimeProvider.System, Environment.GetEnvironmentVariable);
            return 0;
        }
        catch (RpcException refused)
        {
            return Fail(refused.Status.Detail);
        }
        catch (IOException)
        {
            return Fail("standard output can't be written");
        }
#pragma warning disable CA1031 // The last handler: a text or a stack trace of an exception may quote a secret, its type does not.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Fail($"stopped by an internal error ({fault.GetType().Name}); please report it");
        }
    }

    private static int Fail(string line) => LastWord.Fail("pulumi-resource-telecmi", line);
}
