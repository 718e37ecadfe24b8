using TeleCmi.Declarative.Singles;

namespace TeleCmi.Declarative.Tests.Singles;

/// <summary>The processes of one deployment, whose ledger is kept in memory.</summary>
internal sealed class ProcessesOfOne
{
    private readonly List<(string Writer, LedgerLine Line)> _lines = [];
    private readonly HashSet<string> _living = [];
    private readonly HashSet<int> _locked = [];

    /// <summary>Why the ledger can't be read; null where it can.</summary>
    public string? Fault { get; set; }

    /// <summary>Starts one.</summary>
    /// <param name="account">What it serves.</param>
    /// <param name="writtenElsewhere">Told what the others write.</param>
    public DeploymentLedger Start(string account = "1111112", Action<int>? writtenElsewhere = null) =>
        new(account, new Store(this, $"process {_living.Count + 1}"), writtenElsewhere ?? (_ => { }));

    private sealed class Store : ILedgerStore
    {
        private readonly ProcessesOfOne _all;
        private readonly string _name;
        private int _read;

        public Store(ProcessesOfOne all, string name)
        {
            (_all, _name) = (all, name);
            all._living.Add(name);
        }

        public Task<IDisposable> LockAsync(string account, int extension, CancellationToken cancellationToken) =>
            _all._locked.Add(extension)
                ? Task.FromResult<IDisposable>(new Lock(_all._locked, extension))
                : throw new LedgerException("it is held");

        public void Append(LedgerLine line) => _all._lines.Add((_name, line));

        public LedgerNews Read()
        {
            if (_all.Fault is { } fault)
            {
                throw new LedgerException(fault);
            }

            var news = _all._lines.Skip(_read).Where(one => one.Writer != _name && _all._living.Contains(one.Writer)).ToList();
            _read = _all._lines.Count;
            return new LedgerNews(news, _all._living.Where(one => one != _name).ToHashSet());
        }

        public void Dispose() => _all._living.Remove(_name);

        private sealed class Lock(HashSet<int> locked, int extension) : IDisposable
        {
            public void Dispose() => locked.Remove(extension);
        }
    }
}
