namespace TeleCmi.Declarative.Rosters;

/// <summary>Values that another tool has still to decrypt or to look up: what stands in the file is no password.</summary>
internal static class SealedText
{
    private static readonly (string Prefix, string Tool, string Hint)[] Kinds =
    [
        ("encrypted:", "dotenvx", "run telecmi through it: `dotenvx run -- telecmi ...`"),
        ("ENC[", "sops", "run telecmi through it: `sops exec-env FILE 'telecmi ...'`"),
        ("op://", "1Password", "run telecmi through it: `op run -- telecmi ...`"),
        ("vault:", "Vault", "let the tool that reads Vault put the value itself in the variable"),
    ];

    /// <summary>The tool and the next step; null for a text that is what it looks like.</summary>
    public static (string Tool, string Hint)? Of(string text)
    {
        var kind = Array.Find(Kinds, one => text.StartsWith(one.Prefix, StringComparison.Ordinal));
        return kind.Prefix is null ? null : (kind.Tool, kind.Hint);
    }
}
