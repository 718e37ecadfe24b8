using System.Buffers;
using System.Text.Json;

namespace TeleCmi.Declarative.Singles;

/// <summary>What a line of the ledger tells of an extension.</summary>
internal enum LedgerAct
{
    /// <summary>A resource of the program wants it.</summary>
    Claim,

    /// <summary>It is being added, adopted or imported.</summary>
    Take,

    /// <summary>A removal was left out: whoever claims it may overwrite the person.</summary>
    Leave,

    /// <summary>It is being removed.</summary>
    Remove,

    /// <summary>Its claimer met another person there and failed.</summary>
    Refuse,
}

/// <summary>One line of the ledger of a deployment. Written before the call that it tells of, so that no call goes untold.</summary>
/// <param name="Act">What is told.</param>
/// <param name="Account">Whose extension it is.</param>
/// <param name="Extension">The extension.</param>
/// <param name="Resource">The engine's name of the resource.</param>
internal sealed record LedgerLine(LedgerAct Act, string Account, int Extension, string Resource)
{
    /// <summary>Of a claim: the extension that the resource has had so far, where it is known.</summary>
    public int? Held { get; init; }

    /// <summary>Of a claim: the engine makes the resource anew, whether or not there was one before.</summary>
    public bool IsNew { get; init; }

    /// <summary>Of a removal left out: who was there, as a digest that tells nothing.</summary>
    public string? Person { get; init; }

    /// <summary>One line of JSON, its end included.</summary>
    internal byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("act", (int)Act);
            json.WriteString("account", Account);
            json.WriteNumber("extension", Extension);
            json.WriteString("resource", Resource);
            json.WriteBoolean("new", IsNew);
            if (Held is { } held)
            {
                json.WriteNumber("held", held);
            }

            if (Person is { } person)
            {
                json.WriteString("person", person);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what another process of ours wrote.</summary>
    /// <exception cref="JsonException">It did not.</exception>
    internal static LedgerLine Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("act", out var act) && act.ValueKind == JsonValueKind.Number && act.TryGetInt32(out var kind)
            && Text("account") is { } account
            && Number("extension") is { } extension
            && Text("resource") is { } resource
            ? new LedgerLine((LedgerAct)kind, account, extension, resource)
            {
                Held = Number("held"),
                IsNew = root.TryGetProperty("new", out var isNew) && isNew.ValueKind == JsonValueKind.True,
                Person = Text("person"),
            }
            : throw new JsonException();

        string? Text(string name)
            => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        int? Number(string name) =>
            root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
                ? number
                : null;
    }
}
