namespace TeleCmi.Simulator.Tests;

public sealed class FaultSpecTests
{
    [Fact]
    public void A_spec_is_a_list_of_endpoint_interval_and_kind()
    {
        var rules = FaultSpec.Parse("add:4:lost, write:10x3:429:2,*:1:502-after");

        Assert.Equal(
            [
                new FaultRule(SimulatedEndpoints.Add, 4, FaultKind.Lost),
                new FaultRule(SimulatedEndpoints.Write, 10, FaultKind.TooManyRequests, 3, 2),
                new FaultRule(SimulatedEndpoints.All, 1, FaultKind.BadGatewayAfter),
            ],
            rules);
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    public void No_text_and_none_mean_no_fault(string text) => Assert.Empty(FaultSpec.Parse(text));

    [Theory]
    [InlineData("add:4", "ENDPOINT:N:KIND")]
    [InlineData("get:4:lost", "\"get\" is no endpoint")]
    [InlineData("add:x:lost", "every fourth call")]
    [InlineData("add:0:lost", "from 1 to")]
    [InlineData("add:4x0:lost", "twice")]
    [InlineData("add:4:boom", "502-after")]
    [InlineData("add:4:429:soon", "seconds from 0 to 3600")]
    [InlineData("add:4:lost:2", "only 429 and 503")]
    [InlineData("add:4:lost,", "fault \"\"")]
    public void A_wrong_spec_says_which_part_and_what_would_be_right(string text, string expected)
    {
        Assert.False(FaultSpec.TryParse(text, out _, out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal(error, Assert.Throws<FormatException>(() => FaultSpec.Parse(text)).Message);
    }
}
