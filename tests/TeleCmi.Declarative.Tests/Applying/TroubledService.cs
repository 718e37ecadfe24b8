using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>What becomes of one call.</summary>
public enum Trouble
{
    None,

    /// <summary>Not processed, and no answer.</summary>
    LostBefore,

    /// <summary>Processed, and no answer.</summary>
    LostAfter,

    /// <summary>Not processed: refused in words that nobody knows.</summary>
    Refused,

    /// <summary>Not processed: app id or secret are wrong.</summary>
    Credentials,

    /// <summary>Not processed, and the client gave up sending.</summary>
    NotSent,

    /// <summary>Not processed: too many calls.</summary>
    RateLimited,
}

/// <summary>The stand-in behind a bad line: calls are lost or refused as told, lists miss users or fail, and somebody else is at work.</summary>
internal sealed class TroubledService(IAgentReader reader, IAgentWriter writer) : IAgentReader, IAgentWriter
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Queue<Trouble>> _troubles = [];
    private readonly List<string> _calls = [];
    private int _lists;

    /// <summary>E.g. <c>add 101</c> or <c>list</c>, in the order sent.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>What a list shows, by its number from 1; null where it fails.</summary>
    public Func<int, LiveAccount, LiveAccount?> List { get; set; } = (_, account) => account;

    /// <summary>Called before each call reaches the service.</summary>
    public Action<string>? Meanwhile { get; set; }

    public Fuse? Fuse { get; set; }

    /// <summary>What becomes of the next calls that write one extension.</summary>
    public void Trouble(int extension, params IEnumerable<Trouble> next)
    {
        lock (_gate)
        {
            _troubles[extension] = new Queue<Trouble>(next);
        }
    }

    public void Calm()
    {
        lock (_gate)
        {
            _troubles.Clear();
            _calls.Clear();
            (_lists, Fuse, Meanwhile, List) = (0, null, null, (_, account) => account);
        }
    }

    public async Task<Result<LiveAccount>> SweepAsync(CancellationToken cancellationToken)
    {
        Announce("list");
        cancellationToken.ThrowIfCancellationRequested();
        var result = await reader.SweepAsync(cancellationToken);
        return result.Is(out var whole, out _)
            ? List(++_lists, whole) is { } shown ? shown : Failure.Of("unreachable", "no answer", "Try again.")
            : result;
    }

    public Task<Verdict> AddAsync(AgentWrite agent, CancellationToken cancellationToken)
        => SendAsync("add", agent.Extension, () => writer.AddAsync(agent, cancellationToken));

    public Task<Verdict> UpdateAsync(AgentWrite agent, CancellationToken cancellationToken)
        => SendAsync("update", agent.Extension, () => writer.UpdateAsync(agent, cancellationToken));

    public Task<Verdict> RemoveAsync(int extension, CancellationToken cancellationToken)
        => SendAsync("remove", extension, () => writer.RemoveAsync(extension, cancellationToken));

    private async Task<Verdict> SendAsync(string verb, int extension, Func<Task<Verdict>> process)
    {
        Announce($"{verb} {extension}");
        switch (Next(extension))
        {
            case Applying.Trouble.LostBefore:
                return new Verdict(VerdictKind.Lost, "no answer");
            case Applying.Trouble.LostAfter:
                await process();
                Fuse?.Burn();
                return new Verdict(VerdictKind.Lost, "no answer");
            case Applying.Trouble.Refused:
                return new Verdict(VerdictKind.Refused, "not today");
            case Applying.Trouble.Credentials:
                return new Verdict(VerdictKind.Authentication, "Authentication failed");
            case Applying.Trouble.NotSent:
                return new Verdict(VerdictKind.NotSent, "sending has stopped");
            case Applying.Trouble.RateLimited:
                return new Verdict(VerdictKind.RateLimited, "Too Many Requests");
            default:
                var verdict = await process();
                Fuse?.Burn();
                return verdict;
        }
    }

    private void Announce(string call)
    {
        Fuse?.Burn();
        lock (_gate)
        {
            _calls.Add(call);
            Meanwhile?.Invoke(call);
        }
    }

    private Trouble Next(int extension)
    {
        lock (_gate)
        {
            return _troubles.GetValueOrDefault(extension) is { Count: > 0 } queue ? queue.Dequeue() : Applying.Trouble.None;
        }
    }
}
