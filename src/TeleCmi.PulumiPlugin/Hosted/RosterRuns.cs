using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.Runs;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.PulumiPlugin.Wire;
using TeleCmi.Simulator;

namespace TeleCmi.PulumiPlugin.Hosted;

/// <summary>Runs of the core for a Roster: its inputs and its record go in, what comes out is told once and becomes outputs.</summary>
internal sealed class RosterRuns(Provider provider)
{
    public async Task<Struct> ForeseeAsync(string urn, RosterInputs inputs, Struct? olds, CancellationToken cancellationToken)
    {
        var plan = inputs.IsUnknown ? null : await PlanAsync(urn, inputs, olds, isShown: false, cancellationToken);
        return RosterOutputs.Promise(inputs, plan, RosterOutputs.Read(olds), provider.Config.EffectiveAppId);
    }

    public async Task<HostedPlan> PlanAsync(
        string urn, RosterInputs inputs, Struct? olds, bool isShown, CancellationToken cancellationToken)
    {
        var account = provider.Config.HasCredentials && !isShown ? provider.Account.Shared : null;
        var recorded = RosterOutputs.Read(olds);
        var planned = await Open(urn, inputs, account).PlanAsync(recorded, inputs.Options, cancellationToken);
        if (recorded is null && account is not null && !planned.Is(out _, out var why) && why.Problems[0].Code == "unreachable")
        {
            // Whoever is only to be made may be shown without a look.
            await TellOnceAsync(
                urn, $"the account was not looked at: {why.Problems[0].Message}. Who exists already is not known", isWarning: true);
            planned = await Open(urn, inputs, null).PlanAsync(null, inputs.Options, cancellationToken);
        }

        var plan = RosterWords.Hiding(Need(planned), inputs.Given, olds);
        if (isShown)
        {
            return plan;
        }

        if (account is null)
        {
            await TellOnceAsync(urn,
                "the account was not looked at, as its app secret is not known here: this is judged by what is recorded", isWarning: true);
        }

        await ShowAsync(urn, inputs, olds, plan);
        return plan;
    }

    public async Task<Struct> ApplyAsync(string urn, string id, RosterInputs inputs, Struct? olds, CancellationToken cancellationToken)
    {
        if (inputs.IsUnknown || inputs.UnknownPaths.FirstOrDefault() is not null)
        {
            throw Failures.Unknowable(inputs.UnknownPaths.FirstOrDefault() ?? RosterKeys.AgentMap);
        }

        var end = Need(await Open(urn, inputs, provider.Account.Shared)
            .ApplyAsync(RosterOutputs.Read(olds), inputs.Options, Signals(cancellationToken)));
        await ShowAsync(urn, inputs, olds, RosterWords.Hiding(end.Plan, inputs.Given, olds));
        var outputs = RosterOutputs.Of(end.Record, inputs);
        return end.Result is { IsComplete: true } ? outputs
            : throw Failures.HalfDone(id, outputs, inputs.Given, RosterWords.Open(end).Select(SecretTexts.Of(inputs.Given, olds).Hide));
    }

    public HostedRoster Open(string urn, RosterInputs inputs, Declarative.Singles.SharedAccount? account)
    {
        var config = provider.Config;
        var file = account is not null && inputs.Given.Get(RosterKeys.File).Text is { } path ? RosterFiles.Load(path).Roster : null;
        var (roster, passwords) = inputs.Read(file);
        passwords = config.IsSandbox
            ? roster.Agents.ToImmutableDictionary(agent => agent.Extension, agent => new Secret(Sandbox.PasswordOf(agent.Extension)))
            : file is null ? passwords : RosterFiles.Passwords(file, config, provider.Environment).Passwords;

        return new HostedRoster(
            urn,
            new RunInput
            {
                Roster = roster,
                Passwords = passwords,
                AppId = config.EffectiveAppId,
                AppSecret = account is null ? null : config.KeySecret,
                Origin = config.Origin,
                Service = config.Service,
                Parallelism = config.Parallelism,
            },
            account,
            provider.Ledger,
            TimeProvider.System);
    }

    public StopSignals Signals(CancellationToken call) => provider.Stopping.For(call);

    // Fails with what a rule of safety refuses: nothing was sent then.
    private async Task ShowAsync(string urn, RosterInputs inputs, Struct? olds, HostedPlan plan)
    {
        if (!plan.Plan.Refusals.IsEmpty)
        {
            throw Failures.Refused(RosterWords.Refusals(plan.Plan));
        }

        if (plan.Differences.Any())
        {
            await TellOnceAsync(urn, SecretTexts.Of(inputs.Given, olds).Hide(RosterWords.Plan(plan)), isWarning: false);
        }
    }

    public async Task TellOnceAsync(string urn, string text, bool isWarning)
    {
        if (provider.Seen.Add($"{urn}\n{text}"))
        {
            await (isWarning ? provider.Engine.WarnAsync(urn, text) : provider.Engine.TellLinesAsync(urn, text));
        }
    }

    public static T Need<T>(Result<T> result) => result.Is(out var value, out var why) ? value : throw Failures.Of(why);
}
