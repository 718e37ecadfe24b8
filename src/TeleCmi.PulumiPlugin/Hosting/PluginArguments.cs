namespace TeleCmi.PulumiPlugin.Hosting;

/// <summary>The command line, as the engine gives it: options for logging and tracing, which are not for us, and the engine's address.</summary>
internal static class PluginArguments
{
    /// <summary>The engine's <c>HOST:PORT</c>; null where there is none, as when a developer starts the plugin to attach to it.</summary>
    public static string? EngineOf(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--tracing" or "-tracing" or "-v" or "--v")
            {
                // Its value is the next argument.
                i++;
            }
            else if (!arguments[i].StartsWith('-'))
            {
                return arguments[i];
            }
        }

        return null;
    }
}
