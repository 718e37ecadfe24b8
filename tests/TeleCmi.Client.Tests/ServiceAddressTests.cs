using TeleCmi.Client.Tests.Doubles;

namespace TeleCmi.Client.Tests;

public sealed class ServiceAddressTests
{
    [Theory]
    [InlineData("https://rest.telecmi.com")]
    [InlineData("https://rest.telecmi.com:8443/")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.9.8.7")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://localhost:8080/")]
    public void Https_anywhere_and_plain_http_to_this_machine_are_allowed(string text)
    {
        Assert.True(ServiceAddress.TryParse(text, out var address, out var problem), problem);
        Assert.Equal(new Uri(text), address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("rest.telecmi.com")]
    [InlineData("/v2")]
    [InlineData("ftp://rest.telecmi.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://rest.telecmi.com")]
    [InlineData("http://localhost.")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("http://128.0.0.1")]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://127.0.0.1.evil")]
    [InlineData("http://[::ffff:7f00:1]")]
    [InlineData("http:\\\\127.0.0.1\\@evil.example")]
    [InlineData("http://127.0.0.1\\evil.example")]
    [InlineData("http://evil.example\\.127.0.0.1")]
    [InlineData("http://localhost\u3002evil.example")]
    [InlineData("https:rest.telecmi.com@evil.example")]
    [InlineData("http://[::ffff:127.0.0.1]")]
    [InlineData("http://10.0.0.1")]
    [InlineData("https://user:hunter2@rest.telecmi.com")]
    [InlineData("http://@localhost")]
    [InlineData("https://rest.telecmi.com/?x=1")]
    [InlineData("https://rest.telecmi.com/?")]
    [InlineData("https://rest.telecmi.com/#")]
    [InlineData("https://rest.telecmi.com/v2")]
    public void Any_other_address_is_refused_without_echoing_it(string? text)
    {
        Assert.False(ServiceAddress.TryParse(text, out var address, out var problem));
        Assert.Null(address);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_is_not_opened_at_an_address_that_would_expose_the_secret() =>
        Assert.Throws<ArgumentException>(() => Accounts.OpenAt("http://rest.telecmi.com"));

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void An_account_is_not_opened_with_a_parallelism_outside_1_to_64(int parallelism) =>
        Assert.Throws<ArgumentException>(() => Accounts.Open(ScriptedService.Always("{}"), parallelism: parallelism));
}
