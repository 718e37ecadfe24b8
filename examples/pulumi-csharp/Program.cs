using Pulumi;
using TeleCmi;
using TeleCmi.Declarative.Rosters;

return await Deployment.RunAsync(() =>
{
    var config = new Config();
    var roster = Load(config.Get("roster") ?? "../../agents.yaml");
    var passwords = RosterSecrets.Resolve(roster, Environment.GetEnvironmentVariable, new PasswordFiles(roster.File).Read).Passwords;

    var agents = roster.Agents.Select(entry => new TeleCmiAgent($"agent-{entry.Extension}", new TeleCmiAgentArgs
    {
        Extension = entry.Extension,
        Name = entry.Name,
        PhoneNumber = entry.PhoneNumber,
        Password = Given(passwords.GetValueOrDefault(entry.Extension)?.Reveal() ?? SandboxPassword()),
        StartTime = Optional(entry.StartTime),
        EndTime = Optional(entry.EndTime),
        SmsAlert = Optional(entry.SmsAlert),
    }, new CustomResourceOptions { Protect = entry.Protected == true })).ToList();

    // By hand, under a name that stays when the extension changes: then the new one is made before the old one goes.
    var reception = new TeleCmiAgent("reception", new TeleCmiAgentArgs
    {
        Extension = 200,
        Name = "Reception",
        PhoneNumber = "+91 98765 43200",
        Password = config.GetSecret("receptionPassword") is { } secret ? secret : Given(SandboxPassword()),
        StartTime = 8,
        EndTime = 20,
    });

    return new Dictionary<string, object?>
    {
        ["agents"] = Output.All(agents.Select(agent => agent.AgentId)),
        ["reception"] = reception.AgentId,
    };
});

// The sandbox replaces every password by a dummy; a real account gets none that stands in a program.
static string? SandboxPassword() => new Config("telecmi").GetBoolean("sandbox") == true ? "only-for-the-sandbox" : null;

static Input<string>? Given(string? text) => text is null ? null : (Input<string>)text;

static Input<T>? Optional<T>(T? value)
    where T : struct => value is { } known ? (Input<T>)known : null;

static Roster Load(string path)
{
    var file = RosterFile.Read(path, Stream.Null);
    var loaded = file.Problem is { } problem ? new RosterLoadResult(null, [problem]) : RosterLoader.Load(path, file.Content);
    return loaded.Roster ?? throw new RunException(string.Join('\n', loaded.Diagnostics.Select(one => $"{one.File}:{one.Line}:{one.Column}: {one.Code}: {one.Message}")));
}
