using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.Reports;

namespace TeleCmi.PulumiPlugin.Wire;

/// <summary>The texts that came as secrets: no message holds any, whoever words it. Numbers stay: an id holds the extension.</summary>
internal sealed class SecretTexts
{
    /// <summary>What stands for a secret, as in the engine's own output.</summary>
    public const string Mark = "[secret]";

    private readonly string[] _texts;

    private SecretTexts(IEnumerable<Struct?> sources) =>
        _texts = [.. sources.SelectMany(Texts).SelectMany(Spellings).Distinct(StringComparer.Ordinal).OrderByDescending(one => one.Length)];

    public static SecretTexts Of(params IEnumerable<Struct?> sources) => new(sources);

    /// <summary>Those of a request about a resource.</summary>
    public static SecretTexts OfRequest(IMessage request) => request switch
    {
        CheckRequest check => Of(check.Olds, check.News),
        DiffRequest diff => Of(diff.Olds, diff.OldInputs, diff.News),
        CreateRequest create => Of(create.Properties),
        ReadRequest read => Of(read.Properties, read.Inputs),
        UpdateRequest update => Of(update.Olds, update.OldInputs, update.News),
        DeleteRequest delete => Of(delete.Properties, delete.OldInputs),
        ConstructRequest construct => Of(construct.Inputs),
        _ => Of(),
    };

    /// <summary>A message without them. Only whole words count: else a short name would tear every text.</summary>
    public string Hide(string message)
    {
        foreach (var text in _texts)
        {
            for (var at = 0; (at = message.IndexOf(text, at, StringComparison.Ordinal)) >= 0;)
            {
                var end = at + text.Length;
                var isWhole = (at == 0 || !char.IsLetterOrDigit(message[at - 1]))
                    && (end == message.Length || !char.IsLetterOrDigit(message[end]));
                message = isWhole ? $"{message[..at]}{Mark}{message[end..]}" : message;
                at = isWhole ? at + Mark.Length : end;
            }
        }

        return message;
    }

    private static IEnumerable<string> Texts(Struct? source) =>
        (source?.Fields.Values ?? []).SelectMany(value => Texts(Property.Read(value), isSecret: false));

    // A map that is a secret as a whole hides all that is in it.
    private static IEnumerable<string> Texts(Property one, bool isSecret) => one switch
    {
        { Content.StructValue: { } inner } => inner.Fields.Values
            .SelectMany(value => Texts(Property.Read(value), isSecret || one.IsSecret)),
        { Text: { } text } when isSecret || one.IsSecret => [text],
        _ => [],
    };

    private static IEnumerable<string> Spellings(string text) =>
        new[] { text, Shown.Of(text).ToString(), Phones.Parse(text) }.OfType<string>().Where(one => one.Length > 0);
}
