
namespace TeleCmi.Declarative.Singles;

/// <summary>
/// What one deployment does to one account, over all processes that the engine has started for it: which resource claims an extension, who
/// has added, adopted or imported it, what was removed. An engine shows a plugin one resource at a time; only here is seen that a removal
/// and a claim meet.
/// </summary>
public sealed class DeploymentLedger : IDisposable
{
    private readonly string _account;
    private readonly ILedgerStore _store;
    private readonly Action<int> _writtenElsewhere;
    private readonly Lock _gate = new();
    private readonly LedgerBook _own = new();
    private readonly Dictionary<string, LedgerBook> _others = new(StringComparer.Ordinal);

    internal DeploymentLedger(string account, ILedgerStore store, Action<int> writtenElsewhere, string? problem = null)
        => (_account, _store, _writtenElsewhere, Problem) = (account, store, writtenElsewhere, problem);

    /// <summary>Why other processes of the deployment are not heard of; null where they are, or where there is no other.</summary>
    public string? Problem { get; }

    /// <summary>Holds an extension: looking, calling and writing what was done is one step for all processes of the deployment.</summary>
    /// <exception cref="LedgerException">The ledger can no longer be kept.</exception>
    public async Task<HeldExtension> HoldAsync(int extension, CancellationToken cancellationToken)
    {
        var held = await _store.LockAsync(_account, extension, cancellationToken);
        try
        {
            Read();
            return new HeldExtension(this, extension, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>How many agents the plans of this process are to remove one by one; a roster has a limit of its own.</summary>
    public int IntendedRemovals
    {
        get
        {
            lock (_gate)
            {
                return _own.Intended;
            }
        }
    }

    /// <summary>Ends this process' part.</summary>
    public void Dispose() => _store.Dispose();

    internal void Write(LedgerLine line)
    {
        _store.Append(line);
        lock (_gate)
        {
            _own.Add(line);
        }
    }

    /// <summary>Writes a removal, unless as many of the deployment were sent already.</summary>
    internal bool TryRemove(LedgerLine line, int? maximum)
    {
        lock (_gate)
        {
            if (_others.Values.Append(_own).Sum(book => book.Removals) >= maximum)
            {
                return false;
            }

            _store.Append(line);
            _own.Add(line);
            return true;
        }
    }

    internal LedgerLine Line(LedgerAct act, int extension, string resource) => new(act, _account, extension, resource);

    /// <summary>The first answer that a living writer's lines give.</summary>
    internal T? First<T>(Func<LedgerBook, T?> ask)
        where T : class
    {
        lock (_gate)
        {
            return ask(_own) ?? _others.Values.Select(ask).FirstOrDefault(answer => answer is not null);
        }
    }

    private void Read()
    {
        lock (_gate)
        {
            var news = _store.Read();
            foreach (var writer in _others.Keys.Where(writer => !news.Living.Contains(writer)).ToList())
            {
                _others.Remove(writer);
            }

            foreach (var (writer, line) in news.Lines.Where(one => one.Line.Account == _account))
            {
                if (!_others.TryGetValue(writer, out var book))
                {
                    _others[writer] = book = new LedgerBook();
                }

                book.Add(line);
                if (line.Act is LedgerAct.Take or LedgerAct.Remove)
                {
                    _writtenElsewhere(line.Extension);
                }
            }
        }
    }
}
