using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Client.Http;
using TeleCmi.Client.V2;

namespace TeleCmi.Client.Tests;

public sealed class VerdictTests
{
    private static readonly ServiceCall Add = new(ServiceOperation.Add, "/v2/user/add", Extension: 101, AgentId: "101_1111112");

    [Theory]
    [InlineData(200, """{"code":200,"status":"success","msg":"ok","agent":{"agent_id":"101_1111112","name":"Manish","extension":101}}""",
        "Success")]
    [InlineData(200, """{"code":400,"status":"error","msg":"User id already exists"}""", "Duplicate")]
    [InlineData(400, """{"code":400,"status":"error","msg":"User ID ALREADY EXISTS !"}""", "Duplicate")]
    [InlineData(200, """{"code":400,"status":"error","msg":"User limit reached"}""", "UserLimit")]
    [InlineData(400, """{"code":400,"status":"error","msg":"Parameter missing"}""", "Validation")]
    [InlineData(200, """{"code":401,"status":"error","msg":"Authentication failed"}""", "Authentication")]
    [InlineData(401, """{"code":401,"status":"error","msg":"Invalid app id or secret"}""", "Authentication")]
    public void The_documented_answers_to_an_add_are_understood(int http, string body, string kind) =>
        Assert.Equal(kind, Read(Add, http, body).Kind.ToString());

    [Theory]
    [InlineData("Update", 200, """{"code":200,"status":"success","agent":{"name":"Manish","password":"x"}}""", "Success")]
    [InlineData("Remove", 200, """{"code":200,"status":"success"}""", "Success")]
    [InlineData("Remove", 200, """{"code":401,"status":"error","msg":"Invalid user token"}""", "Authentication")]
    [InlineData("Remove", 400, """{"code":400,"status":"error","msg":"Parameter missing"}""", "Validation")]
    [InlineData("Remove", 200, """{"code":500,"status":"error"}""", "Lost")]
    [InlineData("Update", 200, """{"code":400,"status":"error","msg":"Invalid User ID !"}""", "NotFound")]
    [InlineData("Remove", 404, """{"code":404,"status":"error"}""", "NotFound")]
    [InlineData("Update", 200, """{"code":400,"msg":"Agent not found"}""", "NotFound")]
    [InlineData("List", 404, """{"code":404,"status":"error","msg":"not found"}""", "Refused")]
    [InlineData("Add", 404, """{"code":404,"status":"error","msg":"not found"}""", "Refused")]
    [InlineData("Update", 400, """{"code":400,"msg":"Phone number already exists"}""", "Refused")]
    public void Each_operation_has_its_own_reading_of_a_refusal(string operation, int http, string body, string kind) =>
        Assert.Equal(kind, Read(Of(operation), http, body).Kind.ToString());

    [Theory]
    [InlineData("refusal in HTTP 200", 200, """{"code":400,"status":"error","msg":"Extension Already Exists !"}""", "Duplicate")]
    [InlineData("real HTTP status", 404, """{"code":404,"status":"error"}""", "Refused")]
    [InlineData("schema refused", 422, """{"code":422,"msg":{"body":[{"message":"\"extension\" must be less than or equal to 999"}]}}""",
        "Validation")]
    [InlineData("everything in HTTP 200", 200, """{"code":407,"error":true,"msg":"Authentication Failed"}""", "Authentication")]
    public void The_four_transport_patterns_are_understood(string pattern, int http, string body, string kind)
    {
        Assert.NotEmpty(pattern);
        Assert.Equal(kind, Read(Add, http, body).Kind.ToString());
    }

    [Theory]
    [InlineData("""{"code":"200"}""")]
    [InlineData("""{"code":"cmi-200","status":"Success"}""")]
    [InlineData("""{"code":200,"status":null,"agent":[{"agent_id":"101_1111112"}]}""")]
    [InlineData("""{"status":"success"}""")]
    public void A_success_may_be_worded_in_several_ways(string body) =>
        Assert.Equal(VerdictKind.Success, Read(Add, 200, body).Kind);

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, "\"ok\"")]
    [InlineData(200, """{"code":200,"status":"suc""")]
    [InlineData(200, "<html><body>Cannot POST /v2/user/add</body></html>")]
    [InlineData(404, "<!DOCTYPE html><pre>Cannot POST /v2/user/add</pre>")]
    [InlineData(302, """{"code":200}""")]
    [InlineData(500, """{"code":400,"msg":"User id already exists"}""")]
    [InlineData(503, "")]
    [InlineData(200, """{"code":502,"msg":"Internal Server Error"}""")]
    [InlineData(200, """{"code":777,"msg":"User id already exists"}""")]
    [InlineData(200, """{"code":"soon"}""")]
    [InlineData(200, """{"code":200,"status":"error","msg":"what"}""")]
    [InlineData(408, """{"code":408,"msg":"Request timeout"}""")]
    [InlineData(400, """{"code":200,"status":"success"}""")]
    [InlineData(200, """{"code":200,"a":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}""")]
    [InlineData(200, """{"\ud800":1,"code":200}""")]
    [InlineData(200, """{"code":200,"agent":{"agent_id":"102_1111112"}}""")]
    [InlineData(200, """{"code":200,"agent":{"extension":102}}""")]
    public void What_leaves_the_outcome_open_is_lost(int http, string body) =>
        Assert.Equal(VerdictKind.Lost, Read(Add, http, body).Kind);

    [Theory]
    [InlineData(429, """{"code":429}""")]
    [InlineData(429, "<html>slow down</html>")]
    [InlineData(429, "")]
    [InlineData(200, """{"code":429,"msg":"Too many requests"}""")]
    public void A_rate_limit_is_known_from_the_status_or_the_code(int http, string body) =>
        Assert.Equal(VerdictKind.RateLimited, Read(Add, http, body).Kind);

    [Theory]
    [InlineData(400, """{"code":400,"msg":"The moon is full !"}""")]
    [InlineData(403, """{"msg":"The moon is full !"}""")]
    [InlineData(200, """{"code":"420","msg":"The moon is full !"}""")]
    public void Any_other_wording_is_a_refusal_with_the_words_of_the_service(int http, string body) =>
        Assert.Equal(new Verdict(VerdictKind.Refused, "The moon is full !"), Read(Add, http, body));

    [Fact]
    public void A_body_without_a_code_is_judged_by_the_HTTP_status()
    {
        Assert.Equal(VerdictKind.NotFound, Read(Of("Remove"), 404, """{"status":"error"}""").Kind);
        Assert.Equal(VerdictKind.Authentication, Read(Of("Remove"), 401, """{"status":"error"}""").Kind);
    }

    [Fact]
    public void The_faults_of_a_validation_are_shown_as_text() =>
        Assert.Equal(
            new Verdict(VerdictKind.Validation, "\"limit\" must be a number; \"appid\" is required"),
            Read(Add, 400,
                """{"code":400,"msg":{"body":[{"message":"\"limit\" must be a number","type":"number.base"},"""
                + """{"message":"\"appid\" is required"}]}}"""));

    [Fact]
    public void A_text_that_is_no_valid_unicode_breaks_nothing() =>
        Assert.Equal(new Verdict(VerdictKind.Refused, "code 400"), Read(Add, 400, """{"code":400,"msg":"\ud800"}"""));

    private static ServiceCall Of(string operation) =>
        Add with { Operation = Enum.Parse<ServiceOperation>(operation) };

    private static Verdict Read(ServiceCall call, int http, string body) =>
        Verdicts.Read(call, new Answer.Received(http, Encoding.UTF8.GetBytes(body)), new Redactor(), V2Wordings.Read);
}
