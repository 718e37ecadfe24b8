using System.Collections.Immutable;
using CsCheck;
using Google.Protobuf;
using TeleCmi.TerraformProvider.Protocol;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Tests.Wire;

/// <summary>Values on their way between a CLI and the provider.</summary>
public sealed class DynamicCodecTests
{
    private static readonly Gen<Dynamic> _leaf = Gen.OneOf<Dynamic>(
        Gen.Const(Dynamic.None),
        Gen.Const(Dynamic.Later),
        Gen.String.Select(text => Dynamic.Of(text)),
        Gen.Bool.Select(flag => Dynamic.Of((bool?)flag)),
        Gen.Int.Select(number => Dynamic.Of((int?)number)),
        Gen.Double.Where(double.IsFinite).Select(number => (Dynamic)new Dynamic.Number(number)));

    private static readonly Gen<Dynamic> _values = Gen.Recursive<Dynamic>((depth, inner) => depth > 4 ? _leaf : Gen.OneOf(
        _leaf,
        inner.Array[0, 4].Select(items => (Dynamic)new Dynamic.Items([.. items])),
        Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 0, 8], inner)[0, 4].Select(Dynamic.Map)));

    [Fact]
    public void Every_value_comes_back_as_it_went()
        => _values.Sample(value => Assert.Equal(value, DynamicCodec.Read(DynamicCodec.Write(value))), iter: 2000);

    [Fact]
    public void A_state_of_text_says_the_same()
    {
        var value = Dynamic.Map(
        [
            new("text", Dynamic.Of("Zoë \"q\"")), new("number", Dynamic.Of((int?)9)), new("half", new Dynamic.Number(0.5)),
            new("flag", Dynamic.Of((bool?)true)), new("none", Dynamic.None), new("items", new Dynamic.Items([Dynamic.Of("a")])),
        ]);
        const string Json = """{"text":"Zoë \"q\"","number":9,"half":0.5,"flag":true,"none":null,"items":["a"]}""";
        Assert.Equal(value, DynamicCodec.Read(new DynamicValue { Json = ByteString.CopyFromUtf8(Json) }));
        Assert.Equal(Dynamic.None, DynamicCodec.Read(new DynamicValue()));
    }

    [Theory, InlineData(long.MaxValue), InlineData(long.MinValue)]
    public void A_number_that_no_double_holds_keeps_its_digits(long number)
    {
        var read = DynamicCodec.OfJson(ByteString.CopyFromUtf8($"{number}"));
        Assert.Equal($"{number}", Assert.IsType<Dynamic.Number>(read).Exact);
        Assert.Null(read.AsInteger);
    }

    [Fact]
    public void What_is_nested_too_deeply_is_refused()
    {
        Dynamic value = Dynamic.None;
        for (var depth = 0; depth < 40; depth++)
        {
            value = new Dynamic.Items([value]);
        }

        Assert.Throws<InvalidDataException>(() => DynamicCodec.Read(DynamicCodec.Write(value)));
    }

    [Fact]
    public void No_value_prints_what_it_holds()
        => _values.Sample(value => Assert.Equal(value.GetType().Name, value.ToString()), iter: 100);
}
