using System.Net;

namespace TeleCmi.Client.Tests.Doubles;

/// <summary>The user list of an account, given out page by page as the service does.</summary>
internal sealed class UserList(params IEnumerable<string> rows)
{
    public const long AppId = 1111112;

    public List<string> Rows { get; } = [.. rows];

    public int PageSize { get; init; } = 10;

    /// <summary>The <c>count</c> member of a page, as JSON; null leaves it out.</summary>
    public Func<int, string?>? Count { get; init; }

    public static string Row(int extension, string? more = null, long appId = AppId) =>
        $$"""{"agent_id":"{{extension}}_{{appId}}","extension":{{extension}},"name":"Agent """
        + $$"""{{extension}}","phone":"919200000{{extension}}","password":"pw-{{extension}}-secret","notify":true,"start_time":9"""
            + $$""","end_time":18{{(more is null ? "" : "," + more)}}}""";

    public static UserList Of(int users) => new(Enumerable.Range(101, users).Select(extension => Row(extension)));

    public HttpResponseMessage Answer(ScriptedService.Request request)
    {
        var page = Rows.Skip((request.Page - 1) * PageSize).Take(PageSize);
        var count = Count is null ? $"{Rows.Count}" : Count(request.Page);
        var member = count is null ? "" : $"\"count\":{count},";
        return ScriptedService.Json(
            $$"""{"code":200,"status":"success",{{member}}"agents":[{{string.Join(',', page)}}]}""", HttpStatusCode.OK);
    }
}
