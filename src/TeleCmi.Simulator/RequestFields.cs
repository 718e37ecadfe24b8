using System.Text.Json;

namespace TeleCmi.Simulator;

/// <summary>
/// Reads the members of one request and notes what a schema validator would say of them: which are missing, which have the
/// wrong type or range. Unknown members are ignored.
/// </summary>
internal sealed class RequestFields : IDisposable
{
    /// <summary>Requests are flat; anything deeper is not worth following.</summary>
    private static readonly JsonDocumentOptions Flat = new() { MaxDepth = 16 };

    private readonly JsonDocument _document;
    private readonly List<FieldProblem> _problems = [];

    private RequestFields(JsonDocument document) => _document = document;

    /// <summary>True where a member that must be there is not.</summary>
    public bool IsMissingSome { get; private set; }

    /// <summary>What is wrong with the members that are there.</summary>
    public IReadOnlyList<FieldProblem> Problems => _problems;

    /// <summary>Null where the body is no JSON object.</summary>
    public static RequestFields? Read(ReadOnlyMemory<byte> body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, Flat);
        }
        catch (JsonException)
        {
            return null;
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return new RequestFields(document);
        }

        document.Dispose();
        return null;
    }

    public string? Text(string name)
    {
        if (Member(name, required: true) is not { } value)
        {
            return null;
        }

        var text = TextOf(value);
        if (text is null)
        {
            Refuse(name, "string.base", "must be a string");
        }
        else if (text.Length == 0)
        {
            Refuse(name, "string.empty", "is not allowed to be empty");
        }

        return text;
    }

    public long? Number(string name, long min, long max) => NumberOf(name, min, max, required: true);

    public int? OptionalNumber(string name) => (int?)NumberOf(name, int.MinValue, int.MaxValue, required: false);

    public bool? OptionalFlag(string name)
    {
        if (Member(name, required: false) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Refuse(name, "boolean.base", "must be a boolean");
        return null;
    }

    /// <summary>The text of a member where it has one, without noting anything.</summary>
    public string? Peek(string name) => _document.RootElement.TryGetProperty(name, out var value) ? TextOf(value) : null;

    public void Dispose() => _document.Dispose();

    private long? NumberOf(string name, long min, long max, bool required)
    {
        if (Member(name, required) is not { } value)
        {
            return null;
        }

        var number = 0L;
        (string Type, string What)? problem = value.ValueKind != JsonValueKind.Number ? ("number.base", "must be a number")
            : !value.TryGetInt64(out number) ? ("number.integer", "must be an integer")
            : number > max ? ("number.max", $"must be less than or equal to {max}")
            : number < min ? ("number.min", $"must be greater than or equal to {min}")
            : null;
        if (problem is not var (type, what))
        {
            return number;
        }

        Refuse(name, type, what);
        return null;
    }

    private JsonElement? Member(string name, bool required)
    {
        if (_document.RootElement.TryGetProperty(name, out var value))
        {
            return value;
        }

        IsMissingSome |= required;
        return null;
    }

    private void Refuse(string name, string type, string what) => _problems.Add(new FieldProblem(name, type, $"\"{name}\" {what}"));

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or broken UTF-8: JSON by its syntax, but no text.
            return null;
        }
    }
}

/// <summary>What a validator says of one member.</summary>
internal sealed record FieldProblem(string Member, string Type, string Message);
