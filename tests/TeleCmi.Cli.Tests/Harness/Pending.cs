using System.Text.Json.Nodes;

namespace TeleCmi.Cli.Tests.Harness;

/// <summary>What a run that was cut short left in a state.</summary>
internal static class Pending
{
    /// <summary>It was about to add somebody.</summary>
    public static JsonObject Add(Person person) => new()
    {
        ["run"] = "a-run-that-was-cut-short",
        ["changes"] = new JsonArray(new JsonObject { ["extension"] = person.Extension, ["action"] = "add", ["before"] = null, ["after"] = person.Recorded() }),
    };
}
