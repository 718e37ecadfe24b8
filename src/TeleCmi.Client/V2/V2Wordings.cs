using TeleCmi.Client.Http;

namespace TeleCmi.Client.V2;

/// <summary>The wordings of v2's refusals, as its vendor pages and public clients show them.</summary>
internal static class V2Wordings
{
    // The documented 400 of an add has three meanings, told apart by its words alone. "already exists" and "limit" are
    // about the id and the seats only there; elsewhere they are words like any other.
    public static VerdictKind? Read(ServiceOperation operation, int code, string words)
    {
        bool Says(string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
        return operation switch
        {
            ServiceOperation.Add when Says("already exist") => VerdictKind.Duplicate,
            _ when Says("authentication") => VerdictKind.Authentication,
            ServiceOperation.Add when Says("limit") => VerdictKind.UserLimit,
            _ when Says("missing") => VerdictKind.Validation,
            ServiceOperation.Update or ServiceOperation.Remove
                when code == 404 || Says("invalid user id") || Says("not found") => VerdictKind.NotFound,
            _ => null,
        };
    }
}
