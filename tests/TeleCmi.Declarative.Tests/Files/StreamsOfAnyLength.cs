using CsCheck;
using TeleCmi.Declarative.Files;

namespace TeleCmi.Declarative.Tests.Files;

public sealed class StreamsOfAnyLength
{
    [Fact]
    public void The_beginning_of_a_stream_arrives_whole_however_it_trickles_in()
        => Gen.Select(Gen.Byte.Array[0, 70_000], Gen.Int[1, 80_000], Gen.Int[1, 20_000], Gen.Bool).Sample(
            (content, count, piece, seeks) =>
            {
                using var stream = new Trickle(content, piece, seeks);
                return BoundedRead.UpTo(stream, count).AsSpan().SequenceEqual(content.AsSpan(0, Math.Min(count, content.Length)));
            },
            iter: 300);

    [Fact]
    public void A_file_that_grew_since_its_length_was_asked_is_read_to_its_end()
    {
        using var stream = new Trickle([1, 2, 3, 4, 5], piece: 2, seeks: true, told: 2);

        Assert.Equal([1, 2, 3, 4, 5], BoundedRead.UpTo(stream, 100));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public void One_byte_too_many_is_too_much(int maximum, bool fits)
    {
        using var stream = new MemoryStream([1, 2, 3, 4, 5]);

        Assert.Equal(fits, BoundedRead.All(stream, maximum) is not null);
    }

    /// <summary>Gives a few bytes at a time, as a pipe does, and may tell another length than it has.</summary>
    private sealed class Trickle(byte[] content, int piece, bool seeks, int? told = null) : MemoryStream(content)
    {
        public override bool CanSeek => seeks;

        public override long Length => told ?? base.Length;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);
    }
}
