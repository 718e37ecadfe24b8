using System.Security.Cryptography;
using System.Text;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.States;

/// <summary>
/// The key under which passwords are fingerprinted. Derived from the app secret, so that a state tells nothing about a password to
/// someone who does not hold that secret; salted with the lineage, so that two states never share a fingerprint.
/// </summary>
public sealed class PasswordKey
{
    private const int KeyIdBytes = 8;

    private readonly byte[] _key;

    private PasswordKey(byte[] key, string keyId) => (_key, KeyId) = (key, keyId);

    /// <summary>Names the key without revealing it: 16 lower-case hex digits. Another app secret or lineage gives another name.</summary>
    public string KeyId { get; }

    /// <summary>Loads the platform's cryptography meanwhile: OpenSSL takes as long to load as a large roster to read.</summary>
    public static void Prepare() => _ = Task.Run(() => HMACSHA256.HashData([0], []));

    /// <summary>Derives the key by HKDF-SHA-256.</summary>
    /// <param name="appSecret">The app secret, in UTF-8 the key material.</param>
    /// <param name="lineage">The state's lineage exactly as recorded, in UTF-8 the salt.</param>
    public static PasswordKey Derive(Secret appSecret, string lineage)
    {
        ArgumentNullException.ThrowIfNull(appSecret);
        ArgumentNullException.ThrowIfNull(lineage);
        var material = Encoding.UTF8.GetBytes(appSecret.Reveal());
        var salt = Encoding.UTF8.GetBytes(lineage);
        return new PasswordKey(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, material, SHA256.HashSizeInBytes, salt, "telecmi-password/1"u8.ToArray()),
            Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, material, KeyIdBytes, salt, "telecmi-key-id/1"u8.ToArray())));
    }

    /// <summary>HMAC-SHA-256 over agent id, a zero byte and password, in lower-case hex: equal passwords of two agents differ.</summary>
    /// <param name="agentId"><c>EXTENSION_APPID</c>.</param>
    /// <param name="password">The password, in UTF-8.</param>
    public string Fingerprint(string agentId, Secret password)
    {
        ArgumentNullException.ThrowIfNull(agentId);
        ArgumentNullException.ThrowIfNull(password);
        var message = Encoding.UTF8.GetBytes($"{agentId}\0{password.Reveal()}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, message));
    }

    /// <summary>That of the password that a list shows of a user; null where it shows none.</summary>
    internal string? FingerprintIn(LiveAccount account, int extension)
        => account.Find(extension) is { } live && account.Passwords.Find(extension) is { } password
            ? Fingerprint(live.AgentId, password)
            : null;

    /// <summary>The <see cref="KeyId"/>; never the key.</summary>
    public override string ToString() => KeyId;
}
