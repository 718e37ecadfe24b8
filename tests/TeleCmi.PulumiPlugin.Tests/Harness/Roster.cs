using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Harness;

/// <summary>A Roster as the engine drives it: a preview, then a run of its own process.</summary>
internal static class Roster
{
    /// <summary>Of every agent that <see cref="Of"/> makes: EXTENSION behind it.</summary>
    public const string Password = "canary-of-";

    public static string Urn(string name = "everybody") => $"urn:pulumi:test::desk::telecmi:index:Roster::{name}";

    /// <summary>Inputs with <c>agents</c>, their passwords secrets; a user of the account that fits is <see cref="User"/>.</summary>
    public static JsonObject Of(params IEnumerable<(int Extension, string Name)> people) => new()
    {
        ["agents"] = new JsonObject(people.Select(one => KeyValuePair.Create(
            $"{one.Extension}", (JsonNode?)Values.Agent(one.Extension, one.Name, $"{Password}{one.Extension}").Without("extension")))),
    };

    public static SimulatedUser User(int extension, string name) => new(extension, name, $"919876543{extension}")
    {
        Password = $"{Password}{extension}",
        StartTime = 9,
        EndTime = 18,
        Notify = true,
    };

    /// <summary>As YAML; passwords from the variables AGENT_EXTENSION_PASSWORD.</summary>
    public static string File(params IEnumerable<(int Extension, string Name)> people) => "agents:\n" + string.Concat(people.Select(one =>
        $"  - {{ extension: {one.Extension}, name: {one.Name}, phone_number: \"919876543{one.Extension}\","
        + $" password: \"${{AGENT_{one.Extension}_PASSWORD}}\", start_time: 9, end_time: 18, sms_alert: true }}\n"));

    /// <summary>The inputs, with something else at a path below <c>agents</c>.</summary>
    public static JsonObject With(this JsonObject roster, int extension, string name, JsonNode? value)
    {
        var changed = (JsonObject)roster.DeepClone();
        changed["agents"]![$"{extension}"]![name] = value;
        return changed;
    }

    public static JsonObject Without(this JsonObject roster, int extension)
    {
        var changed = (JsonObject)roster.DeepClone();
        ((JsonObject)changed["agents"]!).Remove($"{extension}");
        return changed;
    }

    /// <summary>The paths of a detailed diff, each with its kind, sorted.</summary>
    public static string Details(this JsonObject diff) => string.Join('\n', ((JsonObject)diff["detaileddiff"]!)
        .Select(one => $"{((string[])["+", "+!", "-", "-!", "~", "~!"])[one.Value!["kind"]!.GetValue<int>()]} {one.Key}")
        .OrderBy(one => one[2..], StringComparer.Ordinal));

    /// <summary>Checks, as it must succeed, and returns the inputs that the engine goes on with.</summary>
    public static async Task<JsonObject> CheckedAsync(this Deployment desk, JsonObject news, Resource? old = null, string? urn = null)
    {
        var request = new JsonObject { ["urn"] = old?.Urn ?? urn ?? Urn(), ["news"] = news.DeepClone() };
        if (old is not null)
        {
            request["olds"] = old.Inputs.DeepClone();
        }

        var check = await desk.CallAsync("Check", request);
        Assert.Equal("", check.Failures());
        return (JsonObject)check["inputs"]!.DeepClone();
    }

    /// <summary>What the engine does in a preview.</summary>
    /// <returns>The diff, null of what is new; and the promised outputs, null where nothing differs.</returns>
    public static async Task<(JsonObject? Diff, JsonObject? Promise)> PreviewAsync(
        this Deployment desk, JsonObject news, Resource? old = null, string? urn = null, params string[] ignored)
    {
        var inputs = await desk.CheckedAsync(news, old, urn);
        if (old is null)
        {
            var created = await desk.CallAsync("Create", new JsonObject { ["urn"] = urn ?? Urn(), ["properties"] = inputs, ["preview"] = true });
            return (null, (JsonObject)created["properties"]!);
        }

        var diff = await desk.DiffAsync(old, inputs, ignored);
        return (diff, diff.HasChanges() ? await desk.UpdatePreviewAsync(old, inputs, ignored) : null);
    }

    /// <summary>The outputs that a preview promises.</summary>
    public static async Task<JsonObject> UpdatePreviewAsync(this Deployment desk, Resource old, JsonObject news, params string[] ignored)
        => (JsonObject)(await desk.CallAsync("Update", new JsonObject
        {
            ["urn"] = old.Urn,
            ["id"] = old.Id,
            ["olds"] = old.Outputs.DeepClone(),
            ["old_inputs"] = old.Inputs.DeepClone(),
            ["news"] = news.DeepClone(),
            ["ignoreChanges"] = new JsonArray([.. ignored.Select(one => JsonValue.Create(one))]),
            ["preview"] = true,
        }))["properties"]!;

    /// <summary>What the engine does in an <c>up</c> without a preview.</summary>
    public static async Task<Resource> UpAsync(this Deployment desk, JsonObject news, Resource? old = null, string? urn = null, params string[] ignored)
    {
        var inputs = await desk.CheckedAsync(news, old, urn);
        if (old is null)
        {
            var created = await desk.CallAsync("Create", new JsonObject { ["urn"] = urn ?? Urn(), ["properties"] = inputs.DeepClone() });
            return new Resource(urn ?? Urn(), created["id"]!.GetValue<string>(), inputs, (JsonObject)created["properties"]!.DeepClone());
        }

        return (await desk.DiffAsync(old, inputs, ignored)).HasChanges() ? await desk.UpdateAsync(old, inputs, ignored) : old with { Inputs = inputs };
    }

    /// <summary>The next run; nothing differs.</summary>
    public static async Task AssertQuietAsync(this Deployment desk, JsonObject news, Resource old, params string[] ignored)
    {
        await desk.NextAsync();
        Assert.Equal("", (await desk.DiffAsync(old, await desk.CheckedAsync(news, old), ignored)).Details());
    }

    /// <summary>Whom the account has.</summary>
    public static string Users(this Deployment desk)
        => string.Join(", ", desk.Account.All().OrderBy(user => user.Extension).Select(user => $"{user.Extension} {user.Name}"));

    /// <summary>Who is recorded.</summary>
    public static string Recorded(this Resource roster) => roster.Outputs["extensions"]!.ToJsonString();
}
