using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>A workflow of GitHub Actions, as its file says.</summary>
internal sealed record Workflow(string Name, YamlMappingNode Root)
{
    public static Workflow Load(string name)
    {
        using var file = File.OpenText(Path.Combine(Examples.Folder, "github", "workflows", name));
        var stream = new YamlStream();
        stream.Load(file);
        return new Workflow(name, (YamlMappingNode)stream.Documents[0].RootNode);
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

/// <summary>
/// Runs a job step by step, as GitHub would, on this machine: every <c>run</c> in the shell that the workflow names, with the variables and the
/// results of the steps before it. What it does not know is an error of the test, so that an example can't pass unread.
/// </summary>
internal sealed partial class JobRun(CallCentre centre, Repository repository, Dictionary<string, string> contexts)
{
    private readonly Dictionary<string, string> _outputs = new(StringComparer.Ordinal);
    private readonly string _temp = Directory.CreateTempSubdirectory("telecmi-runner-").FullName;

    public async Task<JobEnd> RunAsync(Workflow workflow, string name, string commit)
    {
        var job = workflow.Job(name);
        var log = new System.Text.StringBuilder();
        var workspace = "";
        var failed = false;
        foreach (var step in ((YamlSequenceNode)job["steps"]).Children)
        {
            if (!IsDue(Workflow.Text(step, "if"), failed))
            {
                continue;
            }

            if (Workflow.Text(step, "uses") is { } action)
            {
                Assert.Matches("^actions/(checkout|setup-dotnet)@[0-9a-f]{40}$", action);
                if (action.StartsWith("actions/checkout", StringComparison.Ordinal) && !Workflow.Pairs(step, "with").Any(pair => pair.Key == "repository"))
                {
                    workspace = await repository.CheckOutAsync(commit);
                }

                continue;
            }

            var variables = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PATH"] = $"{Path.GetDirectoryName(Telecmi.Executable)}:{Examples.FakesFolder}:{Environment.GetEnvironmentVariable("PATH")}",
                ["TELECMI_BASE_URL"] = centre.Variables["TELECMI_BASE_URL"],
                ["RUNNER_TEMP"] = _temp,
                ["GITHUB_OUTPUT"] = Path.Combine(_temp, "output"),
                ["GITHUB_STEP_SUMMARY"] = Path.Combine(_temp, "summary"),
                ["GITHUB_PATH"] = Path.Combine(_temp, "path"),
                ["GITHUB_SHA"] = commit,
                ["GITHUB_SERVER_URL"] = repository.Server,
                ["GITHUB_REPOSITORY"] = "acme/roster",
                ["GITHUB_BASE_REF"] = "main",
                ["GH_HOME"] = repository.Folder,
            };
            foreach (var (key, value) in Workflow.Pairs(workflow.Root, "env").Concat(Workflow.Pairs(job, "env")).Concat(Workflow.Pairs(step, "env")))
            {
                variables[key] = Expand(value);
            }

            // What their reader writes in their place.
            Assert.Equal(("OWNER/telecmi", "COMMIT"), (variables["TELECMI_SOURCE"], variables["TELECMI_REF"]));
            (variables["TELECMI_SOURCE"], variables["TELECMI_REF"]) = ("telecmi", repository.Source);

            Assert.DoesNotContain("${{", Workflow.Text(step, "run")!, StringComparison.Ordinal); // a stranger's text would become a command
            var script = Path.Combine(_temp, "step.sh");
            await File.WriteAllTextAsync(script, Workflow.Text(step, "run"));
            using var run = Telecmi.StartProgram("bash", workspace.Length > 0 ? workspace : _temp, variables, "--noprofile", "--norc", "-eo", "pipefail", script);
            run.EndInput();
            var end = await run.EndAsync();
            log.Append(end.Out).Append(end.Error);
            failed |= end.Code != 0;
            Assert.Empty(Directory.GetFiles(_temp, "*.env")); // a file of secrets is gone with its step
            if (Workflow.Text(step, "id") is { } id && File.Exists(variables["GITHUB_OUTPUT"]))
            {
                foreach (var line in await File.ReadAllLinesAsync(variables["GITHUB_OUTPUT"]))
                {
                    _outputs[$"steps.{id}.outputs.{line.Split('=')[0]}"] = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..];
                }
            }
        }

        var summary = Path.Combine(_temp, "summary");
        var outputs = Workflow.Pairs(job, "outputs").ToDictionary(pair => pair.Key, pair => Expand(pair.Value), StringComparer.Ordinal);
        var result = new JobEnd(!failed, log.ToString(), File.Exists(summary) ? await File.ReadAllTextAsync(summary) : "", outputs);
        Directory.Delete(_temp, recursive: true);
        return result;
    }

    /// <summary>Whether a job or step with this condition runs.</summary>
    public bool IsDue(string? condition, bool failed = false)
    {
        if (condition is null or "always()")
        {
            return condition is not null || !failed;
        }

        var sides = condition.Split(" == ");
        Assert.Equal(2, sides.Length);
        return !failed && Value(sides[0]) == Value(sides[1]);
    }

    private string Expand(string text) => Expression().Replace(text, found => Value(found.Groups[1].Value.Trim()));

    private string Value(string expression)
        => expression.StartsWith('\'') ? expression.Trim('\'')
        : expression is "true" or "false" ? expression
        : expression == "toJSON(secrets)" ? System.Text.Json.JsonSerializer.Serialize(contexts.Where(one => one.Key.StartsWith("secrets.", StringComparison.Ordinal))
            .ToDictionary(one => one.Key["secrets.".Length..], one => one.Value, StringComparer.Ordinal))
        : contexts.TryGetValue(expression, out var given) ? given
        : expression.StartsWith("inputs.", StringComparison.Ordinal) ? "" // not given
        : expression.StartsWith("steps.", StringComparison.Ordinal) ? _outputs.GetValueOrDefault(expression, "")
        : throw new Xunit.Sdk.XunitException($"The runner knows nothing of {expression}.");

    [GeneratedRegex(@"\$\{\{([^}]*)\}\}")]
    private static partial Regex Expression();
}
