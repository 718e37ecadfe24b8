using System.Collections.Immutable;
using System.Text.Json;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Planning;

/// <summary>
/// An approval: what was shown, with the options it was made with. It is never carried out as such; apply plans afresh and
/// compares.
/// </summary>
/// <param name="AppId">The account.</param>
/// <param name="Service">Where it lives.</param>
/// <param name="Lineage">Of the state, or drawn for the one to come.</param>
/// <param name="Options">What the user allowed.</param>
/// <param name="Fingerprint">As the file says; equals what its content gives.</param>
/// <param name="Changes">By extension.</param>
public sealed record SavedPlan(
    long? AppId, string Service, string Lineage, PlanOptions Options, string Fingerprint, ImmutableArray<Change> Changes)
{
    private const string Format = "telecmi-plan/1";
    private const int MaximumDepth = 16;

    /// <summary>Reads a plan file; null where it is none, was edited, or is of another format.</summary>
    public static SavedPlan? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            var plan = Parse(document.RootElement);
            return plan is not null && plan.Fingerprint == PlanFingerprint.Of(plan.AppId, plan.Lineage, plan.Options, plan.Changes) ? plan : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The extensions whose change is another in the fresh plan: added, gone, or with other values.</summary>
    public ImmutableArray<int> DifferencesFrom(Plan fresh)
    {
        var approved = Changes.ToDictionary(change => change.Extension, PlanFingerprint.Of);
        var now = fresh.Changes.ToDictionary(change => change.Extension, PlanFingerprint.Of);
        return [.. approved.Keys.Union(now.Keys).Where(e => approved.GetValueOrDefault(e) != now.GetValueOrDefault(e)).Order()];
    }

    private static SavedPlan? Parse(JsonElement root)
    {
        if (root.GetProperty("format").GetString() != Format || !root.TryGetProperty("lineage", out var lineage))
        {
            return null;
        }

        ImmutableArray<Change> changes = [.. root.GetProperty("changes").EnumerateArray().Select(ParseChange)];
        if (changes.DistinctBy(change => change.Extension).Count() != changes.Length)
        {
            return null;
        }

        var appId = root.GetProperty("appid");
        return new SavedPlan(
            appId.ValueKind == JsonValueKind.Null ? null : appId.GetInt64(),
            Text(root, "service") ?? "",
            lineage.GetString() ?? "",
            ParseOptions(root.GetProperty("options")),
            Text(root, "fingerprint") ?? "",
            changes);
    }

    private static PlanOptions ParseOptions(JsonElement options) => new()
    {
        Prune = options.GetProperty("prune").GetBoolean(),
        MaximumRemovals = Text(options, "max_removals") is { } limit ? RemovalLimit.Parse(limit) ?? throw new FormatException() : null,
        AllowEmpty = options.GetProperty("allow_empty").GetBoolean(),
        AllowRecreate = options.GetProperty("allow_recreate").GetBoolean(),
        AllowUnderCoverage = options.GetProperty("allow_under_coverage").GetBoolean(),
        Only = [.. options.GetProperty("only").EnumerateArray().Select(extension => extension.GetInt32())],
    };

    private static Change ParseChange(JsonElement change) => new()
    {
        Action = Words.Parse<ChangeAction>(Text(change, "action")) ?? throw new FormatException(),
        Extension = change.GetProperty("extension").GetInt32(),
        AgentId = Text(change, "agent_id"),
        Name = Text(change, "name"),
        Reason = Words.Parse<ChangeReason>(Text(change, "reason")) ?? throw new FormatException(),
        Adopts = change.GetProperty("adopts").GetBoolean(),
        ReplacesPerson = change.GetProperty("replaces_person").GetBoolean(),
        PasswordFingerprint = Text(change, "password_fingerprint"),
        Fields = [.. change.GetProperty("fields").EnumerateArray().Select(ParseField)],
    };

    private static FieldChange ParseField(JsonElement field)
    {
        if (field.TryGetProperty("secret", out _))
        {
            var changed = field.GetProperty("changed");
            return new FieldChange.Password(changed.ValueKind == JsonValueKind.Null ? null : changed.GetBoolean());
        }

        return new FieldChange(Text(field, "field") ?? "", Value(field.GetProperty("before")), Value(field.GetProperty("after")));
    }

    private static FieldValue? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => FieldValue.Of(value.GetString()),
        JsonValueKind.Number => FieldValue.Of((int?)value.GetInt32()),
        JsonValueKind.True or JsonValueKind.False => FieldValue.Of((bool?)value.GetBoolean()),
        _ => throw new FormatException(),
    };

    private static string? Text(JsonElement parent, string name) => parent.GetProperty(name).GetString();
}
