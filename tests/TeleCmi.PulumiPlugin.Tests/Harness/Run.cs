using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Harness;

/// <summary>
/// What the engine calls for each thing that can become of a resource in one deployment, in its order: Check of every resource of the program,
/// with it its update or create; the deletes at the end. Through one provider, or another process of the same deployment.
/// </summary>
internal static class Run
{
    /// <summary>A resource that stays as it is, or is to be updated, is checked with its inputs so far.</summary>
    public static async Task<JsonObject> CheckAsync(this Deployment desk, Resource resource, JsonObject? news = null, Plugin? by = null)
    {
        var check = await desk.Engine.CallAsync((by ?? desk.Plugin).Port, "Check", new JsonObject
        {
            ["urn"] = resource.Urn,
            ["olds"] = resource.Inputs.DeepClone(),
            ["news"] = (news ?? resource.Inputs).DeepClone(),
        });
        return check;
    }

    /// <summary>A resource that is new, or made anew, is checked without.</summary>
    public static Task<JsonObject> CheckNewAsync(this Deployment desk, string urn, JsonObject inputs, Plugin? by = null)
        => desk.Engine.CallAsync((by ?? desk.Plugin).Port, "Check", new JsonObject { ["urn"] = urn, ["news"] = inputs.DeepClone() });

    /// <summary>Checks and creates.</summary>
    public static async Task<Resource> MakeAsync(this Deployment desk, string urn, JsonObject inputs, Plugin? by = null)
    {
        Assert.Equal("", (await desk.CheckNewAsync(urn, inputs, by)).Failures());
        var created = await desk.Engine.CallAsync((by ?? desk.Plugin).Port, "Create", new JsonObject { ["urn"] = urn, ["properties"] = inputs.DeepClone() });
        return new Resource(urn, created["id"]!.GetValue<string>(), (JsonObject)inputs.DeepClone(), (JsonObject)created["properties"]!.DeepClone());
    }

    /// <summary>A replacement, new before old: what it was is deleted at the end.</summary>
    public static async Task<Resource> ReplaceAsync(this Deployment desk, Resource old, JsonObject news, Plugin? by = null)
    {
        Assert.Equal("", (await desk.CheckAsync(old, news, by)).Failures());
        return await desk.MakeAsync(old.Urn, news, by);
    }

    /// <summary>Deletes.</summary>
    public static Task DropAsync(this Deployment desk, Resource resource, Plugin? by = null)
        => desk.Engine.CallAsync((by ?? desk.Plugin).Port, "Delete", new JsonObject
        {
            ["urn"] = resource.Urn,
            ["id"] = resource.Id,
            ["properties"] = resource.Outputs.DeepClone(),
            ["old_inputs"] = resource.Inputs.DeepClone(),
        });

    /// <summary>One more provider of the same account: a process of its own, of the same engine.</summary>
    public static async Task<Plugin> AnotherProviderAsync(this Deployment desk)
    {
        var plugin = await Plugin.StartAsync(desk.Folder, desk.Variables, desk.Engine.Address);
        await desk.Engine.CallAsync(plugin.Port, "Handshake", new JsonObject { ["engine_address"] = desk.Engine.Address });
        await desk.Engine.CallAsync(plugin.Port, "Configure", new JsonObject { ["args"] = new JsonObject(), ["acceptSecrets"] = true });
        return plugin;
    }

    /// <summary>Everything that was logged, a line each.</summary>
    public static async Task<string> ToldAsync(this Deployment desk)
        => string.Join('\n', (await desk.Engine.LogsAsync()).Select(one => one["message"]!.GetValue<string>()));

    /// <summary>Asserts that everybody is there, and was not removed and added again.</summary>
    public static void AssertUntouched(this Deployment desk, int users = 1)
    {
        Assert.Equal(users, desk.Account.All().Count);
        Assert.Equal(0, desk.Account.Calls.Remove);
    }
}
