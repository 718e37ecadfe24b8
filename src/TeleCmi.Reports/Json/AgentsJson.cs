using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Json;

/// <summary><c>telecmi-agents/1</c>: recorded agents, phones whole.</summary>
public static class AgentsJson
{
    /// <summary>The document.</summary>
    public static string Render(IEnumerable<RecordedAgent> agents) => JsonDocuments.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", "telecmi-agents/1");
        json.Array("agents", agents, agent => StateFormat.WriteAgent(json, agent));
        json.WriteEndObject();
    });
}
