using YamlDotNet.RepresentationModel;

namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>A workflow of GitHub Actions, as its file says.</summary>
internal sealed record Workflow(string Name, YamlMappingNode Root)
{
    public static Workflow Load(string name) => new(name, (YamlMappingNode)Read(File.ReadAllText(Path.Combine(Examples.Folder, "github", "workflows", name))));

    public static YamlNode Read(string text)
    {
        using var reader = new StringReader(text);
        var stream = new YamlStream();
        stream.Load(reader);
        return stream.Documents[0].RootNode;
    }

    /// <summary>The same, with telecmi built from source: the steps that the page of the examples shows take the place of the action.</summary>
    public Workflow FromSource()
    {
        var page = File.ReadAllText(Path.Combine(Examples.Folder, "README.md"));
        var start = page.IndexOf("```yaml\n", page.IndexOf("## Until there is a release", StringComparison.Ordinal), StringComparison.Ordinal) + "```yaml\n".Length;
        var steps = (YamlSequenceNode)Read(page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);
        foreach (var job in Jobs().Values)
        {
            var all = (YamlSequenceNode)job["steps"];
            var at = all.Children.ToList().FindIndex(step => Text(step, "uses")?.Contains("/setup-telecmi@", StringComparison.Ordinal) == true);
            all.Children.RemoveAt(at);
            for (var i = 0; i < steps.Children.Count; i++)
            {
                all.Children.Insert(at + i, steps.Children[i]);
            }
        }

        return this;
    }

    public YamlMappingNode Job(string name) => (YamlMappingNode)Root["jobs"][name];

    /// <summary>Every action that a job uses, with its version.</summary>
    public IEnumerable<string> Actions()
        => from job in Jobs().Values
           from step in Steps(job)
           let uses = Text(step, "uses")
           where uses is not null
           select uses;

    /// <summary>The jobs that have steps; those that call another workflow have none.</summary>
    public Dictionary<string, YamlNode> Jobs()
        => ((YamlMappingNode)Root["jobs"]).Children.Where(job => Text(job.Value, "uses") is null)
            .ToDictionary(job => ((YamlScalarNode)job.Key).Value!, job => job.Value, StringComparer.Ordinal);

    /// <summary>The steps of a job.</summary>
    public static IEnumerable<YamlNode> Steps(YamlNode job) => ((YamlSequenceNode)job["steps"]).Children;

    /// <summary>Variables that more than one step sees.</summary>
    public IEnumerable<string> Environments()
        => Pairs(Root, "env").Concat(((YamlMappingNode)Root["jobs"]).Children.Values.SelectMany(job => Pairs(job, "env"))).Select(pair => pair.Value);

    /// <summary>Every script.</summary>
    public IEnumerable<string> Scripts()
        => from job in Jobs().Values
           from step in Steps(job)
           let script = Text(step, "run")
           where script is not null
           select script;

    public static string? Text(YamlNode node, string key)
        => node is YamlMappingNode mapping && mapping.Children.TryGetValue(key, out var value) ? (value as YamlScalarNode)?.Value : null;

    public static IEnumerable<(string Key, string Value)> Pairs(YamlNode node, string key)
        => node is YamlMappingNode mapping && mapping.Children.TryGetValue(key, out var value) && value is YamlMappingNode pairs
            ? pairs.Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, ((YamlScalarNode)pair.Value).Value!))
            : [];
}

/// <summary>What a job left.</summary>
internal sealed record JobEnd(bool Succeeded, string Log, string Summary, IReadOnlyDictionary<string, string> Outputs);
