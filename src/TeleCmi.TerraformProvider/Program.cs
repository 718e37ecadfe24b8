using System.Security.Cryptography;
using System.Text;
using TeleCmi.Declarative.Files;
using TeleCmi.Plugins;
using TeleCmi.TerraformProvider.Hosting;
using TeleCmi.TerraformProvider.Providers;

namespace TeleCmi.TerraformProvider;

internal static class Program
{
    private const string Help =
        """
        terraform-provider-telecmi: the provider of Terraform and OpenTofu for the users of a TeleCMI account. They start it.

        To debug it, start it with --debug: it prints TF_REATTACH_PROVIDERS and serves until it is interrupted.
        """;

    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            if (!ProcessStart.Prepare())
            {
                return Fail("standard output is closed, so nobody would learn the port");
            }

            return arguments switch
            {
                ["--version"] => Say(Provider.Version),
                ["--debug"] => await AttachAsync(),
                [] when Environment.GetEnvironmentVariable(Handshake.CookieVariable) == Handshake.Cookie => await ServeAsync(),
                _ => Say(Help),
            };
        }
        catch (CryptographicException)
        {
            return Fail($"{Handshake.ClientCertificateVariable} holds no certificate");
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

    private static async Task<int> ServeAsync()
    {
        if (Environment.GetEnvironmentVariable(Handshake.ClientCertificateVariable) is not { Length: > 0 } pem)
        {
            // Without one, whoever finds the port could use the account.
            return Fail($"{Handshake.ClientCertificateVariable} is missing: a CLI that speaks without certificates is not served");
        }

        using var client = Handshake.ReadCertificate(pem);
        using var mine = Handshake.MakeCertificate(TimeProvider.System);
        await using var host = ProviderHost.Listen(TimeProvider.System, Environment.GetEnvironmentVariable, (mine, client));
        Say(Handshake.Line(host.Port, mine));
        await host.ServeAsync();
        _ = ParentWatch.RunAsync(host.Ending, host.Provider.Stopping, TimeProvider.System);
        await host.RunAsync(endsOnInterrupt: false);
        return 0;
    }

    private static async Task<int> AttachAsync()
    {
        await using var host = ProviderHost.Listen(TimeProvider.System, Environment.GetEnvironmentVariable, null);
        await host.ServeAsync();
        Say($"TF_REATTACH_PROVIDERS='{Handshake.Reattach(host.Port, Environment.ProcessId)}'");
        await host.RunAsync(endsOnInterrupt: true);
        return 0;
    }

    private static int Say(string line)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes($"{line}\n"));
        output.Flush();
        return 0;
    }

    private static int Fail(string line) => LastWord.Fail("terraform-provider-telecmi", line);
}
