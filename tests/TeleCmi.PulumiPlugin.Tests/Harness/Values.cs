using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Harness;

/// <summary>Property values as the wire carries them.</summary>
internal static class Values
{
    public const string Password = "pass-word-of-101";

    private const string Mark = "4dabf18193072939515e22adb298388d";
    private const string SecretMark = "1b47061264138c4ac30d75fd1eb44270";
    private const string OutputMark = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    public const string UnknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    public const string UnknownNumber = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
    public const string UnknownFlag = "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7";

    /// <summary>The inputs of an agent, its password a secret, as SDKs send it.</summary>
    public static JsonObject Agent(int extension = 101, string name = "Manish", string? password = Password)
    {
        var agent = new JsonObject
        {
            ["extension"] = extension,
            ["name"] = name,
            ["phoneNumber"] = $"919876543{extension}",
            ["startTime"] = 9,
            ["endTime"] = 18,
            ["smsAlert"] = true,
        };
        if (password is not null)
        {
            agent["password"] = Secret(password);
        }

        return agent;
    }

    public static JsonObject Secret(JsonNode value) => new() { [Mark] = SecretMark, ["value"] = value };

    /// <summary>An output of another resource; unknown without a value.</summary>
    public static JsonObject Output(JsonNode? value)
    {
        var output = new JsonObject { [Mark] = OutputMark, ["secret"] = false, ["dependencies"] = new JsonArray() };
        if (value is not null)
        {
            output["value"] = value;
        }

        return output;
    }

    public static bool IsSecret(JsonNode? value) => value is JsonObject marked && (string?)marked[Mark] == SecretMark;

    public static JsonObject With(this JsonObject properties, string name, JsonNode? value)
    {
        var changed = (JsonObject)properties.DeepClone();
        changed[name] = value;
        return changed;
    }

    public static JsonObject Without(this JsonObject properties, string name)
    {
        var changed = (JsonObject)properties.DeepClone();
        changed.Remove(name);
        return changed;
    }

    public static bool HasChanges(this JsonObject diff) => diff["changes"]!.GetValue<int>() == 2;

    /// <summary>The names that differ, sorted.</summary>
    public static string Changed(this JsonObject diff) => string.Join(' ', ((JsonArray)diff["diffs"]!).Select(one => one!.GetValue<string>()).Order(StringComparer.Ordinal));

    /// <summary>One line a failure, PROPERTY: REASON; the words name the property where the failure names none.</summary>
    public static string Failures(this JsonObject check)
        => string.Join('\n', ((JsonArray)check["failures"]!).Select(one => one!["property"] is { } property ? $"{property}: {one["reason"]}" : $"{one["reason"]}"));

    /// <summary>The properties that failures name: the engine prints their values.</summary>
    public static string Named(this JsonObject check) => string.Join(' ', ((JsonArray)check["failures"]!).Select(one => one!["property"]).OfType<JsonNode>());
}
