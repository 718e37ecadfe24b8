using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TeleCmi.TerraformProvider.Hosting;

/// <summary>What a CLI and a provider tell each other when the one starts the other.</summary>
internal static class Handshake
{
    /// <summary>Says that a CLI started us; it is no secret.</summary>
    public const string CookieVariable = "TF_PLUGIN_MAGIC_COOKIE";

    public const string Cookie = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

    /// <summary>The certificate by which the CLI is known, in PEM.</summary>
    public const string ClientCertificateVariable = "PLUGIN_CLIENT_CERT";

    private const int CoreProtocol = 1;
    private const int ProviderProtocol = 6;

    /// <summary>The line on standard output that says where we are and by which certificate we are known.</summary>
    public static string Line(int port, X509Certificate2 certificate)
        => $"{CoreProtocol}|{ProviderProtocol}|tcp|127.0.0.1:{port}|grpc|{Convert.ToBase64String(certificate.RawData).TrimEnd('=')}";

    /// <summary>The variable by which a CLI finds a provider that somebody else has started.</summary>
    public static string Reattach(int port, int pid)
    {
        var provider = "{\"Protocol\":\"grpc\",\"ProtocolVersion\":" + ProviderProtocol + ",\"Pid\":" + pid
            + ",\"Test\":true,\"Addr\":{\"Network\":\"tcp\",\"String\":\"127.0.0.1:" + port + "\"}}";
        string[] hosts = ["registry.terraform.io", "registry.opentofu.org"];
        return "{" + string.Join(',', hosts.Select(host => $"\"{host}/telecmi-declarative/telecmi\":{provider}")) + "}";
    }

    /// <summary>Reads the certificate of the CLI.</summary>
    /// <exception cref="CryptographicException">It is none.</exception>
    public static X509Certificate2 ReadCertificate(string pem) => X509Certificate2.CreateFromPem(pem);

    /// <summary>A certificate for this process alone.</summary>
    public static X509Certificate2 MakeCertificate(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        // The CLI takes it for the authority that signed it.
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now.AddMinutes(-5), now.AddYears(1));
    }
}
