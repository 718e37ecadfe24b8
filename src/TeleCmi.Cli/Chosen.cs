using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TeleCmi.Cli;

/// <summary>Extensions as a user writes them: <c>101,102</c>, <c>101 102</c> or <c>101-120</c>.</summary>
/// <param name="Named">Those that stand by themselves.</param>
/// <param name="Ranges">First and last, both included.</param>
internal sealed record Chosen(ImmutableSortedSet<int> Named, ImmutableArray<(int First, int Last)> Ranges)
{
    /// <summary>Nobody in particular.</summary>
    public static readonly Chosen Nobody = new([], []);

    public bool IsEmpty => Named.IsEmpty && Ranges.IsEmpty;

    /// <summary>
    /// The extensions that are meant. A range means those of it that are known; one that holds nobody stands by its first number, so that
    /// whoever looks for unknown ones finds it.
    /// </summary>
    public ImmutableSortedSet<int> Among(IEnumerable<int> known)
    {
        var all = known.ToList();
        return Named.Union(
            Ranges.SelectMany(range => all.Where(one => one >= range.First && one <= range.Last).DefaultIfEmpty(range.First)));
    }

    /// <summary>Reads the words of an option or an argument.</summary>
    public static Chosen Parse(ArgumentResult result, string name)
    {
        var (named, ranges) = (ImmutableSortedSet.CreateBuilder<int>(), ImmutableArray.CreateBuilder<(int, int)>());
        foreach (var part in Parts(result).Select(part => part.Split('-')))
        {
            if (part.Length > 2 || Number(part[0]) is not { } first || Number(part[^1]) is not { } last || first > last)
            {
                result.AddError($"{name} takes extensions and ranges of them, parted by commas: 101,102,110-120");
                return Nobody;
            }

            if (part.Length == 1)
            {
                named.Add(first);
            }
            else
            {
                ranges.Add((first, last));
            }
        }

        return new Chosen(named.ToImmutable(), ranges.ToImmutable());
    }

    /// <summary>The argument EXT of a command.</summary>
    public static Argument<Chosen> Argument(ArgumentArity arity) => new("EXT")
    {
        Description = "Extensions, and ranges of them: 101 102 110-120.",
        Arity = arity,
        CustomParser = result => Parse(result, "EXT"),
    };

    // Blanks part as well as commas do, also within one word: `--only "101 102"`.
    private static IEnumerable<string> Parts(ArgumentResult result) => result.Tokens.SelectMany(
        token => token.Value.Split(',').SelectMany(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty("")));

    private static int? Number(string word)
        => int.TryParse(word.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
