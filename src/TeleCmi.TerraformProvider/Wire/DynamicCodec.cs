using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using MessagePack;
using TeleCmi.TerraformProvider.Protocol;

namespace TeleCmi.TerraformProvider.Wire;

/// <summary>Reads and writes values as the protocol encodes them: MessagePack, and of a state JSON.</summary>
internal static class DynamicCodec
{
    // Deeper than any of our schemas.
    private const int MaximumDepth = 16;

    public static Dynamic Read(DynamicValue? value)
        => value is null || (value.Msgpack.IsEmpty && value.Json.IsEmpty) ? Dynamic.None
        : value.Msgpack.IsEmpty ? OfJson(value.Json)
        : Unpack(value.Msgpack.Memory);

    /// <summary>A state as it lies in its file.</summary>
    public static Dynamic OfJson(ByteString json)
    {
        using var document = JsonDocument.Parse(json.Memory);
        return OfJson(document.RootElement);
    }

    public static DynamicValue Write(Dynamic value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        Pack(ref writer, value);
        writer.Flush();
        return new DynamicValue { Msgpack = ByteString.CopyFrom(buffer.WrittenSpan) };
    }

    private static Dynamic Unpack(ReadOnlyMemory<byte> packed)
    {
        var reader = new MessagePackReader(packed);
        return Unpack(ref reader, 0);
    }

    private static Dynamic Unpack(ref MessagePackReader reader, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new InvalidDataException("a value is nested too deeply");
        }

        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Nil:
                reader.ReadNil();
                return Dynamic.None;
            case MessagePackType.Boolean:
                return Dynamic.Of(reader.ReadBoolean());
            case MessagePackType.Integer:
                return Integer(ref reader);
            case MessagePackType.Float:
                return new Dynamic.Number(reader.ReadDouble());
            case MessagePackType.String:
                return Dynamic.Of(reader.ReadString());
            case MessagePackType.Array:
                var items = ImmutableArray.CreateBuilder<Dynamic>();
                for (var count = reader.ReadArrayHeader(); count > 0; count--)
                {
                    items.Add(Unpack(ref reader, depth + 1));
                }

                return new Dynamic.Items(items.ToImmutable());
            case MessagePackType.Map:
                var members = ImmutableSortedDictionary.CreateBuilder<string, Dynamic>(StringComparer.Ordinal);
                for (var count = reader.ReadMapHeader(); count > 0; count--)
                {
                    members[reader.ReadString() ?? ""] = Unpack(ref reader, depth + 1);
                }

                return new Dynamic.Members(members.ToImmutable());
            default:
                // Every extension is an unknown value; what else it says of it may be left aside.
                reader.Skip();
                return Dynamic.Later;
        }
    }

    private static Dynamic.Number Integer(ref MessagePackReader reader)
    {
        var raw = reader.CreatePeekReader();
        reader.Skip();
        return raw.NextCode >= MessagePackCode.MinNegativeFixInt
            || raw.NextCode is MessagePackCode.Int8 or MessagePackCode.Int16 or MessagePackCode.Int32 or MessagePackCode.Int64
            ? Whole(raw.ReadInt64()) : Whole(raw.ReadUInt64());
    }

    // A double holds whole numbers up to 2^53.
    private static Dynamic.Number Whole(decimal number) => new(
        (double)number, Math.Abs(number) <= 1L << 53 ? null : number.ToString(CultureInfo.InvariantCulture));

    private static void Pack(ref MessagePackWriter writer, Dynamic value)
    {
        switch (value)
        {
            case Dynamic.Unknown:
                writer.WriteExtensionFormat(new ExtensionResult(0, new byte[] { 0 }));
                break;
            case Dynamic.Text text:
                writer.Write(text.Value);
                break;
            case Dynamic.Number { Exact: { } exact }:
                writer.Write(exact);
                break;
            case Dynamic.Number { Value: var number } when number == Math.Truncate(number) && Math.Abs(number) <= 1L << 53:
                writer.Write((long)number);
                break;
            case Dynamic.Number number:
                writer.Write(number.Value);
                break;
            case Dynamic.Flag flag:
                writer.Write(flag.Value);
                break;
            case Dynamic.Items items:
                writer.WriteArrayHeader(items.Values.Length);
                foreach (var item in items.Values)
                {
                    Pack(ref writer, item);
                }

                break;
            case Dynamic.Members members:
                writer.WriteMapHeader(members.Values.Count);
                foreach (var (name, member) in members.Values)
                {
                    writer.Write(name);
                    Pack(ref writer, member);
                }

                break;
            default:
                writer.WriteNil();
                break;
        }
    }

    private static Dynamic OfJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Dynamic.Of(json.GetString()),
        JsonValueKind.True or JsonValueKind.False => Dynamic.Of(json.GetBoolean()),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? Whole(whole) : new Dynamic.Number(json.GetDouble()),
        JsonValueKind.Array => new Dynamic.Items([.. json.EnumerateArray().Select(OfJson)]),
        JsonValueKind.Object => Dynamic.Map(json.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, OfJson(one.Value)))),
        _ => Dynamic.None,
    };
}
