using TeleCmi.Client.Agents;
using TeleCmi.Reports.Json;

namespace TeleCmi.Cli;

/// <summary>What is said where nothing else can be: one line, and the one document where that was asked for. It cannot fail.</summary>
internal static class LastResort
{
    /// <summary>Says what ended the run. Whoever has printed a document already gets no second one.</summary>
    public static void Tell(Terminal terminal, string[] arguments, Diagnostic ended)
    {
        try
        {
            terminal.Error.Write($"error {ended.Code}: {ended.Message}{(ended.Hint is null ? "" : $" {ended.Hint}")}\n");
            terminal.Error.Flush();
            if (WantsJson(arguments) && !terminal.Out.HasWritten)
            {
                terminal.Out.Write(DiagnosticsJson.RenderErrors([ended]));
                terminal.Out.Flush();
            }
        }
        catch (Exception)
        {
            // There is nobody left to tell.
        }
    }

    /// <summary>Looked up in what was typed: it may be told before, or because, nothing could be parsed.</summary>
    public static bool WantsJson(string[] arguments)
        => arguments.Contains("--format=json") || arguments.Contains("--format:json")
            || arguments.Zip(arguments.Skip(1)).Contains(("--format", "json"));
}
