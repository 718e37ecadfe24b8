using System.Text.Json.Nodes;

namespace TeleCmi.TerraformProvider.Tests.Agents;

/// <summary>Programs of single agents, and what the stories ask of their workspace.</summary>
internal static class Team
{
    public const string Asha = "\"101\" = \"Asha Rao\"";
    public const string Ben = "\"102\" = \"Ben Okoro\"";
    public const string Chen = "\"103\" = \"Chen Wu\"";

    /// <summary>Asha, Ben and Chen.</summary>
    public static string Three => Each([Asha, Ben, Chen]);

    public static async Task<Workspace> OpenAsync(string cli, SimulatorOptions? options = null)
    {
        var work = await Workspace.OpenAsync(cli, options);
        for (var extension = 101; extension <= 105; extension++)
        {
            work.Variables[$"P{extension}"] = $"pass-{extension}";
        }

        return work;
    }

    /// <summary>One agent for each of a map of names by extension: <c>telecmi_agent.team</c>.</summary>
    public static string Each(string[] names, string more = "")
        => $$"""
            resource "telecmi_agent" "team" {
              for_each     = { {{string.Join(", ", names)}} }
              extension    = tonumber(each.key)
              name         = each.value
              phone_number = "+91 98765 43${each.key}"
              password_env = "P${each.key}"
              {{more}}
            }
            """;

    /// <summary>One agent.</summary>
    public static string One(string label, int extension, string more = "", string name = "Asha Rao")
        => $$"""
            resource "telecmi_agent" "{{label}}" {
              extension    = {{extension}}
              name         = "{{name}}"
              phone_number = "919876543{{extension}}"
              {{(more.Contains("password", StringComparison.Ordinal) ? "" : $"password_env = \"P{extension}\"")}}
              {{more}}
            }
            """;

    /// <summary>As if made in the dashboard.</summary>
    public static SimulatedUser Stranger(int extension) => new(extension, "Zoe Quist", $"448888888{extension}") { Password = "their-own" };

    /// <summary>As the programs say, but made by hand.</summary>
    public static SimulatedUser Known(int extension, string name)
        => new(extension, name, $"919876543{extension}") { Password = "their-own", StartTime = 9, EndTime = 18 };

    /// <summary>An import block of <c>telecmi_agent.a</c>.</summary>
    public static string Import(int extension) => $"\nimport {{\n to = telecmi_agent.a\n id = \"{extension}\"\n}}\n";

    /// <summary>Extension and name of everybody.</summary>
    public static string Users(this Workspace work)
        => string.Join(", ", work.Account.All().OrderBy(user => user.Extension).Select(user => $"{user.Extension} {user.Name}"));

    /// <summary>Somebody edits a user in the dashboard.</summary>
    public static void Dashboard(this Workspace work, int extension, Func<SimulatedUser, SimulatedUser> edit)
        => work.Account.Put(edit(work.Account.Find(extension)!));

    /// <summary>Whatever is done: nothing is written to the account.</summary>
    public static async Task<Ran> WritesNothingAsync(this Workspace work, Func<Task<Ran>> run)
    {
        var before = work.Account.Calls.Write;
        var ran = await run();
        Assert.Equal(before, work.Account.Calls.Write);
        return ran;
    }

    /// <summary>The plan is an error with these words, and nothing is written.</summary>
    public static async Task RefusesToPlanAsync(this Workspace work, string program, string words, string provider = "")
        => (await work.WritesNothingAsync(() => work.Writes(program, provider).PlanAsync())).Fails().Says(words);

    /// <summary>The apply is an error with these words, and nothing is written.</summary>
    public static async Task RefusesToApplyAsync(this Workspace work, string words, params string[] more)
        => (await work.WritesNothingAsync(() => work.ApplyAsync(more))).Fails().Says(words);

    /// <summary>Puts a state in place of the one that lies on disk.</summary>
    public static void Records(this Workspace work, string state)
        => File.WriteAllText(Path.Combine(work.Folder, "terraform.tfstate"), state);

    /// <summary>The objects of the state by address, the deposed ones marked.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Objects(this Workspace work) => (
        from resource in JsonNode.Parse(work.StateText)!["resources"]!.AsArray()
        where (string?)resource["type"] == "telecmi_agent"
        from one in resource["instances"]!.AsArray()
        let key = one["index_key"] is { } index ? $"[{index}]" : ""
        select (Address: $"{resource["name"]}{key}{(one["deposed"] is null ? "" : " deposed")}", Attributes: one["attributes"]!))
        .ToDictionary(one => one.Address, one => one.Attributes);
}
