using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using TeleCmi.TerraformProvider.Hosting;

namespace TeleCmi.TerraformProvider.Tests.Hosting;

/// <summary>What a CLI and the provider tell each other at the start.</summary>
public sealed class HandshakeTests
{
    [Fact]
    public void The_line_says_protocol_address_and_certificate()
    {
        using var mine = Handshake.MakeCertificate(TimeProvider.System);
        var parts = Handshake.Line(4711, mine).Split('|');
        Assert.Equal(["1", "6", "tcp", "127.0.0.1:4711", "grpc"], parts[..5]);
        Assert.DoesNotContain('=', parts[5]);
        var padded = parts[5].PadRight((parts[5].Length + 3) / 4 * 4, '=');
        using var read = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(padded));
        Assert.Equal(mine.RawData, read.RawData);
        Assert.False(read.HasPrivateKey);
    }

    [Fact]
    public void The_certificate_is_its_own_authority_and_each_process_has_another()
    {
        using var one = Handshake.MakeCertificate(TimeProvider.System);
        using var other = Handshake.MakeCertificate(TimeProvider.System);
        Assert.NotEqual(one.Thumbprint, other.Thumbprint);
        Assert.True(one.MatchesHostname("localhost"));
        Assert.True(one.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        using var pem = Handshake.ReadCertificate(one.ExportCertificatePem());
        Assert.Equal(one.Thumbprint, pem.Thumbprint);
    }

    [Fact]
    public void What_is_no_certificate_is_refused()
        => Assert.ThrowsAny<CryptographicException>(() => Handshake.ReadCertificate("rubbish"));

    [Fact]
    public void Both_tools_find_one_that_runs_already()
    {
        var both = JsonNode.Parse(Handshake.Reattach(4711, 17))!.AsObject();
        Assert.Equal(
            ["registry.opentofu.org/telecmi-declarative/telecmi", "registry.terraform.io/telecmi-declarative/telecmi"],
            both.Select(one => one.Key).Order(StringComparer.Ordinal));
        Assert.All(both, one => Assert.Equal("127.0.0.1:4711", (string?)one.Value!["Addr"]!["String"]));
    }
}
