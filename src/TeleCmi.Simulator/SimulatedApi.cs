namespace TeleCmi.Simulator;

/// <summary>
/// The v2 user endpoints as a function from request to response over one account, without sockets or clocks. Shapes and codes are
/// those of the service's documentation and of what its users report; where both are silent the strict reading is played: members
/// that a page calls mandatory must be there, the schema is checked before the credentials, and an optional value that an update
/// does not send is cleared. Thread-safe.
/// </summary>
public sealed class SimulatedApi
{
    private const string Root = "/v2/user/";
    private const int LowestExtension = 100;
    private const int HighestExtension = 999;

    private readonly Listing _listing;
    private volatile Behaviour _behaviour;

    /// <summary>The endpoints of one account.</summary>
    /// <param name="account">The account; it may be edited at any time.</param>
    /// <param name="options">How the endpoints behave.</param>
    public SimulatedApi(SimulatedAccount account, SimulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(options);
        Account = account;
        _listing = new Listing(account, options.Seed);
        _behaviour = Enact(options, schedule: null);
    }

    /// <summary>The account behind the endpoints.</summary>
    public SimulatedAccount Account { get; }

    /// <summary>How the endpoints behave; may be replaced at any time. Faults keep their counts unless their rules are replaced.</summary>
    public SimulatorOptions Options
    {
        get => _behaviour.Options;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _behaviour = Enact(value, _behaviour.Schedule);
        }
    }

    /// <summary>The rules of trouble; setting them starts their counts anew, <c>[]</c> switches all trouble off.</summary>
    public IReadOnlyList<FaultRule> Faults
    {
        get => _behaviour.Options.Faults;
        set => Options = Options with { Faults = value ?? throw new ArgumentNullException(nameof(value)) };
    }

    /// <summary>Answers one POST.</summary>
    /// <param name="path">The path, such as <c>/v2/user/add</c>; others than the four endpoints get an HTML page and 404.</param>
    /// <param name="body">The request's JSON.</param>
    public SimulatedResponse Handle(string path, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(path);
        var endpoint = EndpointOf(path);
        Account.Calls.Count(endpoint);
        if (endpoint == SimulatedEndpoints.None)
        {
            return HtmlPage.NoSuchRoute("POST", path);
        }

        var (options, schedule) = _behaviour;
        return schedule.Next(endpoint) is { } fault
            ? FaultyAnswer.Of(fault, () => Process(endpoint, body, options))
            : Process(endpoint, body, options);
    }

    internal SimulatedResponse Refuse(string method, string path)
    {
        Account.Calls.Count(SimulatedEndpoints.None);
        return HtmlPage.NoSuchRoute(method, path);
    }

    private static SimulatedEndpoints EndpointOf(string path) =>
        !path.StartsWith(Root, StringComparison.Ordinal) ? SimulatedEndpoints.None : path.AsSpan(Root.Length) switch
        {
            "add" => SimulatedEndpoints.Add,
            "update" => SimulatedEndpoints.Update,
            "remove" => SimulatedEndpoints.Remove,
            "list" => SimulatedEndpoints.List,
            _ => SimulatedEndpoints.None,
        };

    private SimulatedResponse Process(SimulatedEndpoints endpoint, ReadOnlyMemory<byte> body, SimulatorOptions options)
    {
        using var fields = RequestFields.Read(body);
        return fields is null ? HtmlPage.Of(400, "Bad Request") : endpoint switch
        {
            SimulatedEndpoints.Add => Add(fields, options),
            SimulatedEndpoints.Update => Update(fields, options),
            SimulatedEndpoints.Remove => Remove(fields, options),
            _ => List(fields, options),
        };
    }

    private SimulatedResponse Add(RequestFields fields, SimulatorOptions options)
    {
        var (appId, secret) = CredentialsOf(fields);
        var extension = fields.Number("extension", LowestExtension, HighestExtension);
        var user = UserOf(fields, (int?)extension ?? 0);
        if (Stop(fields, appId, secret, options) is { } refusal)
        {
            return refusal;
        }

        return Account.TryAdd(user) switch
        {
            AddResult.Exists => new Refusals(options, fields).AlreadyExists(),
            AddResult.Full => new Refusals(options, fields).LimitReached(),
            _ => JsonBody.Success(options, json =>
            {
                json.WriteString("msg"u8, "User added successfully"u8);
                json.WriteStartObject("agent"u8);
                json.WriteString("agent_id"u8, Account.IdOf(user));
                json.WriteString("name"u8, user.Name);
                json.WriteNumber("extension"u8, user.Extension);
                json.WriteEndObject();
            }),
        };
    }

    private SimulatedResponse Update(RequestFields fields, SimulatorOptions options)
    {
        var (appId, secret) = CredentialsOf(fields);
        var id = fields.Text("id");
        var sent = UserOf(fields, extension: 0);
        if (Stop(fields, appId, secret, options) is { } refusal)
        {
            return refusal;
        }

        var user = Account.TryUpdate(id!, old => sent with { Extension = old.Extension, AgentId = old.AgentId });
        return user is null ? new Refusals(options, fields).UnknownId() : JsonBody.Success(options, json =>
        {
            json.WriteString("msg"u8, "User updated successfully"u8);
            json.WriteStartObject("agent"u8);
            json.WriteString("name"u8, user.Name);
            json.WriteString("password"u8, user.Password);
            JsonBody.WriteNotify(json, user);
            json.WriteString("phone"u8, user.Phone);
            JsonBody.WriteShift(json, user);
            json.WriteEndObject();
        });
    }

    private SimulatedResponse Remove(RequestFields fields, SimulatorOptions options)
    {
        var (appId, secret) = CredentialsOf(fields);
        var id = fields.Text("id");
        return Stop(fields, appId, secret, options)
            ?? (Account.TryRemove(id!) ? JsonBody.Success(options, _ => { }) : new Refusals(options, fields).UnknownId());
    }

    private SimulatedResponse List(RequestFields fields, SimulatorOptions options)
    {
        var (appId, secret) = CredentialsOf(fields);
        var page = fields.Number("page", 1, int.MaxValue);
        _ = fields.Number("limit", 1, int.MaxValue);
        if (Stop(fields, appId, secret, options) is { } refusal)
        {
            return refusal;
        }

        var rows = _listing.Rows(options);
        var first = (page!.Value - 1) * options.PageSize;
        return JsonBody.Success(options, json =>
        {
            if (!options.OmitCount)
            {
                json.WriteNumber("count"u8, rows.Count + (options.CountChanges ? page.Value - 1 : 0));
            }

            json.WriteStartArray("agents"u8);
            for (var i = first; i < Math.Min(first + options.PageSize, rows.Count); i++)
            {
                ListRow.Write(json, Account, rows[(int)i], options);
            }

            json.WriteEndArray();
        });
    }

    private static (long? AppId, string? Secret) CredentialsOf(RequestFields fields) =>
        (fields.Number("appid", long.MinValue, long.MaxValue), fields.Text("secret"));

    private static SimulatedUser UserOf(RequestFields fields, int extension) =>
        new(extension, fields.Text("name") ?? "", fields.Text("phone_number") ?? "")
        {
            Password = fields.Text("password"),
            StartTime = fields.OptionalNumber("start_time"),
            EndTime = fields.OptionalNumber("end_time"),
            Notify = fields.OptionalFlag("sms_alert"),
        };

    /// <summary>The refusals all endpoints share, in the service's order: schema first, credentials second.</summary>
    private SimulatedResponse? Stop(RequestFields fields, long? appId, string? secret, SimulatorOptions options)
    {
        var refusals = new Refusals(options, fields);
        return fields.IsMissingSome ? refusals.Missing()
            : fields.Problems.Count > 0 ? refusals.Invalid()
            : appId == Account.AppId && string.Equals(secret, Account.Secret, StringComparison.Ordinal) ? null
            : refusals.WrongCredentials();
    }

    private Behaviour Enact(SimulatorOptions options, FaultSchedule? schedule)
    {
        foreach (var extension in options.HiddenUsers)
        {
            Account.PutIfAbsent(new SimulatedUser(extension, $"Hidden {extension}", "910000000000"));
        }

        var goesOn = schedule is not null && ReferenceEquals(schedule.Rules, options.Faults);
        return new Behaviour(options, goesOn ? schedule! : new FaultSchedule(options.Faults));
    }

    /// <summary>Switches and the counts that belong to them, replaced together.</summary>
    private sealed record Behaviour(SimulatorOptions Options, FaultSchedule Schedule);
}
