using System.Collections.Immutable;
using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Formats;

/// <summary>Reads a plan that <see cref="PlanDocument.RenderSaved"/> wrote.</summary>
public static class SavedPlanReader
{
    // A member that stands twice may be read in two ways: who approved saw one of them.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The plan; null where it is none, was edited, or is of another format. How it is laid out does not matter.</summary>
    public static SavedPlan? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Reading);
            var plan = Parse(document.RootElement);
            return plan is not null && plan.Fingerprint == Text(document.RootElement, "fingerprint") ? new SavedPlan(plan) : null;
        }
        catch (Exception malformed) when (
            malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static Plan? Parse(JsonElement root)
    {
        Only(root, "format", "appid", "service", "refreshed", "base", "options", "lineage", "unknown_passwords", "fingerprint", "summary",
            "changes", "kept", "warnings", "refusals");
        ImmutableArray<Change> changes = [.. root.GetProperty("changes").EnumerateArray().Select(ParseChange)];
        var summary = root.GetProperty("summary");
        var plan = new Plan
        {
            AppId = root.GetProperty("appid").GetInt64(),
            Service = Needed(root, "service"),
            Refreshed = root.GetProperty("refreshed").GetBoolean(),
            Base = Text(root, "base"),
            Options = ParseOptions(root.GetProperty("options")),
            Lineage = Needed(root, "lineage"),
            UnknownPasswords = [.. Numbers(root.GetProperty("unknown_passwords"))],
            Changes = changes,
            Kept = [.. root.GetProperty("kept").EnumerateArray().Select(ParseKept)],
            Unchanged = summary.GetProperty("none").GetInt32(),
            Unmanaged = summary.GetProperty("unmanaged").GetInt32(),
            Coverage = CoverageForecast.None,
        };
        foreach (var warning in root.GetProperty("warnings").EnumerateArray())
        {
            Only(warning, "code", "message", "extension");
        }

        return Text(root, "format") == PlanDocument.Format && plan is { Refreshed: true, Base: null }
            && root.GetProperty("refusals").GetArrayLength() == 0
            && changes.DistinctBy(change => change.Extension).Count() == changes.Length && Counts(summary) == plan.Summary
            ? plan
            : null;
    }

    private static PlanOptions ParseOptions(JsonElement options)
    {
        Only(options, "prune", "max_removals", "allow_empty", "allow_recreate", "allow_takeover", "allow_under_coverage", "only");
        var limit = Text(options, "max_removals");
        return new PlanOptions
        {
            Prune = options.GetProperty("prune").GetBoolean(),
            MaximumRemovals = limit is null ? null : RemovalLimit.Parse(limit) ?? throw new FormatException(),
            AllowEmpty = options.GetProperty("allow_empty").GetBoolean(),
            AllowRecreate = options.GetProperty("allow_recreate").GetBoolean(),
            AllowTakeover = options.GetProperty("allow_takeover").GetBoolean(),
            AllowUnderCoverage = options.GetProperty("allow_under_coverage").GetBoolean(),
            Only = [.. Numbers(options.GetProperty("only"))],
        };
    }

    private static PlanSummary Counts(JsonElement summary)
    {
        Only(summary, "add", "adopt", "update", "recreate", "remove", "forget", "none", "kept", "unmanaged");
        return new PlanSummary(
            Count("add"), Count("adopt"), Count("update"), Count("recreate"), Count("remove"), Count("forget"), Count("none"),
            Count("kept"), Count("unmanaged"));

        int Count(string name) => summary.GetProperty(name).GetInt32();
    }

    private static Change ParseChange(JsonElement change)
    {
        Only(
            change, "action", "extension", "agent_id", "name", "reason", "adopts", "replaces_person", "source", "protects", "obstacle",
            "password_fingerprint", "fields");
        var source = change.GetProperty("source");
        if (source.ValueKind == JsonValueKind.Object)
        {
            Only(source, "file", "line");
        }

        return new Change
        {
            Action = Word<ChangeAction>(change, "action"),
            Extension = change.GetProperty("extension").GetInt32(),
            AgentId = Text(change, "agent_id"),
            Name = Text(change, "name"),
            Reason = Word<ChangeReason>(change, "reason"),
            Adopts = change.GetProperty("adopts").GetBoolean(),
            ReplacesPerson = change.GetProperty("replaces_person").GetBoolean(),
            Protects = Flag(change.GetProperty("protects")),
            Obstacle = Word<Obstacle>(change, "obstacle"),
            PasswordFingerprint = Text(change, "password_fingerprint"),
            Fields = [.. change.GetProperty("fields").EnumerateArray().Select(ParseField)],
        };
    }

    private static FieldChange ParseField(JsonElement field)
    {
        var name = Needed(field, "field");
        if (name == Fields.Password)
        {
            Only(field, "field", "secret", "changed");
            return field.GetProperty("secret").GetBoolean()
                ? new FieldChange.Password(Flag(field.GetProperty("changed")))
                : throw new FormatException();
        }

        Only(field, "field", "before", "after");
        return new FieldChange(name, Value(field.GetProperty("before")), Value(field.GetProperty("after")));
    }

    private static KeptAgent ParseKept(JsonElement kept)
    {
        Only(kept, "extension", "agent_id", "name", "reason");
        return new KeptAgent(
            kept.GetProperty("extension").GetInt32(), Needed(kept, "agent_id"), Text(kept, "name"), Word<KeptReason>(kept, "reason"));
    }

    private static FieldValue? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => FieldValue.Of(value.GetString()),
        JsonValueKind.Number => FieldValue.Of((int?)value.GetInt32()),
        _ => FieldValue.Of(Flag(value)),
    };

    private static bool? Flag(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetBoolean();

    private static IEnumerable<int> Numbers(JsonElement list) => list.EnumerateArray().Select(number => number.GetInt32());

    private static string? Text(JsonElement parent, string name) => parent.GetProperty(name).GetString();

    private static string Needed(JsonElement parent, string name) => Text(parent, name) ?? throw new FormatException();

    private static T Word<T>(JsonElement parent, string name)
        where T : struct, Enum => Words.Parse<T>(Text(parent, name)) ?? throw new FormatException();

    // Whoever approved may have read a member that means nothing to us.
    private static void Only(JsonElement value, params ReadOnlySpan<string> names)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (!names.Contains(member.Name))
            {
                throw new FormatException();
            }
        }
    }
}
