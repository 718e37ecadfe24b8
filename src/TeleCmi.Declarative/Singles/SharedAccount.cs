using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Singles;

/// <summary>
/// One account for doors with one resource at a time, such as an engine's plugin: all operations of the process read it by shared lists and
/// write a few at a time. A door opens one for each account and keeps it; <see cref="SingleResource"/> says how it goes on.
/// </summary>
public sealed class SharedAccount : IDisposable
{
    private readonly IAgentWriter _writer;
    private readonly StopSignals _signals;
    private readonly PasswordKey _personKey;
    private readonly SemaphoreSlim _slots;

    /// <summary>Sends nothing.</summary>
    /// <param name="reader">Reads the account.</param>
    /// <param name="writer">Writes single users.</param>
    /// <param name="options">What both were opened with.</param>
    /// <param name="signals">How the work is told to stop.</param>
    public SharedAccount(IAgentReader reader, IAgentWriter writer, ServiceOptions options, StopSignals signals)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_writer, _signals, AppId) = (writer, signals, options.AppId);
        _slots = new SemaphoreSlim(options.Parallelism);
        _personKey = PasswordKey.Derive(options.Secret, "person");
        // Fingerprints are compared within this process only, so the lineage is drawn anew.
        Key = PasswordKey.Derive(options.Secret, Guid.NewGuid().ToString("N"));
        Lists = new SharedLists(reader, options.Time, signals.Stop);
        Foresight = new Foresight(Lists);
    }

    /// <summary>The account's app id.</summary>
    public long AppId { get; }

    /// <summary>What is known of its users.</summary>
    public SharedLists Lists { get; }

    /// <summary>What a preview foresees.</summary>
    public Foresight Foresight { get; }

    /// <summary>One look at the account, for a run that plans.</summary>
    public IAgentReader Look => new SharedLook(Lists);

    /// <summary>Carries a plan out: its calls take their turn with all others.</summary>
    public Applier Applier => Applying(new SharedCalls(this));

    /// <summary>Gives what is sent in place of any password of an extension: a sandbox never sees a real one.</summary>
    public Func<int, Secret>? Dummy { get; init; }

    /// <summary>Key of the password fingerprints of this process.</summary>
    internal PasswordKey Key { get; }

    /// <summary>A person as a digest that tells nothing, the same in every process of this account.</summary>
    internal string PersonOf(LiveAgent live) => _personKey.Fingerprint(live.AgentId, new Secret($"{live.Name}\0{live.Phone}"));

    /// <summary>What is sent for values and a password.</summary>
    internal AgentWrite Write(int extension, AgentValues values, Secret? password)
        => new(extension, values, password is null ? null : Dummy?.Invoke(extension) ?? password);

    /// <summary>One write, in its turn. Never throws for what network or cancel do.</summary>
    internal async Task<Verdict> WriteAsync(
        int extension, Func<IAgentWriter, CancellationToken, Task<Verdict>> call, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _signals.Stop);
        try
        {
            using var write = await Lists.BeginWriteAsync(extension, either.Token);
            await _slots.WaitAsync(either.Token);
            try
            {
                return await call(_writer, _signals.Abandon);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException)
        {
            return new Verdict(VerdictKind.NotSent, "cancelled before it was sent");
        }
    }

    private static Applier Applying(SharedCalls calls) => new(calls, calls);

    /// <summary>Ends the turns of writing.</summary>
    public void Dispose() => _slots.Dispose();
}
