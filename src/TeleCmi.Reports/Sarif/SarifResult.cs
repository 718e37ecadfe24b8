using System.Security.Cryptography;
using System.Text;

namespace TeleCmi.Reports.Sarif;

/// <summary>One thing to look at, at a line of the roster.</summary>
/// <param name="Rule">What it is an instance of.</param>
/// <param name="Level"><c>error</c>, <c>warning</c> or <c>note</c>.</param>
/// <param name="Message">May hold foreign text made harmless; escaped when written.</param>
/// <param name="File">The roster, as the user named it.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based, or null.</param>
/// <param name="Identity">What stays the same when lines move: for the fingerprint.</param>
internal sealed record SarifResult(SarifRule Rule, string Level, string Message, string File, int Line, int? Column, string Identity)
{
    /// <summary>A fingerprint that does not depend on the place.</summary>
    /// <param name="occurrence">Which one of those with the same identity, from 1.</param>
    public string Fingerprint(int occurrence)
        => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Rule.Id}\0{Identity}")).AsSpan(0, 8))}:{occurrence}";
}
