using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// Reads one document into nodes. The library's deserializers stop at the first error, lose positions and spellings and expand aliases, so
/// only its event parser is used. Time and memory are bounded: size, depth and number of values are.
/// </summary>
internal sealed class YamlReader
{
    // The parser's cost grows with the square of the depth; a roster needs four levels.
    private const int MaximumDepth = 64;

    // 900 agents with every field make some 16,000 events.
    private const int MaximumEvents = 100_000;

    private readonly string _file;
    private readonly string _text;
    private readonly DiagnosticList _problems;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private int _depth;
    private int _events;
    private bool _stopped;

    private YamlReader(string file, string text, DiagnosticList problems)
    {
        (_file, _text, _problems) = (file, text, problems);
        _scanner = new Scanner(new StringReader(text));
        _parser = new Parser(_scanner);
    }

    /// <summary>
    /// The document's root; null where there is none, or far too much. Where reading stopped early, what was read until then.
    /// </summary>
    public static YamlNode? Read(string file, string text, DiagnosticList problems) => new YamlReader(file, text, problems).Document();

    private YamlNode? Document()
    {
        Next();
        switch (Next())
        {
            case null:
                return null;
            case not DocumentStart:
                _problems.Add(RosterProblem.EmptyFile(_file));
                return null;
        }

        var root = Next() is { } first ? Node(first) : null;
        if (Next() is DocumentEnd && Next() is DocumentStart second)
        {
            _problems.Add(RosterProblem.SecondDocument(At(second.Start)));
        }

        // Thousands of problems of a file that is no roster would only hide this one.
        return _events > MaximumEvents ? null : root;
    }

    private YamlNode Node(ParsingEvent e)
    {
        var at = At(e.Start);
        if (e is AnchorAlias)
        {
            _problems.Add(RosterProblem.Alias(at));
            return new BrokenNode(at);
        }

        var clean = e is not NodeEvent node || IsClean(node, at);
        return e switch
        {
            Scalar scalar when clean => Value(scalar, at),
            MappingStart start => Mapping(start, at),
            SequenceStart start => Sequence(start, at),
            _ => new BrokenNode(at),
        };
    }

    private bool IsClean(NodeEvent node, Position at)
    {
        if (!node.Tag.IsEmpty)
        {
            _problems.Add(RosterProblem.Tag(at));
        }

        if (!node.Anchor.IsEmpty)
        {
            _problems.Add(RosterProblem.Anchor(at));
        }

        return node.Tag.IsEmpty && node.Anchor.IsEmpty;
    }

    private MappingNode Mapping(MappingStart start, Position at)
    {
        var mapping = new MappingNode(at) { Start = (int)start.Start.Index, IsFlow = start.Style == MappingStyle.Flow };
        while (Next() is { } e)
        {
            if (e is MappingEnd)
            {
                mapping.End = mapping.IsFlow ? Behind(e) : mapping.Entries is [.., var last] ? last.Value.End : mapping.Start;
                mapping.IsComplete = true;
                break;
            }

            var key = Node(e);
            var value = Next() is { } v ? Node(v) : new BrokenNode(key.At);
            if (key is ScalarNode name)
            {
                mapping.Entries.Add((name, value));
            }
            else if (key is not BrokenNode)
            {
                _problems.Add(RosterProblem.KeyNotText(key.At));
            }
        }

        return mapping;
    }

    private SequenceNode Sequence(SequenceStart start, Position at)
    {
        var sequence = new SequenceNode(at) { Start = (int)start.Start.Index, IsFlow = start.Style == SequenceStyle.Flow };
        while (Next() is { } e)
        {
            if (e is SequenceEnd)
            {
                sequence.End = sequence.IsFlow ? Behind(e) : sequence.Items is [.., var last] ? last.End : sequence.Start;
                break;
            }

            sequence.Items.Add(Node(e));
        }

        return sequence;
    }

    // The library says where a closing bracket begins. Where there is none, it takes comments behind the last value for a part.
    private static int Behind(ParsingEvent bracket) => (int)bracket.Start.Index + 1;

    private ScalarNode Value(Scalar scalar, Position at)
    {
        var start = (int)Math.Min(scalar.Start.Index, _text.Length);
        var end = (int)Math.Clamp(scalar.End.Index, start, _text.Length);
        return new ScalarNode(at, scalar.Value, scalar.Style, scalar.Style == ScalarStyle.Plain && CommentFollows(end))
        {
            Start = start,
            End = start + _text.AsSpan(start, end - start).TrimEnd().Length,
        };
    }

    // The scanner can show comments itself, but then refuses some valid flow mappings: the source text tells as well.
    private bool CommentFollows(int index)
    {
        var rest = _text.AsSpan(index).TrimStart(" \t");
        return rest.Length > 0 && rest[0] == '#';
    }

    private ParsingEvent? Next()
    {
        if (_stopped)
        {
            return null;
        }

        try
        {
            if (!_parser.MoveNext() || _parser.Current is not { } e)
            {
                return null;
            }

            _depth += e.NestingIncrease;
            if (_depth > MaximumDepth)
            {
                return Stop(RosterProblem.TooDeep(At(e.Start)));
            }

            return ++_events > MaximumEvents ? Stop(RosterProblem.TooManyValues(At(e.Start))) : e;
        }
        catch (YamlException e) when (e.Start.Index > 0)
        {
            return Stop(NotYaml(e.Start));
        }
#pragma warning disable CA1031 // Odd input makes the library throw exceptions of many kinds; each means the same: this is not YAML.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return Stop(NotYaml(_scanner.CurrentPosition));
        }
    }

    // The library's own message can quote the file, so the place and our own words are all that leaves.
    private Diagnostic NotYaml(Mark mark) => RosterProblem.NotYaml(At(mark), SyntaxHint.For(_text, (int)mark.Index));

    private ParsingEvent? Stop(Diagnostic problem)
    {
        _stopped = true;
        _problems.Add(problem);
        return null;
    }

    private Position At(Mark mark) => new(_file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
