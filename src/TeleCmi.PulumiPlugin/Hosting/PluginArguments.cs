namespace TeleCmi.PulumiPlugin.Hosting;

/// <summary>The command line, as the engine gives it: options for logging and tracing, not for us, and the engine's address.</summary>
/// <param name="Engine">The engine's <c>HOST:PORT</c>; null where there is none, as when a developer starts the plugin.</param>
/// <param name="Answer">What a person who calls the plugin wants to know; null where it is to serve.</param>
internal sealed record PluginArguments(string? Engine, string? Answer)
{
    private const string Help =
        """
        pulumi-resource-telecmi: the Pulumi plugin for the users of a TeleCMI account. Pulumi starts it.

        To debug it, start it by hand, without arguments: it prints its port and serves until it is interrupted. Then
          PULUMI_DEBUG_PROVIDERS=telecmi:PORT pulumi up
        """;

    public static PluginArguments Read(IReadOnlyList<string> arguments, string version)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--help" or "-h":
                    return new PluginArguments(null, Help);
                case "--version":
                    return new PluginArguments(null, version);
                case "--tracing" or "-tracing" or "-v" or "--v":
                    // Its value is the next argument.
                    i++;
                    break;
                case var address when !address.StartsWith('-'):
                    return new PluginArguments(address, null);
                default:
                    break;
            }
        }

        return new PluginArguments(null, null);
    }
}
