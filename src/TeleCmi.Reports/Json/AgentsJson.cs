using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Json;

/// <summary><c>telecmi-agents/1</c>: recorded agents, phones whole.</summary>
public static class AgentsJson
{
    /// <summary>The document.</summary>
    public static string Render(IEnumerable<RecordedAgent> agents) => JsonDocuments.Write(
        "telecmi-agents/1", json => json.Array("agents", agents, agent => StateFormat.WriteAgent(json, agent)));
}
