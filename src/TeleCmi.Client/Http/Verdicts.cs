using TeleCmi.Client.Agents;

namespace TeleCmi.Client.Http;

/// <summary>What the words of a refusal mean in a generation of the API; null where they are words like any other.</summary>
/// <param name="operation">What was asked.</param>
/// <param name="code">Of the body, or else the HTTP status.</param>
/// <param name="words">The service's own.</param>
internal delegate VerdictKind? Wordings(ServiceOperation operation, int code, string words);

/// <summary>
/// Says what an answer means. The HTTP status alone decides little: refusals have been seen in HTTP 200, and the code in
/// the body may or may not be repeated as the status. Pure: the same answer has always the same verdict.
/// </summary>
internal static class Verdicts
{
    /// <summary>Judges one try.</summary>
    /// <param name="call">What was asked.</param>
    /// <param name="answer">What came back.</param>
    /// <param name="redactor">Cleans every text before it enters the verdict.</param>
    /// <param name="worded">What the words of the generation mean.</param>
    public static Verdict Read(ServiceCall call, Answer answer, Redactor redactor, Wordings worded)
    {
        var (kind, text) = answer switch
        {
            Answer.NotSent notSent => (VerdictKind.NotSent, notSent.Reason),
            Answer.Broken broken => (VerdictKind.Lost, broken.Reason),
            Answer.Received received => Read(call, received, worded),
            _ => throw new ArgumentOutOfRangeException(nameof(answer)),
        };
        return new Verdict(kind, redactor.Redact(text));
    }

    private static (VerdictKind Kind, string? Text) Read(ServiceCall call, Answer.Received received, Wordings worded)
    {
        var http = received.Status;
        if (AnswerBody.Read(received.Body) is not { } body)
        {
            // A gateway that limits the rate never let the call through; any other page in its place says nothing.
            return (http == 429 ? VerdictKind.RateLimited : VerdictKind.Lost, $"HTTP {http} without a readable answer");
        }

        var code = body.Code ?? (http is >= 200 and < 300 ? 200 : http);
        var kind = Read(call, http, code, body, worded);
        return kind switch
        {
            VerdictKind.Success => (kind, null),
            VerdictKind.Lost => (kind, $"HTTP {http}, code {code}" + (body.Message is { Length: > 0 } m ? $": {m}" : null)),
            _ => (kind, body.Message is { Length: > 0 } words ? words : $"code {code}"),
        };
    }

    private static VerdictKind Read(ServiceCall call, int http, int code, AnswerBody body, Wordings worded) => code switch
    {
        _ when !IsKnown(http) || !(code == 200 || IsRefusal(code)) => VerdictKind.Lost,

        // Where there is no code, silence is not yet success: an empty object would pass for one.
        200 when !body.DeniesSuccess && (body.Code == 200 || (!body.HasCode && body.StatesSuccess))
            => IsRefusal(http) || NamesAnother(call, body) ? VerdictKind.Lost : VerdictKind.Success,
        _ when http == 429 || code == 429 => VerdictKind.RateLimited,
        _ when http is 401 or 407 || code is 401 or 407 => VerdictKind.Authentication,
        _ when body.IsValidation => VerdictKind.Validation,
        _ => worded(call.Operation, code, body.Message ?? string.Empty) ?? (IsRefusal(code) ? VerdictKind.Refused : VerdictKind.Lost),
    };

    private static bool IsKnown(int http) => http is >= 200 and < 300 || IsRefusal(http);

    // 408 is the one 4xx that leaves open whether the call was processed.
    private static bool IsRefusal(int code) => code is >= 400 and < 500 and not 408;

    private static bool NamesAnother(ServiceCall call, AnswerBody body) =>
        (call.AgentId is not null && body.AgentId is not null && call.AgentId != body.AgentId)
        || (call.Extension is not null && body.Extension is not null && call.Extension != body.Extension);
}
