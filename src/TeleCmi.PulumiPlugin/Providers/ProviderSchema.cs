using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>The plugin's own description, from which the engine and every SDK learn its types.</summary>
internal static class ProviderSchema
{
    /// <summary>Semantic version of the plugin.</summary>
    public static string Version { get; } =
        typeof(ProviderSchema).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The schema, with the version filled in.</summary>
    public static string Read()
    {
        using var stream = typeof(ProviderSchema).Assembly.GetManifestResourceStream("schema.json")!;
        var schema = JsonNode.Parse(stream)!.AsObject();
        schema["version"] = Version;
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written))
        {
            schema.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(written.ToArray());
    }
}
