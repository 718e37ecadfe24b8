using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Declarative.Formats;

/// <summary><c>telecmi-plan/1</c>: a plan as a document; a saved plan adds lineage and password fingerprints.</summary>
public static class PlanDocument
{
    internal const string Format = "telecmi-plan/1";

    /// <summary>The document for people's tools.</summary>
    public static string Render(Plan plan) => JsonDocuments.Write(json => Write(json, plan, saved: false));

    /// <summary>The document that <c>apply PLANFILE</c> reads.</summary>
    public static string RenderSaved(Plan plan) => JsonDocuments.Write(json => Write(json, plan, saved: true));

    /// <summary>The document, as a part of another.</summary>
    public static void Write(Utf8JsonWriter json, Plan plan, bool saved = false)
    {
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.Optional("appid", plan.AppId, json.WriteNumber);
        json.WriteString("service", plan.Service);
        json.WriteBoolean("refreshed", plan.Refreshed);
        json.WriteString("base", plan.Base);
        if (!plan.Compared)
        {
            json.WriteBoolean("compared", false);
        }

        WriteOptions(json, plan.Options);
        if (saved)
        {
            json.WriteString("lineage", plan.Lineage);
            json.Array("unknown_passwords", plan.UnknownPasswords, json.WriteNumberValue);
        }

        json.WriteString("fingerprint", plan.Fingerprint);
        WriteSummary(json, plan.Summary);
        json.Objects("changes", plan.Changes, change => WriteChange(json, change, saved));
        json.Objects("kept", plan.Kept, kept =>
        {
            json.WriteNumber("extension", kept.Extension);
            json.WriteString("agent_id", kept.AgentId);
            json.WriteString("name", kept.Name);
            json.WriteString("reason", Words.Of(kept.Reason));
        });
        json.Objects("warnings", plan.Warnings, warning =>
        {
            json.WriteString("code", warning.Code);
            json.WriteString("message", warning.Message);
            json.Optional("extension", warning.Extension, json.WriteNumber);
        });
        json.Objects("refusals", plan.Refusals, refusal => WriteRefusal(json, refusal));
        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, PlanOptions options)
    {
        json.WriteStartObject("options");
        json.WriteBoolean("prune", options.Prune);
        json.WriteString("max_removals", options.MaximumRemovals?.ToString());
        json.WriteBoolean("allow_empty", options.AllowEmpty);
        json.WriteBoolean("allow_recreate", options.AllowRecreate);
        json.WriteBoolean("allow_takeover", options.AllowTakeover);
        json.WriteBoolean("allow_under_coverage", options.AllowUnderCoverage);
        json.Array("only", options.Only, json.WriteNumberValue);
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, PlanSummary summary)
    {
        json.WriteStartObject("summary");
        foreach (var (action, count) in summary.Actions)
        {
            json.WriteNumber(Words.Of(action), count);
        }

        json.WriteNumber("none", summary.None);
        json.WriteNumber("kept", summary.Kept);
        json.WriteNumber("unmanaged", summary.Unmanaged);
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, Change change, bool saved)
    {
        json.WriteString("action", Words.Of(change.Action));
        json.WriteNumber("extension", change.Extension);
        json.WriteString("agent_id", change.AgentId);
        json.WriteString("name", change.Name);
        json.WriteString("reason", Words.Of(change.Reason));
        json.WriteBoolean("adopts", change.Adopts);
        json.WriteBoolean("replaces_person", change.ReplacesPerson);
        if (change.Source is { } source)
        {
            json.Members("source", () =>
            {
                json.WriteString("file", source.File);
                json.WriteNumber("line", source.Line);
            });
        }
        else
        {
            json.WriteNull("source");
        }

        if (saved)
        {
            json.Optional("protects", change.Protects, json.WriteBoolean);
            json.WriteString("obstacle", Words.Of(change.Obstacle));
            json.WriteString("password_fingerprint", change.PasswordFingerprint);
        }

        json.Objects("fields", change.Fields, field => WriteField(json, field));
    }

    private static void WriteField(Utf8JsonWriter json, FieldChange field)
    {
        json.WriteString("field", field.Field);
        if (field is FieldChange.Password password)
        {
            json.WriteBoolean("secret", true);
            json.Optional("changed", password.Changed, json.WriteBoolean);
        }
        else
        {
            json.WritePropertyName("before");
            PlanFingerprint.WriteValue(json, field.Before);
            json.WritePropertyName("after");
            PlanFingerprint.WriteValue(json, field.After);
        }
    }

    private static void WriteRefusal(Utf8JsonWriter json, Refusal refusal)
    {
        json.WriteString("rule", Words.Of(refusal.Rule));
        json.WriteString("message", refusal.Message);
        json.WriteNumber("count", refusal.Count);
        json.WriteNumber("limit", refusal.Limit);
        json.Array("extensions", refusal.Extensions, json.WriteNumberValue);
        json.WriteString("override", refusal.Override);
    }
}
