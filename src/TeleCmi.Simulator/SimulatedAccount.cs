namespace TeleCmi.Simulator;

/// <summary>
/// An account in memory: its credentials, its users, its seats. What a person would do in the dashboard is done with
/// <see cref="Put"/> and <see cref="Delete"/>, which know no limit and no validation. Thread-safe.
/// </summary>
public sealed class SimulatedAccount
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<int, SimulatedUser> _users = [];
    private volatile string _secret;
    private long _version;
    private int _userLimit = int.MaxValue;

    /// <summary>An account without users.</summary>
    /// <param name="appId">The app id, a positive number.</param>
    /// <param name="secret">The app secret that calls must carry.</param>
    public SimulatedAccount(long appId, string secret)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(appId);
        ArgumentNullException.ThrowIfNull(secret);
        AppId = appId;
        _secret = secret;
    }

    /// <summary>The app id; the second half of every <c>agent_id</c>.</summary>
    public long AppId { get; }

    /// <summary>The app secret; setting it plays a rotation in the dashboard.</summary>
    public string Secret
    {
        get => _secret;
        set => _secret = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Seats: an add beyond them is refused with "User limit reached". No limit unless set.</summary>
    public int UserLimit
    {
        get => Volatile.Read(ref _userLimit);
        set => Volatile.Write(ref _userLimit, value);
    }

    /// <summary>What was called, how often.</summary>
    public CallCounts Calls { get; } = new();

    /// <summary>Grows with every change of the users; equal versions mean equal users.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>All users in the order they were made, those no list shows included.</summary>
    public IReadOnlyList<SimulatedUser> All() => Snapshot().Users;

    /// <summary>The user of an extension; null where there is none.</summary>
    public SimulatedUser? Find(int extension)
    {
        lock (_lock)
        {
            return _users.GetValueOrDefault(extension);
        }
    }

    /// <summary>Makes a user or replaces the one of the same extension, which keeps its place in the order.</summary>
    public void Put(SimulatedUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        lock (_lock)
        {
            _users[user.Extension] = user;
            _version++;
        }
    }

    /// <summary>Deletes a user; false where there is none.</summary>
    public bool Delete(int extension)
    {
        lock (_lock)
        {
            if (!_users.Remove(extension))
            {
                return false;
            }

            _version++;
            return true;
        }
    }

    /// <summary>The service's id of a user of this account.</summary>
    public string IdOf(SimulatedUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.AgentId ?? $"{user.Extension}_{AppId}";
    }

    internal (long Version, SimulatedUser[] Users) Snapshot()
    {
        lock (_lock)
        {
            return (_version, [.. _users.Values]);
        }
    }

    /// <summary>Takes these users in place of all there are.</summary>
    internal void Replace(IEnumerable<SimulatedUser> users)
    {
        lock (_lock)
        {
            _users.Clear();
            foreach (var user in users)
            {
                _users[user.Extension] = user;
            }

            _version++;
        }
    }

    internal void PutIfAbsent(SimulatedUser user)
    {
        lock (_lock)
        {
            if (_users.TryAdd(user.Extension, user))
            {
                _version++;
            }
        }
    }

    internal AddResult TryAdd(SimulatedUser user)
    {
        lock (_lock)
        {
            if (_users.ContainsKey(user.Extension))
            {
                return AddResult.Exists;
            }

            if (_users.Count >= _userLimit)
            {
                return AddResult.Full;
            }

            _users.Add(user.Extension, user);
            _version++;
            return AddResult.Added;
        }
    }

    /// <summary>Replaces the user that has an id; the change is applied under the lock. Null where no user has it.</summary>
    internal SimulatedUser? TryUpdate(string id, Func<SimulatedUser, SimulatedUser> change)
    {
        lock (_lock)
        {
            if (FindById(id) is not { } found)
            {
                return null;
            }

            _version++;
            return _users[found.Extension] = change(found);
        }
    }

    internal bool TryRemove(string id)
    {
        lock (_lock)
        {
            if (FindById(id) is not { } found)
            {
                return false;
            }

            _version++;
            return _users.Remove(found.Extension);
        }
    }

    private SimulatedUser? FindById(string id)
    {
        var end = id.IndexOf('_', StringComparison.Ordinal);
        return end > 0
            && int.TryParse(id.AsSpan(0, end), System.Globalization.NumberStyles.None, provider: null, out var extension)
            && _users.TryGetValue(extension, out var user)
            && string.Equals(IdOf(user), id, StringComparison.Ordinal)
            ? user
            : null;
    }
}

/// <summary>What became of an add.</summary>
internal enum AddResult
{
    Added,
    Exists,
    Full,
}
