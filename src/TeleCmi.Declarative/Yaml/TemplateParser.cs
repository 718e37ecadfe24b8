using System.Collections.Immutable;
using System.Text;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// Reads <c>${NAME}</c>, <c>${NAME:-text}</c> and <c>${NAME:?message}</c>. The default may hold references in turn; the message may not,
/// because it is shown.
/// </summary>
internal ref struct TemplateParser
{
    private const int MaximumDepth = 8;

    private readonly string _text;
    private readonly Position _position;
    private int _next;

    private TemplateParser(string text, Position position) => (_text, _position) = (text, position);

    private readonly bool AtEnd => _next == _text.Length;

    /// <summary>Reads a text as it is written in the roster; null where a reference in it is malformed.</summary>
    public static Template? Parse(string text, Position position) => new TemplateParser(text, position).Parts(0);

    // At depth 0 up to the end of the text, deeper up to the closing brace.
    private Template? Parts(int depth)
    {
        var parts = ImmutableArray.CreateBuilder<Template.Part>(1);
        StringBuilder? literal = null;
        var start = _next;
        while (!AtEnd && !(depth > 0 && _text[_next] == '}'))
        {
            if (!Take("${"))
            {
                (literal ??= new()).Append(Take("$$") ? '$' : _text[_next++]);
                continue;
            }

            Flush();
            if (depth == MaximumDepth || Reference(depth) is not { } reference)
            {
                return null;
            }

            parts.Add(reference);
        }

        if (depth > 0 && AtEnd)
        {
            return null;
        }

        Flush();
        return new Template(_text[start.._next], _position, parts.DrainToImmutable());

        void Flush()
        {
            if (literal is { Length: > 0 })
            {
                parts.Add(new Template.Part { Text = literal.ToString() });
                literal.Clear();
            }
        }
    }

    // After the opening brace; takes the closing one.
    private Template.Part? Reference(int depth)
    {
        var start = _next;
        while (!AtEnd && (char.IsAsciiLetterOrDigit(_text[_next]) || _text[_next] == '_'))
        {
            _next++;
        }

        var name = _text[start.._next];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            return null;
        }

        Template? fallback = null;
        string? message = null;
        if (Take(":-"))
        {
            if ((fallback = Parts(depth + 1)) is null)
            {
                return null;
            }
        }
        else if (Take(":?") && (message = Parts(depth + 1)?.Literal) is null)
        {
            return null;
        }

        return Take("}") ? new Template.Part { Name = name, Fallback = fallback, Message = message } : null;
    }

    private bool Take(string token)
    {
        var found = string.CompareOrdinal(_text, _next, token, 0, token.Length) == 0;
        _next += found ? token.Length : 0;
        return found;
    }
}
