using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeleCmi.Cli.Tests.Harness;

/// <summary>A call centre: a stand-in account over HTTP, and a folder with a roster and its state.</summary>
internal sealed class CallCentre : IAsyncDisposable
{
    public const long AppId = 1111112;
    public const string Secret = "the-app-secret-of-this-call-centre";

    /// <summary>The password of all agents that do not say otherwise, in the variable AGENT_PASSWORD.</summary>
    public const string Password = "pass-of-all-1";

    private CallCentre(SimulatorServer service, string folder)
    {
        (Service, Folder) = (service, folder);
        Variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TELECMI_APPID"] = AppId.ToString(CultureInfo.InvariantCulture),
            ["TELECMI_SECRET"] = Secret,
            ["TELECMI_BASE_URL"] = service.BaseAddress.ToString(),
            ["AGENT_PASSWORD"] = Password,
        };
    }

    public SimulatorServer Service { get; }

    public SimulatedAccount Account => Service.Account;

    public string Folder { get; }

    public Dictionary<string, string> Variables { get; }

    public string RosterPath => Path.Combine(Folder, "agents.yaml");

    public string StatePath => Path.Combine(Folder, "telecmi.state.json");

    public static async Task<CallCentre> OpenAsync(SimulatorOptions? options = null)
    {
        var service = await SimulatorServer.StartAsync((options ?? new SimulatorOptions()) with { AppId = AppId, Secret = Secret });
        return new CallCentre(service, Directory.CreateTempSubdirectory("telecmi-story-").FullName);
    }

    /// <summary>Some agents, 100 and upward, each with a shift and alerts.</summary>
    public static List<Person> People(int count, int first = 100)
        => [.. Enumerable.Range(first, count).Select(extension => Person.Of(extension))];

    /// <summary>Trouble from now on, in the words of <see cref="FaultSpec"/>; empty = none.</summary>
    public void Trouble(string faults) => Service.Api.Faults = FaultSpec.Parse(faults);

    public void Behave(Func<SimulatorOptions, SimulatorOptions> change) => Service.Api.Options = change(Service.Api.Options);

    public void WriteRoster(IEnumerable<Person> agents, string head = "")
    {
        var text = new StringBuilder(head.Length == 0 ? "" : head + "\n");
        var entries = string.Concat(agents.Select(agent => agent.Entry()));
        WriteRosterText(text.Append(entries.Length == 0 ? "agents: []\n" : "agents:\n" + entries).ToString());
    }

    public void WriteRosterText(string text) => File.WriteAllText(RosterPath, text);

    /// <summary>Users as if made in the dashboard.</summary>
    public void Seat(IEnumerable<Person> people)
    {
        foreach (var person in people)
        {
            Account.Put(person.Live());
        }
    }

    /// <summary>A state as an earlier run would have left it.</summary>
    public void Record(IEnumerable<Person> people, Action<JsonObject>? change = null)
    {
        var state = new JsonObject
        {
            ["format"] = "telecmi-state/1",
            ["serial"] = 7,
            ["lineage"] = "0b6b0f9e-3a0d-4a57-9f0a-1d2c3b4a5968",
            ["appid"] = AppId,
            ["origin"] = "127.0.0.1",
            ["key_id"] = null,
            ["agents"] = new JsonArray([.. people.OrderBy(person => person.Extension).Select(person => person.Recorded())]),
            ["pending"] = null,
        };
        change?.Invoke(state);
        File.WriteAllText(StatePath, state.ToJsonString());
    }

    /// <summary>Roster, state and account all say the same.</summary>
    public void Settle(IReadOnlyCollection<Person> people)
    {
        Seat(people);
        Record(people);
        WriteRoster(people);
    }

    public Task<Ended> RunAsync(params string[] arguments) => Telecmi.RunAsync(Folder, Variables, null, arguments);

    public Task<Ended> TypeAsync(string input, params string[] arguments) => Telecmi.RunAsync(Folder, Variables, input, arguments);

    public StartedRun Start(params string[] arguments) => Telecmi.Start(Folder, Variables, arguments);

    public async Task<JsonElement> PlanAsync(params string[] options)
        => (await RunAsync(["plan", "--format", "json", .. options])).Exits(0).Json("telecmi-plan/1");

    public Task<Ended> ApplyAsync(params string[] options) => RunAsync(["apply", "--yes", "--format", "json", .. options]);

    /// <summary>
    /// The same input again plans nothing: an apply that nobody approves ends well only where nothing is to be done. It leaves the state byte
    /// for byte and sends no change.
    /// </summary>
    public async Task PlansNothingAsync(params string[] options)
    {
        var before = StateText();
        var writes = Account.Calls.Write;
        var plan = (await RunAsync(["apply", "--format", "json", .. options])).Exits(0).Json("telecmi-apply/1").GetProperty("plan");
        Assert.Equal(0, plan.GetProperty("changes").GetArrayLength());
        Assert.Equal(writes, Account.Calls.Write);
        Assert.Equal(before, StateText());
    }

    /// <summary>The state as it lies there; null = none.</summary>
    public string? StateText() => File.Exists(StatePath) ? File.ReadAllText(StatePath) : null;

    public JsonElement State()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(StatePath));
        return document.RootElement.Clone();
    }

    public JsonElement? Recorded(int extension)
        => !File.Exists(StatePath) ? null : State().GetProperty("agents").EnumerateArray()
            .Where(agent => agent.GetProperty("extension").GetInt32() == extension).Select(agent => (JsonElement?)agent).SingleOrDefault();

    /// <summary>The account has exactly these people, each with these values.</summary>
    public void HasExactly(IEnumerable<Person> people)
    {
        var wanted = people.OrderBy(person => person.Extension).Select(person => person.Live()).ToList();
        var have = Account.All().OrderBy(user => user.Extension).ToList();
        Assert.Equal(wanted.Select(user => user.Extension), have.Select(user => user.Extension));
        foreach (var (want, has) in wanted.Zip(have))
        {
            Assert.True(want == has, $"{want.Extension}: wanted {Show(want)}, has {Show(has)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(file => File.Exists(file) && File.ResolveLinkTarget(file, false) is null))
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static string Show(SimulatedUser user) => $"{user.Name} {user.Phone} {user.Password} {user.StartTime}-{user.EndTime} {user.Notify}";
}
