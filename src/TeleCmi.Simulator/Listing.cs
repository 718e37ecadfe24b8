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
        switch (options.Order)
        {
            case ListOrder.Reversed:
                Array.Reverse(users);
                break;
            case ListOrder.ByExtension:
                Array.Sort(users, (a, b) => a.Extension.CompareTo(b.Extension));
                break;
        }

        var hidden = options.HiddenUsers.ToHashSet();
        var doubled = options.DoubledUsers.ToHashSet();
        var rows = new List<SimulatedUser>(users.Length + doubled.Count);
        foreach (var user in users)
        {
            if (hidden.Contains(user.Extension))
            {
                continue;
            }

            rows.Add(user);
            if (doubled.Contains(user.Extension))
            {
                rows.Add(user);
            }
        }

        return [.. rows];
    }
}
