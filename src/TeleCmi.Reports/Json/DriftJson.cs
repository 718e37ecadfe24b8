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
    public static string Render(Drift drift) => JsonDocuments.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", "telecmi-drift/1");
        json.WriteBoolean("drifted", drift.IsDrifted);
        json.Array("agents", drift.Agents, agent => WriteAgent(json, agent));
        json.WriteEndObject();
    });

    private static void WriteAgent(Utf8JsonWriter json, DriftedAgent agent)
    {
        json.WriteStartObject();
        json.WriteNumber("extension", agent.Extension);
        json.Text("name", agent.Name);
        json.WriteString("kind", Words.Of(agent.Kind));
        json.Array("fields", agent.Fields, field =>
        {
            json.WriteStartObject();
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

            json.WriteEndObject();
        });
        json.WriteEndObject();

        void Write(string name, FieldValue? value)
        {
            json.WritePropertyName(name);
            PlanFingerprint.WriteValue(json, value);
        }
    }
}
