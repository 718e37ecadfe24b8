using TeleCmi.Client;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Benchmarks;

/// <summary>A made-up call centre of any size: its roster, the passwords for it and the state after it was applied.</summary>
internal static class CallCentre
{
    public const long AppId = 1111112;
    private const int First = 100;

    /// <summary>The extensions of so many agents.</summary>
    public static IEnumerable<int> Extensions(int agents) => Enumerable.Range(First, agents);

    public static string Name(int extension) => Format($"Agent {extension}");

    public static string Phone(int extension) => Format($"919200000{extension}");

    public static string Password(int extension) => Format($"walnut-{extension}");

    /// <summary>agents.yaml.</summary>
    public static string Roster(int agents)
    {
        var text = new StringBuilder(Format($"appid: {AppId}\ndefaults: {{ start_time: 9, end_time: 18, sms_alert: true }}\nagents:\n"));
        foreach (var extension in Extensions(agents))
        {
            text.Append(Format($"  - extension: {extension}\n    name: {Name(extension)}\n"));
            text.Append(Format($"    phone_number: \"{Phone(extension)}\"\n    password: ${{{Variable(extension)}}}\n"));
        }

        return text.ToString();
    }

    /// <summary>For <c>--env-file</c>.</summary>
    public static string Passwords(int agents)
        => string.Concat(Extensions(agents).Select(extension => $"{Variable(extension)}={Password(extension)}\n"));

    /// <summary>The roster, read.</summary>
    public static Roster Load(ReadOnlyMemory<byte> content)
        => RosterLoader.Load("agents.yaml", content).Roster ?? throw new InvalidOperationException("The made-up roster is not valid.");

    /// <summary>What a state holds once the roster was applied.</summary>
    public static RecordedState State(int agents) => new()
    {
        Serial = 1,
        Lineage = "0c7a5a52-3f0e-4b9e-9a3a-5a0d3f6f1c11",
        AppId = AppId,
        Origin = "127.0.0.1",
        Agents = Extensions(agents).ToImmutableSortedDictionary(extension => extension, Record),
    };

    private static RecordedAgent Record(int extension) => new()
    {
        Extension = extension,
        AgentId = Format($"{extension}_{AppId}"),
        Values = Generations.Default.Schema.None with
        {
            Name = Name(extension),
            PhoneNumber = Phone(extension),
            StartTime = 9,
            EndTime = 18,
            SmsAlert = true
        },
        PasswordFingerprint = new string('5', 64),
    };

    private static string Variable(int extension) => Format($"AGENT_{extension}_PASSWORD");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
