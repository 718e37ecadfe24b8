using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Formats;

/// <summary>Collects the members that this version does not know, so that they can be written back.</summary>
internal sealed class ExtraReader
{
    private ImmutableSortedDictionary<string, JsonElement>.Builder? _members;

    /// <exception cref="RecordJsonException">It could not be written back: nested too deeply, or text that is no Unicode.</exception>
    public void Add(JsonProperty member, int maximumDepth)
    {
        // Proved by writing it once: what is found only at END would cost the outcomes of a run.
        using var trial = new Utf8JsonWriter(new ArrayBufferWriter<byte>(), RecordJson.LineOptions with { MaxDepth = maximumDepth });
        try
        {
            member.Value.WriteTo(trial);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new RecordJsonException("a member of a newer version cannot be kept");
        }

        _members ??= ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        _members.Add(member.Name, member.Value.Clone());
    }

    public ExtraMembers ToExtra() => _members is null ? ExtraMembers.None : new ExtraMembers(_members.ToImmutable());
}
