using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;
using TeleCmi;

// preview, up or drift of an inline program, without a Pulumi.yaml. The Pulumi CLI must be on PATH, and so must pulumi-resource-telecmi.
// Exit codes: 0 all is well, 1 failed, 2 there is something to do (preview) or somebody has edited the account (drift).
var command = args is [var one] ? one : "";
if (command is not ("preview" or "up" or "drift"))
{
    await Console.Error.WriteLineAsync("usage: CallCentre.Automation preview|up|drift");
    return 1;
}

var program = PulumiFn.Create(() =>
{
    var desk = new AgentRoster("desk", new AgentRosterArgs { File = Path.GetFullPath(Environment.GetEnvironmentVariable("ROSTER") ?? "agents.yaml") });
    return new Dictionary<string, object?> { ["extensions"] = desk.Extensions };
});

try
{
    using var stack = await LocalWorkspace.CreateOrSelectStackAsync(new InlineProgramArgs("call-centre-automation", "dev", program));
    if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TELECMI_SECRET")))
    {
        await stack.SetConfigAsync("telecmi:sandbox", new ConfigValue("true"));
    }

    return command switch
    {
        "preview" => await PreviewAsync(stack),
        "up" => await UpAsync(stack),
        _ => await DriftAsync(stack),
    };
}
catch (CommandException failed)
{
    await Console.Error.WriteLineAsync(failed.Message);
    return 1;
}

static async Task<int> PreviewAsync(WorkspaceStack stack)
{
    var preview = await stack.PreviewAsync(new PreviewOptions { OnEvent = Show });
    return preview.ChangeSummary.Any(change => change.Key != OperationType.Same && change.Value > 0) ? 2 : 0;
}

static async Task<int> UpAsync(WorkspaceStack stack)
{
    var up = await stack.UpAsync(new UpOptions { OnEvent = Show });
    Console.WriteLine($"{up.Summary.Result}: {string.Join(", ", up.Summary.ResourceChanges?.Select(change => $"{change.Value} {change.Key}") ?? [])}");
    return up.Summary.Result == UpdateState.Succeeded ? 0 : 1;
}

// Looks at the account and changes nothing, not even what Pulumi has recorded.
static async Task<int> DriftAsync(WorkspaceStack stack)
{
    var drifted = 0;
    await stack.RefreshAsync(new RefreshOptions
    {
        PreviewOnly = true,
        OnEvent = happened =>
        {
            drifted += happened.ResourceOutputsEvent?.Metadata.Op is OperationType.Update or OperationType.Delete ? 1 : 0;
            Show(happened);
        },
    });
    return drifted > 0 ? 2 : 0;
}

static void Show(EngineEvent happened)
{
    if (happened.ResourcePreEvent is { Metadata: { Op: not OperationType.Same } step })
    {
        Console.WriteLine($"{step.Op} {step.Urn} {string.Join(", ", step.DetailedDiff?.Keys ?? [])}");
    }

    if (happened.DiagnosticEvent is { Severity: "warning" or "error" } diagnostic)
    {
        Console.Error.Write(diagnostic.Message);
    }
}
