using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>The resource <c>telecmi:index:Agent</c>: one user of the account.</summary>
internal sealed class AgentResource(Provider provider) : IResource
{
    public const string Type = "telecmi:index:Agent";

    public async Task<CheckResponse> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var news = request.News ?? new Struct();
        var inputs = news.Clone();
        inputs.Hide(AgentProperty.Password);
        var response = new CheckResponse { Inputs = inputs };
        var failures = new InputFailures(news, provider.Config.Secret);
        response.Failures.AddRange(failures.Find(isNew: request.Olds.IsEmpty()));
        if (news.Get(AgentProperty.Extension) is { Integer: { } extension, IsSecret: var isSecret } && Generations.Default.Gives(extension))
        {
            using var held = await provider.Ledger.HoldAsync(extension, cancellationToken);
            if (held.Claim(request.Urn, request.Olds.Get(AgentProperty.Extension).Integer, isNew: request.Olds.IsEmpty()) is { } other)
            {
                response.Failures.Insert(0, failures.Claimed(isSecret ? "it" : $"{extension}", other));
            }
        }

        return response;
    }

    public async Task<DiffResponse> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var held = AgentId.Parse(request.Id)?.Extension;
        var (olds, ignored) = (AgentProperties.Given(request.Olds), new IgnoredChanges(request.IgnoreChanges));
        var response = Diffs.None();
        foreach (var (key, change) in AgentDiff.Compare(AgentProperty.Schema, Before, AgentProperties.Given(request.News)))
        {
            var name = AgentProperty.NameOf(key);
            if (!ignored.Cover(name))
            {
                response.Add(name, KindOf(change), isInput: name == AgentProperty.Password);
            }
        }

        if (response.Replaces.Count == 0)
        {
            response.Stables.Add([AgentProperty.Extension, AgentProperty.AgentId]);
        }

        if (response.Diffs.Count == 0 && held is { } extension)
        {
            using var one = await provider.Ledger.HoldAsync(extension, cancellationToken);
            if (one.IsRemoved)
            {
                response.Add(AgentProperty.Extension, PropertyDiff.Types.Kind.Add, isInput: false);
            }
        }

        return response;

        // The id's extension is the resource's, whatever the outputs say or have lost.
        GivenValue Before(string key) => key switch
        {
            Fields.Extension when held is not null => new GivenValue(FieldValue.Of(held)),
            Fields.Password when AgentProperties.Given(request.OldInputs)(key) is { IsAbsent: false } given => given,
            _ => olds(key),
        };
    }

    public async Task<CreateResponse> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var inputs = request.Properties ?? new Struct();
        var extension = inputs.Get(AgentProperty.Extension).Integer;
        if (request.Preview)
        {
            if (provider.Config.HasCredentials && extension is { } number)
            {
                await ForeseeAsync(One(request.Urn, number), inputs, cancellationToken);
            }

            var promised = extension is { } own && provider.Config.EffectiveAppId is { } appId ? AgentId.Of(own, appId) : null;
            return new CreateResponse { Properties = AgentProperties.Promise(inputs, null, promised) };
        }

        RequireKnown(inputs);
        var one = One(request.Urn, extension ?? throw Failures.Unknowable(AgentProperty.Extension));
        var password = AgentProperties.Password(inputs) ?? throw Failures.Unknowable(AgentProperty.Password);
        var made = await SingleCreation.CreateAsync(one, AgentProperties.Values(inputs), password, cancellationToken);
        var outputs = await OutputsAsync(one, made, inputs);
        return new CreateResponse { Id = AgentId.Of(one.Extension, one.Account.AppId), Properties = outputs };
    }

    public async Task<UpdateResponse> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var inputs = request.News ?? new Struct();
        if (request.Preview)
        {
            return new UpdateResponse { Properties = AgentProperties.Promise(inputs, request.Olds, request.Id) };
        }

        RequireKnown(inputs);
        var ignored = new IgnoredChanges(request.IgnoreChanges);
        var given = inputs.Clone();
        foreach (var name in AgentProperty.Inputs.Where(ignored.Cover))
        {
            given.Fields.Remove(name);
        }

        var one = Given(request.Urn, request.Id);
        var recorded = AgentProperties.Recorded(request.Olds, request.OldInputs);
        var (values, password) = (AgentProperties.Values(given), AgentProperties.Password(given));
        var ended = await SingleUpdate.UpdateAsync(one, new SingleChange(values, password, recorded), cancellationToken);
        return new UpdateResponse { Properties = await OutputsAsync(one, ended, inputs, request.Olds) };
    }

    /// <summary>Reads the user for a refresh, or for an import, which knows the id alone.</summary>
    public async Task<ReadResponse> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var one = Given(request.Urn, request.Id);
        var id = AgentId.Of(one.Extension, one.Account.AppId);
        var ended = await SingleReading.ReadAsync(one, takes: request.Inputs.IsEmpty(), cancellationToken);
        if (Done(one, ended) is not SingleResult.Held { Agent: var seen })
        {
            return new ReadResponse();
        }

        if (request.Inputs.IsEmpty() && request.Properties.IsEmpty())
        {
            var imported = Imported(one.Extension, seen.Values);
            if (imported.Get(AgentProperty.PhoneNumber).IsAbsent)
            {
                await provider.Engine.WarnAsync(
                    one.Name,
                    $"{one.Extension}: the service shows only a part of the phone number; give its digits as phoneNumber in the program");
            }

            return new ReadResponse { Id = id, Properties = AgentProperties.Outputs(id, seen), Inputs = imported };
        }

        var recorded = AgentProperties.Recorded(request.Properties, request.Inputs);
        var following = recorded with { Values = SingleAgent.Following(recorded.Values, seen.Values) };
        return new ReadResponse
        {
            Id = id,
            Properties = AgentProperties.Outputs(id, following, request.Properties, request.Inputs),
            Inputs = Refreshed(request.Inputs?.Clone() ?? new Struct(), one.Extension, seen.Values),
        };
    }

    public async Task<Empty> DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        var one = Given(request.Urn, request.Id);
        var applied = AgentProperties.Applied(request.Properties, request.OldInputs);
        if (Done(one, await SingleRemoval.RemoveAsync(one, applied, cancellationToken)) is SingleResult.Left left)
        {
            await provider.Engine.TellAsync(one.Name, Told.Left(one, left.Bar));
        }

        return new Empty();
    }

    // A preview with credentials says whom the create will meet.
    private async Task ForeseeAsync(SingleResource one, Struct inputs, CancellationToken cancellationToken)
    {
        switch (await SingleCreation.ForeseeAsync(one, AgentProperties.Values(inputs), AgentProperties.Password(inputs), cancellationToken))
        {
            case SingleResult.Held { Takeover: { } takeover }:
                await provider.Engine.WarnAsync(one.Name, Told.Takeover(one, takeover, AgentProperties.Secrets(inputs), isPlan: true));
                break;
            case SingleFailure.AnotherPerson { IsGivenUp: true }:
                await provider.Engine.WarnAsync(one.Name, Told.GivenUp(one));
                break;
            case SingleFailure failure when Failures.Of(failure, one) is var fault && fault.StatusCode != Grpc.Core.StatusCode.Aborted:
                throw fault;
            case SingleFailure.NoList unread when one.Account.Foresight.IsFirstToTell():
                var why = Failures.Of(unread, one).Status.Detail;
                await provider.Engine.WarnAsync(one.Name, $"whether users exist already is not known: {why}");
                break;
            default:
                break;
        }
    }

    // What to record of a create or an update.
    private async Task<Struct> OutputsAsync(SingleResource one, SingleResult ended, params Struct?[] sources)
    {
        var secrets = AgentProperties.Secrets(sources);
        var (agent, warning) = Done(one, ended) switch
        {
            SingleResult.Held { Agent: var made, Takeover: { } takeover } => (made, Told.Takeover(one, takeover, secrets, isPlan: false)),
            SingleResult.Held held => (held.Agent, null),
            SingleResult.Unlisted unlisted => (unlisted.Agent, Told.Unlisted(one)),
            _ => throw new InvalidOperationException("A create or an update ends with a user."),
        };
        if (warning is not null)
        {
            await provider.Engine.WarnAsync(one.Name, warning);
        }

        return AgentProperties.Outputs(AgentId.Of(one.Extension, one.Account.AppId), agent, sources);
    }

    private static SingleResult Done(SingleResource one, SingleResult ended)
        => ended is SingleFailure failure ? throw Failures.Of(failure, one) : ended;

    private static PropertyDiff.Types.Kind KindOf(InputChange change) => change switch
    {
        InputChange.Added => PropertyDiff.Types.Kind.Add,
        InputChange.Replaced => PropertyDiff.Types.Kind.UpdateReplace,
        _ => PropertyDiff.Types.Kind.Update,
    };

    private SingleResource One(string urn, int extension)
        => new(provider.Account.Shared, provider.Ledger, urn, extension) { MaximumRemovals = provider.Config.MaximumRemovals };

    // Of an import the extension alone will do.
    private SingleResource Given(string urn, string id) => AgentId.Parse(id) switch
    {
        null => throw Failures.NotAnId(id),
        { AppId: { } other } when provider.Account.Shared.AppId is var own && other != own => throw Failures.OtherAccount(id, own),
        var (extension, _) => One(urn, extension),
    };

    // Outside of a preview everything is known.
    private static void RequireKnown(Struct inputs)
    {
        if (AgentProperty.Inputs.FirstOrDefault(name => inputs.Get(name).IsUnknown) is { } unknown)
        {
            throw Failures.Unknowable(unknown);
        }
    }

    // A masked phone is no input: the program must give the digits.
    private static Struct Imported(int extension, AgentValues seen)
        => AgentProperties.Of(extension, seen with { PhoneNumber = Phones.Digits(seen.PhoneNumber, null) }, null);

    // Inputs follow too, but only those that were given: what is not managed stays so.
    private static Struct Refreshed(Struct inputs, int extension, AgentValues live)
    {
        inputs.Hide(AgentProperty.Password);
        var following = SingleAgent.Following(AgentProperties.Values(inputs), live);
        foreach (var (name, value) in AgentProperties.Of(extension, following, null, AgentProperties.Secrets(inputs)).Fields)
        {
            // The spelling of a phone that is the same is the user's own.
            var given = inputs.Get(name);
            if (!given.IsAbsent && !AgentDiff.Same(AgentProperty.FieldOf(name), given.Given, Property.Read(value).Given))
            {
                inputs.Fields[name] = value;
            }
        }

        return inputs;
    }
}
