using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.Applying;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests;

/// <summary>A generation that knows one more field: a property and a line of the table are all that it takes.</summary>
public sealed class GenerationTests
{
    private const long AppId = 1111112;

    private static readonly AgentField Followme = new(
        "followme", FieldKind.Switch, FieldUse.Defaultable, "Whether calls follow the agent to the phone.",
        values => FieldValue.Of(((Values)values).Followme), (values, value) => (Values)values with { Followme = FieldValue.FlagOf(value) });

    private static readonly Generation Next = Generations.Default with
    {
        Name = "next",
        Schema = new AgentSchema([.. Generations.Default.Schema.Fields, Followme], schema => new Values(schema)),
        LowestExtension = 1000,
        HighestExtension = 9999,
    };

    private static readonly Secret AppSecret = new("simulated");
    private static readonly Dictionary<int, Secret> Passwords = new() { [1001] = new Secret("pw-1001") };

    private readonly MemoryStore _store = new() { Generation = Next };
    private readonly OneUser _service = new();

    [Fact]
    public async Task One_more_field_goes_through_roster_plan_apply_record_and_the_same_input_again_plans_nothing()
    {
        var roster = Load("true");
        Assert.True(Of(Assert.Single(roster.Agents).Values));

        var added = await ApplyAsync(roster);
        Assert.Equal([(ChangeAction.Add, "name phone_number password followme")], Told(added.Plan));
        Assert.True(Of(_service.Sent?.Values));
        Assert.Contains("\"followme\":true", Encoding.UTF8.GetString(StateFormat.Write(_store.Load()!)), StringComparison.Ordinal);
        Assert.True(Of(_store.Load()?.Agents[1001].Values));

        Assert.Empty((await PlanAsync(roster)).Plan.Changes);
        var changed = await ApplyAsync(Load("false"));
        Assert.Equal([(ChangeAction.Update, "followme")], Told(changed.Plan));
        Assert.False(Of(_service.Sent?.Values));
        Assert.Empty((await PlanAsync(Load("false"))).Plan.Changes);
    }

    [Fact]
    public async Task It_drifts_is_exported_and_a_lost_answer_is_settled_by_it()
    {
        var roster = Load("true");
        await ApplyAsync(roster);
        _service.Edit(values => Followme.With(values, FieldValue.Of((bool?)false)));

        var drift = await Run(roster).DetectAsync(_store.Recover()!, new PlanOptions(), pending: false, TestContext.Current.CancellationToken);
        var agent = Assert.Single(drift.Ok().Drift.Agents);
        Assert.Equal((DriftKind.Changed, "followme"), (agent.Kind, Assert.Single(agent.Fields).Field));
        var exported = RosterExport.Of(await _service.LiveAsync(), Next, AppId, []).Ok();
        Assert.Contains("    followme: false\n", exported.Text, StringComparison.Ordinal);

        _service.LosesAnswers = true;
        Assert.Equal(OutcomeKind.Changed, Assert.Single((await ApplyAsync(roster)).Result.Outcomes).Kind);
        Assert.True(Of(_store.Load()?.Agents[1001].Values));
    }

    [Fact]
    public async Task Where_an_update_changes_what_is_sent_nothing_else_is_sent_and_no_password_is_needed()
    {
        var sparse = Next with { UpdateReplaces = false };
        var added = Load("true") with { Generation = sparse };
        await ApplyAsync(added);
        _service.HidesPasswords = true;
        var renamed = added with { Agents = [added.Agents[0] with { Values = added.Agents[0].Values with { Name = "Ravi" }, Password = null }] };

        var update = await ApplyAsync(renamed);

        Assert.Equal([(ChangeAction.Update, "name")], Told(update.Plan));
        Assert.Equal((sparse.Schema.None with { Name = "Ravi" }, null), (_service.Sent?.Values, _service.Sent?.Password));
        Assert.Equal(OutcomeKind.Changed, Assert.Single(update.Result.Outcomes).Kind);
        Assert.Empty((await PlanAsync(renamed)).Plan.Changes);
    }

    [Fact]
    public void Its_rosters_have_its_keys_its_extensions_and_a_schema_of_their_own()
    {
        Assert.Contains("\"followme\": { \"$ref\": \"#/definitions/followme\" }", RosterSchema.Of(Next), StringComparison.Ordinal);
        Assert.Contains("\"minimum\": 1000", RosterSchema.Of(Next), StringComparison.Ordinal);
        var told = RosterLoader.Load("agents.yaml", Roster("true"), Generations.Default).Diagnostics.Select(problem => problem.Code);
        Assert.Contains("ROS020", told);
        Assert.DoesNotContain("followme", RosterSchema.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_inputs_are_checked_and_compared_by_any_door_with_one_resource_at_a_time()
    {
        Assert.Equal([new InputProblem("followme", "must be true or false")], AgentCheck.Run(Next, Inputs("yes"), isNew: false, null, key => key));
        Assert.Equal([("followme", InputChange.Changed)], AgentDiff.Compare(Next.Schema, Inputs(true), Inputs(false)));

        static Func<string, GivenValue> Inputs(object followme) => key => key switch
        {
            "extension" => new GivenValue(FieldValue.Of(1001)),
            "name" => new GivenValue(FieldValue.Of("Manish")),
            "phone_number" => new GivenValue(FieldValue.Of("919200000000")),
            "followme" => new GivenValue(EachField.AsValue(followme)),
            _ => new GivenValue(null, IsAbsent: true),
        };
    }

    private static bool? Of(AgentValues? values) => Assert.IsType<Values>(values).Followme;

    private static IEnumerable<(ChangeAction Action, string Fields)> Told(Plan plan)
        => plan.Changes.Select(change => (change.Action, string.Join(' ', change.Fields.Select(field => field.Field))));

    private static Roster Load(string followme)
    {
        var loaded = RosterLoader.Load("agents.yaml", Roster(followme), Next);
        Assert.Empty(loaded.Diagnostics);
        return Assert.IsType<Roster>(loaded.Roster);
    }

    private static byte[] Roster(string followme) => Encoding.UTF8.GetBytes($$"""
        defaults: { followme: {{followme}} }
        agents:
          - { extension: 1001, name: Manish, phone_number: "919200000000", password: "${P}" }

        """);

    private AccountRun Run(Roster roster) => new(
        new RunInput { Roster = roster, Passwords = Passwords, AppId = AppId, AppSecret = AppSecret, Origin = "sandbox", Service = "sandbox" },
        _store,
        _service,
        TimeProvider.System);

    private async Task<Prepared> PlanAsync(Roster roster)
        => (await Run(roster).PlanAsync(_store.Recover(), new PlanOptions(), refreshes: true, TestContext.Current.CancellationToken)).Ok();

    private async Task<(Plan Plan, ApplyResult Result)> ApplyAsync(Roster roster)
    {
        var prepared = await PlanAsync(roster);
        return (prepared.Plan, (await new Applier(_service, _service).ApplyAsync(
            new ApplyJob
            {
                Plan = prepared.Plan,
                Roster = roster,
                Loaded = _store.Load(),
                Settled = prepared.Input.State,
                Live = prepared.Input.Live,
                Passwords = Passwords,
                Key = prepared.Key!,
                AppId = AppId,
                Origin = "sandbox",
            },
            _store.Held,
            default)).Ok());
    }

    /// <summary>v2's fields and one more.</summary>
    private sealed record Values(AgentSchema Schema) : AgentValues(Schema)
    {
        public bool? Followme { get; init; }
    }

    /// <summary>An account of one user.</summary>
    private sealed class OneUser : IAgentReader, IAgentWriter
    {
        private LiveAgent? _user;

        public AgentWrite? Sent { get; private set; }

        public bool LosesAnswers { get; set; }

        public bool HidesPasswords { get; set; }

        public void Edit(Func<AgentValues, AgentValues> change) => _user = _user! with { Values = change(_user.Values) };

        public Task<LiveAccount> LiveAsync() => Task.FromResult(LiveAccount.Empty with
        {
            Agents = _user is null ? LiveAccount.Empty.Agents : LiveAccount.Empty.Agents.Add(_user.Extension, _user),
            Passwords = HidesPasswords ? LivePasswords.None : new LivePasswords(ImmutableDictionary<int, Secret>.Empty.AddRange(Passwords)),
        });

        public async Task<Result<LiveAccount>> SweepAsync(CancellationToken cancellationToken)
            => await LiveAsync();

        public Task<Verdict> AddAsync(AgentWrite agent, CancellationToken cancellationToken) => PutAsync(agent);

        public Task<Verdict> UpdateAsync(AgentWrite agent, CancellationToken cancellationToken) => PutAsync(agent);

        public Task<Verdict> RemoveAsync(int extension, CancellationToken cancellationToken) => throw new NotSupportedException();

        private Task<Verdict> PutAsync(AgentWrite agent)
        {
            Sent = agent;
            _user = new LiveAgent(agent.Extension, AgentId.Of(agent.Extension, AppId), agent.Values.Or(_user?.Values));
            return Task.FromResult(new Verdict(LosesAnswers ? VerdictKind.Lost : VerdictKind.Success));
        }
    }
}
