using Pulumi.Automation;
using Pulumi.Automation.Events;
using TeleCmi;

// preview, drift, up or destroy of an inline program, without a Pulumi.yaml. The Pulumi CLI must be on PATH, and so must
// pulumi-resource-telecmi.
// Exit codes: 0 all is well, 1 failed, 2 there is something to do; drift asks the account first, so 2 is also that somebody has edited it.
var command = args is [var one] ? one : "";
if (command is not ("preview" or "drift" or "up" or "destroy"))
{
    await Console.Error.WriteLineAsync("usage: CallCentre.Automation preview|drift|up|destroy");
    return 1;
}

var program = PulumiFn.Create(() =>
{
    var file = Path.GetFullPath(Environment.GetEnvironmentVariable("ROSTER") ?? "agents.yaml");
    var desk = new TeleCmiRoster("desk", new TeleCmiRosterArgs { File = file });
    return new Dictionary<string, object?> { ["extensions"] = desk.Extensions };
});

try
{
    using var stack = await LocalWorkspace.CreateOrSelectStackAsync(new InlineProgramArgs("call-centre-automation", "dev", program));
    if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TELECMI_APPID")))
    {
        await stack.SetConfigAsync("telecmi:sandbox", new ConfigValue("true"));
    }

    return command switch
    {
        "up" => Told((await stack.UpAsync(new UpOptions { OnEvent = Show })).Summary),
        "destroy" => Told((await stack.DestroyAsync(new DestroyOptions { OnEvent = Show })).Summary),
        _ => await PreviewAsync(stack, refresh: command == "drift"),
    };
}
catch (Exception failed)
{
    // Of the CLI, or of the program: a resource that fails ends it. What the engine says of that is told already.
    await Console.Error.WriteLineAsync(failed.Message);
    return 1;
}

// With a refresh it asks the account first; neither changes anything there, nor what Pulumi has recorded.
static async Task<int> PreviewAsync(WorkspaceStack stack, bool refresh)
{
    var preview = await stack.PreviewAsync(new PreviewOptions { OnEvent = Show, Refresh = refresh });
    return preview.ChangeSummary.Any(change => change.Key != OperationType.Same && change.Value > 0) ? 2 : 0;
}

static int Told(UpdateSummary done)
{
    Console.WriteLine($"{done.Result}: {string.Join(", ", done.ResourceChanges?.Select(change => $"{change.Value} {change.Key}") ?? [])}");
    return done.Result == UpdateState.Succeeded ? 0 : 1;
}

static void Show(EngineEvent happened)
{
    if (happened.ResourcePreEvent is { Metadata: { Op: not (OperationType.Same or OperationType.Refresh) } step })
    {
        Console.WriteLine($"{step.Op} {step.Urn} {string.Join(", ", step.DetailedDiff?.Keys ?? [])}");
    }

    // The plan of the roster, warnings and errors.
    if (happened.DiagnosticEvent is { Severity: not "debug" } diagnostic)
    {
        Console.Error.Write(diagnostic.Message);
    }
}
