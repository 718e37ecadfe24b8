using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Runs;

namespace TeleCmi.Reports.Json;

/// <summary><c>telecmi-agents/1</c> of the account itself: each user with who knows it.</summary>
public static class AccountJson
{
    /// <summary>The document, phones as the service shows them.</summary>
    public static string Render(IEnumerable<ListedAgent> agents) => JsonDocuments.Write("telecmi-agents/1", json => json.Array(
        "agents", agents, one => StateFormat.WriteAgent(json, one.Agent, () =>
        {
            json.WriteBoolean("in_roster", one.InRoster);
            json.WriteBoolean("in_state", one.InState);
        })));
}
