namespace TeleCmi.Simulator;

/// <summary>
/// How the simulated service behaves. Immutable; a running one is changed by giving its <see cref="SimulatedApi.Options"/> another
/// value (<c>api.Options = api.Options with { ... }</c>). The properties of the first group are read once, at the start.
/// </summary>
public sealed record SimulatorOptions
{
    /// <summary>App id of the account; positive.</summary>
    public long AppId { get; init => field = From(1L, value); } = 1111112;

    /// <summary>App secret of the account. The default is a word of this stand-in, valid nowhere else.</summary>
    public string Secret { get; init => field = NotNull(value); } = "simulated";

    /// <summary>TCP port on 127.0.0.1; 0..65535, where 0 takes any free one.</summary>
    public int Port { get; init => field = From(0, value); }

    /// <summary>Seats of the account; null = no limit. Later changes: <see cref="SimulatedAccount.UserLimit"/>.</summary>
    public int? UserLimit { get; init; }

    /// <summary>File that keeps the users between runs; null = they end with the process. It never holds a password.</summary>
    public string? DataFile { get; init; }

    /// <summary>
    /// Password of a user that is loaded from <see cref="DataFile"/>, by extension. For callers that send nothing but such dummies, so that
    /// a reloaded account looks as it was left. Null = the password is unknown after a reload until it is written again.
    /// </summary>
    public Func<int, string>? DummyPassword { get; init; }

    /// <summary>Other processes use <see cref="DataFile"/> at the same time: each call reads it first, under a lock.</summary>
    public bool SharesData { get; init; }

    /// <summary>The clock of latency and waits.</summary>
    public TimeProvider Time { get; init => field = NotNull(value); } = TimeProvider.System;

    /// <summary>Seed of <see cref="ListOrder.Shuffled"/>, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Time between a call's effect and its answer; zero or more. The effect comes first, so that a caller that ends meanwhile leaves
    /// its change behind, which is what a real service would do to it.
    /// </summary>
    public TimeSpan Latency { get; init => field = From(TimeSpan.Zero, value); }

    /// <summary>Faults, in order; empty = none. See <see cref="FaultSpec"/>.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init => field = NotNull(value); } = [];

    /// <summary>Which HTTP status carries a refusal.</summary>
    public TransportPattern Transport { get; init; }

    /// <summary>Body codes as text (<c>"200"</c>) instead of numbers; older generations of the service do.</summary>
    public bool CodeAsText { get; init; }

    /// <summary>Refusals quote the secret and the password of the call, as validators do; to test that clients hide them.</summary>
    public bool QuoteSecrets { get; init; }

    /// <summary>Lists show the last four digits of a phone as <c>XXXX</c>, as the documentation's samples do.</summary>
    public bool MaskPhones { get; init; }

    /// <summary>Lists show the last ten digits of a phone only.</summary>
    public bool DropCountryCode { get; init; }

    /// <summary>How lists show passwords.</summary>
    public PasswordDisplay Passwords { get; init; }

    /// <summary>Lists have no <c>notify</c>.</summary>
    public bool OmitNotify { get; init; }

    /// <summary>Lists have neither <c>start_time</c> nor <c>end_time</c>.</summary>
    public bool OmitShifts { get; init; }

    /// <summary>In what order lists show users.</summary>
    public ListOrder Order { get; init; }

    /// <summary>Lists have no <c>count</c>.</summary>
    public bool OmitCount { get; init; }

    /// <summary>Each page reports a count one larger than the page before, as if users were made meanwhile.</summary>
    public bool CountChanges { get; init; }

    /// <summary>Users of a page; 1 or more. The documentation says 10, whatever <c>limit</c> asks for.</summary>
    public int PageSize { get; init => field = From(1, value); } = 10;

    /// <summary>Extensions that lists show twice, one after the other; both are counted.</summary>
    public IReadOnlyCollection<int> DoubledUsers { get; init => field = NotNull(value); } = [];

    /// <summary>Extensions that exist, are made where they do not, and are shown and counted by no list; supervisors may be such.</summary>
    public IReadOnlyCollection<int> HiddenUsers { get; init => field = NotNull(value); } = [];

    /// <summary>The type's name alone: a record's own text would print the secret.</summary>
    public override string ToString() => nameof(SimulatorOptions);

    private static T NotNull<T>(T value)
        where T : class => value ?? throw new ArgumentNullException(nameof(value));

    private static T From<T>(T lowest, T value)
        where T : IComparable<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, lowest);
        return value;
    }
}
