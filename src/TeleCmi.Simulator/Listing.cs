namespace TeleCmi.Simulator;

/// <summary>
/// The rows that lists show, in order. Kept between calls while neither users nor switches change, so that reading all pages
/// of a large account does not sort it for each page.
/// </summary>
internal sealed class Listing(SimulatedAccount account, int seed)
{
    private readonly Lock _lock = new();
#pragma warning disable CA5394 // An order to test with, not a secret.
    private readonly Random _random = new(seed);
#pragma warning restore CA5394
    private long _version = -1;
    private SimulatorOptions? _options;
    private SimulatedUser[] _rows = [];

    public IReadOnlyList<SimulatedUser> Rows(SimulatorOptions options)
    {
        lock (_lock)
        {
            if (_version != account.Version || !ReferenceEquals(_options, options))
            {
                (_version, var users) = account.Snapshot();
                _rows = Shown(users, options);
                _options = options;
            }

            if (options.Order != ListOrder.Shuffled)
            {
                return _rows;
            }

            var drawn = (SimulatedUser[])_rows.Clone();
            _random.Shuffle(drawn);
            return drawn;
        }
    }

    private static SimulatedUser[] Shown(SimulatedUser[] users, SimulatorOptions options)
    {
        var ordered = options.Order switch
        {
            ListOrder.Reversed => Enumerable.Reverse(users),
            ListOrder.ByExtension => users.OrderBy(user => user.Extension),
            _ => users,
        };
        var (hidden, doubled) = (options.HiddenUsers.ToHashSet(), options.DoubledUsers.ToHashSet());
        return [.. ordered.Where(user => !hidden.Contains(user.Extension))
            .SelectMany(user => Enumerable.Repeat(user, doubled.Contains(user.Extension) ? 2 : 1))];
    }
}
