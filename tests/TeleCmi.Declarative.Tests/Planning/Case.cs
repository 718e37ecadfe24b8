using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>One planning case in the three versions of the truth: roster, state, live.</summary>
internal sealed record Case
{
    public const long AppId = 1111112;
    public const string Lineage = "11111111-2222-3333-4444-555555555555";

    public static readonly PasswordKey Key = PasswordKey.Derive(new Secret("app-secret"), Lineage);

    public ImmutableArray<RosterAgent> Roster { get; init; } = [];

    public ImmutableArray<RecordedAgent>? State { get; init; }

    public ImmutableArray<LiveAgent> Live { get; init; } = [];

    public ImmutableDictionary<int, string> RosterPasswords { get; init; } = ImmutableDictionary<int, string>.Empty;

    public ImmutableDictionary<int, string> LivePasswords { get; init; } = ImmutableDictionary<int, string>.Empty;

    public RosterPolicy Policy { get; init; } = RosterPolicy.Default;

    public PlanOptions Options { get; init; } = new();

    public ImmutableSortedSet<int> Uncompared { get; init; } = [];

    public ImmutableHashSet<int> Doubled { get; init; } = [];

    public PasswordKey StateKey { get; init; } = Key;

    public static RosterAgent Wanted(int extension, string name = "Manish", string phone = "919876543201", int? start = 9, int? end = 18, bool? alert = true, bool? isProtected = null, bool password = true)
    {
        var at = new Position("agents.yaml", extension, 5);
        var source = password ? new PasswordSource.Text(TemplateParser.Parse("${P" + extension + "}", at) ?? throw new InvalidOperationException(), at) : null;
        return new RosterAgent(extension, KnownValues.Of(name, phone, start, end, alert), source, isProtected, at);
    }

    public static RecordedAgent Recorded(int extension, string name = "Manish", string phone = "919876543201", int? start = 9, int? end = 18, bool? alert = true, bool isProtected = false, bool unlisted = false, string? password = null) => new()
    {
        Extension = extension,
        AgentId = $"{extension}_{AppId}",
        Values = KnownValues.Of(name, phone, start, end, alert),
        Protected = isProtected,
        Unlisted = unlisted,
        PasswordFingerprint = password is null ? null : Key.Fingerprint($"{extension}_{AppId}", new Secret(password)),
    };

    public static LiveAgent Listed(int extension, string? name = "Manish", string? phone = "919876543201", int? start = 9, int? end = 18, bool? alert = true)
        => new(extension, $"{extension}_{AppId}", KnownValues.Of(name, phone, start, end, alert));

    public Plan Plan(bool refresh = true) => Planner.Plan(Input(refresh));

    public PlanInput Input(bool refresh = true)
    {
        var roster = new Roster("agents.yaml", null, null, Policy, Roster);
        var passwords = RosterPasswords.ToImmutableDictionary(p => p.Key, p => new Secret(p.Value));
        var live = new LiveAccount(
            Live.ToImmutableSortedDictionary(a => a.Extension, a => a), 0, Doubled,
            new LivePasswords(LivePasswords.ToImmutableDictionary(p => p.Key, p => new Secret(p.Value))));
        var state = State is not { } recorded ? null : new RecordedState
        {
            Lineage = Lineage,
            AppId = AppId,
            Origin = "rest.telecmi.com",
            KeyId = StateKey.KeyId,
            Agents = recorded.ToImmutableSortedDictionary(a => a.Extension, a => a),
        };
        return new PlanInput
        {
            Roster = roster,
            State = state,
            Live = refresh ? live : null,
            Passwords = refresh
                ? PasswordEvidence.Gather(roster, passwords, live.Passwords, state, Key, AppId, Uncompared)
                : PasswordEvidence.Uncompared(roster),
            Options = Options,
            AppId = AppId,
            Service = "rest.telecmi.com:443",
            Lineage = Lineage,
        };
    }
}
