namespace TeleCmi.Simulator;

/// <summary>
/// Which HTTP status carries a refusal, and in what shape. The service's pages do not say; users of different endpoints have
/// seen four habits, so a client must be right under each. Answers of success are HTTP 200 in all.
/// </summary>
public enum TransportPattern
{
    /// <summary>
    /// Only what the schema refuses (missing parameter, type, range) has HTTP 400; every other refusal comes in HTTP 200 with the
    /// reason in the body. What users of the v2 user endpoints report, hence the default.
    /// </summary>
    C = 0,

    /// <summary>
    /// Every refusal comes in HTTP 200 as <c>{code, status:"error", msg}</c>; texts end with " !", as seen on a test account.
    /// </summary>
    A = 1,

    /// <summary>HTTP status and body code are the same; an unknown id is a real 404 with body code 404 and no <c>msg</c>.</summary>
    B = 2,

    /// <summary>
    /// Every refusal comes in HTTP 200 as <c>{code, error:true, msg}</c>, without <c>status</c>; wrong credentials have code 407, a missing
    /// parameter 404, as measured on another v2 endpoint.
    /// </summary>
    D = 3,
}
