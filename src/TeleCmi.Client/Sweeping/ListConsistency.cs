using System.Collections.Immutable;
using TeleCmi.Client.Agents;

namespace TeleCmi.Client.Sweeping;

/// <summary>
/// Decides whether the pages of one sweep are one list. The order of rows is nowhere stated, so a user added or removed
/// between two pages moves rows across their border: only pages that agree with each other are believed.
/// </summary>
internal static class ListConsistency
{
    /// <summary>What is made of one sweep.</summary>
    /// <param name="Account">The list; null where the pages are none.</param>
    /// <param name="Problem">Why they are none.</param>
    /// <param name="Doubled">Ids listed twice, where they are all that is wrong.</param>
    public sealed record Result(LiveAccount? Account, string Problem, ImmutableHashSet<string> Doubled);

    /// <summary>Judges the pages of one sweep.</summary>
    /// <param name="pages">In order, at least one.</param>
    /// <param name="doubledBefore">Ids that an earlier sweep listed twice: what is seen again is so, and not a row that moved.</param>
    public static Result Check(IReadOnlyList<ListPage> pages, IReadOnlySet<string> doubledBefore)
    {
        var (count, size) = (pages[0].Count, pages[0].Rows.Length);
        var rows = pages.SelectMany(page => page.Rows).ToList();
        var byId = rows.GroupBy(row => row.AgentId, StringComparer.Ordinal).ToList();
        var problem = pages.Any(page => page.Count != count) ? "the number of users changed between pages"
            : pages.SkipLast(1).Any(page => page.Rows.Length != size) ? "a page was not full"
            : rows.Exists(row => row.AgentId is null) ? "a user has no id made of extension and app id"
            : count is not null && count != byId.Count && count != rows.Count ? $"{rows.Count} users were listed, {count} were announced"
            : null;
        if (problem is not null)
        {
            return new Result(null, problem, []);
        }

        var doubled = byId.Where(same => same.Count() > 1).Select(same => same.Key).OfType<string>()
            .ToImmutableHashSet(StringComparer.Ordinal);
        return doubled.All(doubledBefore.Contains)
            ? new Result(Account(rows), string.Empty, doubled)
            : new Result(null, "a user was listed twice", doubled);
    }

    private static LiveAccount Account(List<ListRow> rows)
    {
        var foreign = 0;
        var agents = ImmutableSortedDictionary.CreateBuilder<int, LiveAgent>();
        var passwords = ImmutableDictionary.CreateBuilder<int, Secret>();
        var twice = ImmutableHashSet.CreateBuilder<int>();
        foreach (var row in rows)
        {
            if (row.Agent is not { } agent)
            {
                foreign++;
            }
            else if (!agents.TryAdd(agent.Extension, agent))
            {
                twice.Add(agent.Extension);
            }
            else if (row.Password is not null)
            {
                passwords.Add(agent.Extension, row.Password);
            }
        }

        return new LiveAccount(agents.ToImmutable(), foreign, twice.ToImmutable(), new LivePasswords(passwords.ToImmutable()));
    }
}
