using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Harness;

/// <summary>A program's folder, a stand-in account over HTTP, an engine, and the plugin that it started.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    public const long AppId = 1111112;
    public const string Secret = "the-app-secret-of-this-desk";

    private Deployment(SimulatorServer service, Engine engine, string folder, Dictionary<string, string> variables)
        => (Service, Engine, Folder, Variables) = (service, engine, folder, variables);

    public SimulatorServer Service { get; }

    public SimulatedAccount Account => Service.Account;

    public Engine Engine { get; }

    public string Folder { get; }

    public Dictionary<string, string> Variables { get; }

    public Plugin Plugin { get; private set; } = null!;

    /// <summary>Started and configured by the environment.</summary>
    public static async Task<Deployment> OpenAsync(SimulatorOptions? options = null, JsonObject? config = null)
    {
        var deployment = await StartAsync(options);
        await deployment.CallAsync("Configure", new JsonObject { ["args"] = config ?? [], ["acceptSecrets"] = true });
        return deployment;
    }

    /// <summary>Started, and not configured.</summary>
    public static async Task<Deployment> StartAsync(SimulatorOptions? options = null, params string[] without)
    {
        var engine = await Engine.StartAsync();
        var service = await SimulatorServer.StartAsync((options ?? new SimulatorOptions()) with { AppId = AppId, Secret = Secret });
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TELECMI_APPID"] = $"{AppId}",
            ["TELECMI_SECRET"] = Secret,
            ["TELECMI_BASE_URL"] = service.BaseAddress.ToString(),
        };
        var folder = Directory.CreateTempSubdirectory("telecmi-wire-").FullName;
        variables["XDG_RUNTIME_DIR"] = folder;
        foreach (var name in without)
        {
            variables.Remove(name);
        }

        var deployment = new Deployment(service, engine, folder, variables);
        await deployment.StartPluginAsync();
        return deployment;
    }

    /// <summary>Starts a plugin, as each deployment does.</summary>
    public async Task StartPluginAsync()
    {
        Plugin = await Plugin.StartAsync(Folder, Variables, "--logtostderr", "-v=9", "--tracing", "file:./trace", Engine.Address);
        await CallAsync("Handshake", new JsonObject { ["engine_address"] = Engine.Address, ["configure_with_urn"] = true });
    }

    /// <summary>Writes a roster beside the program.</summary>
    /// <returns>Its path.</returns>
    public string Write(string roster)
    {
        var path = Path.Combine(Folder, "agents.yaml");
        File.WriteAllText(path, roster);
        return path;
    }

    /// <summary>The next deployment: another engine, which starts a plugin of its own.</summary>
    public async Task NextAsync()
    {
        await Plugin.DisposeAsync();
        await Engine.RenewAsync();
        await StartPluginAsync();
        await CallAsync("Configure", new JsonObject { ["args"] = new JsonObject(), ["acceptSecrets"] = true });
    }

    public Task<JsonObject> CallAsync(string rpc, JsonObject request) => Engine.CallAsync(Plugin.Port, rpc, request);

    /// <summary>Checks and creates, as the engine does for a resource that is new.</summary>
    public async Task<Resource> CreateAsync(JsonObject inputs, string name = "someone")
    {
        var urn = Resource.UrnOf(name);
        var check = await CallAsync("Check", new JsonObject { ["urn"] = urn, ["news"] = inputs.DeepClone() });
        Assert.Empty((JsonArray)check["failures"]!);
        var created = await CallAsync("Create", new JsonObject { ["urn"] = urn, ["properties"] = check["inputs"]!.DeepClone() });
        return new Resource(urn, created["id"]!.GetValue<string>(), (JsonObject)check["inputs"]!.DeepClone(), (JsonObject)created["properties"]!.DeepClone());
    }

    public Task<JsonObject> DiffAsync(Resource resource, JsonObject news, params string[] ignored) => CallAsync("Diff", new JsonObject
    {
        ["urn"] = resource.Urn,
        ["id"] = resource.Id,
        ["olds"] = resource.Outputs.DeepClone(),
        ["old_inputs"] = resource.Inputs.DeepClone(),
        ["news"] = news.DeepClone(),
        ["ignoreChanges"] = new JsonArray([.. ignored.Select(one => JsonValue.Create(one))]),
    });

    public async Task<Resource> UpdateAsync(Resource resource, JsonObject news, params string[] ignored)
    {
        var updated = await CallAsync("Update", new JsonObject
        {
            ["urn"] = resource.Urn,
            ["id"] = resource.Id,
            ["olds"] = resource.Outputs.DeepClone(),
            ["old_inputs"] = resource.Inputs.DeepClone(),
            ["news"] = news.DeepClone(),
            ["ignoreChanges"] = new JsonArray([.. ignored.Select(one => JsonValue.Create(one))]),
        });
        return resource with { Inputs = (JsonObject)news.DeepClone(), Outputs = (JsonObject)updated["properties"]!.DeepClone() };
    }

    /// <summary>Reads for a refresh; null where the resource is gone.</summary>
    public async Task<Resource?> RefreshAsync(Resource resource)
    {
        var read = await CallAsync("Read", new JsonObject
        {
            ["urn"] = resource.Urn,
            ["id"] = resource.Id,
            ["properties"] = resource.Outputs.DeepClone(),
            ["inputs"] = resource.Inputs.DeepClone(),
        });
        return read["id"] is null ? null : resource with { Inputs = (JsonObject)read["inputs"]!.DeepClone(), Outputs = (JsonObject)read["properties"]!.DeepClone() };
    }

    public Task DeleteAsync(Resource resource)
        => CallAsync("Delete", new JsonObject { ["urn"] = resource.Urn, ["id"] = resource.Id, ["properties"] = resource.Outputs.DeepClone() });

    public async ValueTask DisposeAsync()
    {
        await Plugin.DisposeAsync();
        await Engine.DisposeAsync();
        await Service.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A resource as the engine records it.</summary>
internal sealed record Resource(string Urn, string Id, JsonObject Inputs, JsonObject Outputs)
{
    public static string UrnOf(string name) => $"urn:pulumi:test::desk::telecmi:index:Agent::{name}";
}
