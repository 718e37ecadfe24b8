using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>
/// Runs a job step by step, as GitHub would, on this machine: every <c>run</c> in the shell that the workflow names, with the variables and the
/// results of the steps before it. What it does not know is an error of the test, so that an example can't pass unread.
/// </summary>
internal sealed partial class JobRun(CallCentre centre, Repository repository, Dictionary<string, string> contexts)
{
    private static readonly string Action = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Examples.Modules)!, "..", "..", "..", "setup-telecmi"));

    private readonly Dictionary<string, string> _outputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly string _temp = Directory.CreateTempSubdirectory("telecmi-runner-").FullName;
    private readonly System.Text.StringBuilder _log = new();
    private string _workspace = "";

    public async Task<JobEnd> RunAsync(Workflow workflow, string name, string commit)
    {
        var job = workflow.Job(name);
        var failed = false;
        _workspace = _temp;
        foreach (var step in Workflow.Steps(job).Where(step => IsDue(Workflow.Text(step, "if"), failed)))
        {
            SetVariables([("GITHUB_SHA", commit), .. Workflow.Pairs(workflow.Root, "env"), .. Workflow.Pairs(job, "env"), .. Workflow.Pairs(step, "env")], Value);
            failed |= Workflow.Text(step, "uses") is { } action ? !await UseAsync(action, step, commit) : !await RunAsync(step, _outputs);
        }

        var summary = Path.Combine(_temp, "summary");
        var outputs = Workflow.Pairs(job, "outputs").ToDictionary(pair => pair.Key, pair => Expand(pair.Value, Value), StringComparer.Ordinal);
        var result = new JobEnd(!failed, _log.ToString(), File.Exists(summary) ? await File.ReadAllTextAsync(summary) : "", outputs);
        Directory.Delete(_temp, recursive: true);
        return result;
    }

    private async Task<bool> UseAsync(string action, YamlNode step, string commit)
    {
        var with = Workflow.Pairs(step, "with").ToDictionary(pair => pair.Key, pair => Expand(pair.Value, Value), StringComparer.Ordinal);
        if (action == "telecmi-declarative/telecmi/setup-telecmi@COMMIT")
        {
            return await UseOursAsync(with);
        }

        Assert.Matches("^actions/(checkout|setup-dotnet)@[0-9a-f]{40}$", action);
        if (action.StartsWith("actions/checkout", StringComparison.Ordinal))
        {
            _workspace = await repository.CheckOutAsync(commit);
        }

        return true;
    }

    /// <summary>This repository's own action, as its file says; its runner has no cache, and the releases lie in a folder.</summary>
    private async Task<bool> UseOursAsync(Dictionary<string, string> with)
    {
        var file = Workflow.Read(await File.ReadAllTextAsync(Path.Combine(Action, "action.yml")));
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var step in Workflow.Steps(file["runs"]).Where(step => Workflow.Text(step, "uses") is null))
        {
            SetVariables([("GITHUB_ACTION_PATH", Action), .. Workflow.Pairs(step, "env")], Given);
            if (!await RunAsync(step, outputs))
            {
                return false;
            }
        }

        return true;

        string Given(string expression) => expression switch
        {
            "inputs.source" => repository.Release.Url,
            "runner.os" => "Linux",
            "runner.arch" => "X64",
            _ when expression.StartsWith("steps.", StringComparison.Ordinal) => outputs[expression],
            _ => with.GetValueOrDefault(expression["inputs.".Length..]) ?? Workflow.Text(file["inputs"][expression["inputs.".Length..]], "default")!,
        };
    }

    // Those of one step; and what the examples' reader wrote in the place of some.
    private void SetVariables(IEnumerable<(string Key, string Value)> pairs, Func<string, string> value)
    {
        _variables.Clear();
        foreach (var (key, text) in pairs)
        {
            _variables[key] = (key, Expand(text, value)) switch
            {
                ("TELECMI_SOURCE", "OWNER/telecmi") => "telecmi",
                ("TELECMI_REF", "COMMIT") => repository.Source,
                ("TELECMI_SHA256", "SUM") => repository.Release.Sum,
                ("TELECMI_VERSION", not ServedRelease.Version) or ("TELECMI_SOURCE" or "TELECMI_REF" or "TELECMI_SHA256", _)
                    => throw new Xunit.Sdk.XunitException($"{key}: {text} is none of those that a reader replaces."),
                (_, var expanded) => expanded,
            };
        }
    }

    private async Task<bool> RunAsync(YamlNode step, Dictionary<string, string> outputs)
    {
        var text = Workflow.Text(step, "run")!;
        Assert.DoesNotContain("${{", text, StringComparison.Ordinal); // a stranger's text would become a command
        var path = Path.Combine(_temp, "path");
        var added = File.Exists(path) ? string.Concat((await File.ReadAllLinesAsync(path)).Reverse().Select(folder => $"{folder}:")) : "";
        var variables = new Dictionary<string, string>(_variables, StringComparer.Ordinal)
        {
            ["PATH"] = $"{added}{Examples.FakesFolder}:{Environment.GetEnvironmentVariable("PATH")}",
            ["TELECMI_BASE_URL"] = centre.Variables["TELECMI_BASE_URL"],
            ["RUNNER_TEMP"] = _temp,
            ["RUNNER_TOOL_CACHE"] = Path.Combine(_temp, "tools"),
            ["GITHUB_OUTPUT"] = Path.Combine(_temp, "output"),
            ["GITHUB_STEP_SUMMARY"] = Path.Combine(_temp, "summary"),
            ["GITHUB_PATH"] = path,
            ["GITHUB_SERVER_URL"] = repository.Server,
            ["GITHUB_REPOSITORY"] = "acme/roster",
            ["GITHUB_BASE_REF"] = "main",
            ["GH_HOME"] = repository.Folder,
            ["BUILT"] = Telecmi.Executable,
        };
        var script = Path.Combine(_temp, "step.sh");
        await File.WriteAllTextAsync(script, text);
        using var run = Telecmi.StartProgram("bash", _workspace, variables, "--noprofile", "--norc", "-eo", "pipefail", script);
        run.EndInput();
        var end = await run.EndAsync();
        _log.Append(end.Out).Append(end.Error);
        Assert.Empty(Directory.GetFiles(_temp, "*.env")); // a file of secrets is gone with its step
        if (File.Exists(variables["GITHUB_OUTPUT"]))
        {
            foreach (var line in await File.ReadAllLinesAsync(variables["GITHUB_OUTPUT"]))
            {
                outputs[$"steps.{Workflow.Text(step, "id")}.outputs.{line.Split('=')[0]}"] = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..];
            }

            File.Delete(variables["GITHUB_OUTPUT"]);
        }

        return end.Code == 0;
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

    private static string Expand(string text, Func<string, string> value) => Expression().Replace(text, found => value(found.Groups[1].Value.Trim()));

    private string Value(string expression)
        => expression.StartsWith('\'') ? expression.Trim('\'')
        : expression is "true" or "false" ? expression
        : expression == "toJSON(secrets)" ? System.Text.Json.JsonSerializer.Serialize(contexts.Where(one => one.Key.StartsWith("secrets.", StringComparison.Ordinal))
            .ToDictionary(one => one.Key["secrets.".Length..], one => one.Value, StringComparer.Ordinal))
        : contexts.TryGetValue(expression, out var given) ? given
        : expression.StartsWith("inputs.", StringComparison.Ordinal) ? "" // not given
        : expression.StartsWith("env.", StringComparison.Ordinal) ? _variables[expression["env.".Length..]]
        : expression.StartsWith("steps.", StringComparison.Ordinal) ? _outputs.GetValueOrDefault(expression, "")
        : throw new Xunit.Sdk.XunitException($"The runner knows nothing of {expression}.");

    [GeneratedRegex(@"\$\{\{([^}]*)\}\}")]
    private static partial Regex Expression();
}
