using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Json;

/// <summary><c>telecmi-drift/1</c>: each agent on which roster, state and live disagree; a password without any value.</summary>
internal static class DriftJson
{
    /// <summary>The document.</summary>
    public static string Render(Drift drift) => JsonDocuments.Write("telecmi-drift/1", json =>
    {
        json.WriteBoolean("drifted", drift.IsDrifted);
        json.Objects("agents", drift.Agents, agent => WriteAgent(json, agent));
    });

    private static void WriteAgent(Utf8JsonWriter json, DriftedAgent agent)
    {
        json.WriteNumber("extension", agent.Extension);
        json.WriteString("name", agent.Name);
        json.WriteString("kind", Words.Of(agent.Kind));
        json.Objects("fields", agent.Fields, field =>
        {
            json.WriteString("field", field.Field);
            if (field.IsSecret)
            {
                json.WriteBoolean("secret", true);
            }
            else
            {
                Write("recorded", field.Recorded);
                Write("live", field.Live);
                Write("roster", field.Roster);
            }
        });

        void Write(string name, FieldValue? value)
        {
            json.WritePropertyName(name);
            PlanFingerprint.WriteValue(json, value);
        }
    }
}
