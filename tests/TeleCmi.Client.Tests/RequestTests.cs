using TeleCmi.Client.Agents;
using TeleCmi.Client.Tests.Doubles;
using TeleCmi.Client.V2;

namespace TeleCmi.Client.Tests;

public sealed class RequestTests
{
    private readonly ScriptedService _service = ScriptedService.Always("""{"code":200,"status":"success","count":0,"agents":[]}""");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Sent => Assert.Single(_service.Requests).Path + " " + Assert.Single(_service.Requests).Text;

    [Fact]
    public async Task An_add_sends_the_extension_and_numbers_as_numbers()
    {
        using var account = Accounts.Open(_service);
        Assert.True((await account.Writer.AddAsync(Accounts.Manish, Cancel)).IsSuccess);
        Assert.Equal(
            """/v2/user/add {"appid":1111112,"secret":"app-secret-CANARY","extension":101"""
            + ""","name":"Manish","phone_number":"919200000000","password":"agent-password-CANARY","start_time":1,"end_time":24"""
                + ""","sms_alert":true}""",
            Sent);
    }

    [Fact]
    public async Task An_update_names_the_user_by_id_and_leaves_out_what_is_unknown()
    {
        using var account = Accounts.Open(_service);
        var agent = Accounts.Manish with { Values = Accounts.Manish.Values with { StartTime = null, EndTime = null, SmsAlert = null } };
        Assert.True((await account.Writer.UpdateAsync(agent, Cancel)).IsSuccess);
        Assert.Equal(
            """/v2/user/update {"appid":1111112,"secret":"app-secret-CANARY","id":"101_1111112","name":"Manish","phone_"""
            + """number":"919200000000","password":"agent-password-CANARY"}""",
            Sent);
    }

    [Fact]
    public async Task A_remove_sends_the_id_alone()
    {
        using var account = Accounts.Open(_service);
        Assert.True((await account.Writer.RemoveAsync(101, Cancel)).IsSuccess);
        Assert.Equal("""/v2/user/remove {"appid":1111112,"secret":"app-secret-CANARY","id":"101_1111112"}""", Sent);
    }

    [Fact]
    public async Task A_list_asks_for_ten_users_a_page()
    {
        using var account = Accounts.Open(_service);
        Assert.Empty((await account.Reader.SweepAsync(Cancel)).Complete().Agents);
        Assert.Equal("""/v2/user/list {"appid":1111112,"secret":"app-secret-CANARY","page":1,"limit":10}""", Sent);
    }

    [Fact]
    public async Task Each_try_is_traced_without_its_content()
    {
        var traced = new List<CallTrace>();
        var options = Accounts.Options(_service);
        using var account = TeleCmiAccount.Open(new ServiceOptions
        {
            AppId = options.AppId,
            Secret = options.Secret,
            Handler = options.Handler,
            Trace = traced.Add,
        });
        await account.Reader.SweepAsync(Cancel);
        await account.Writer.RemoveAsync(101, Cancel);
        Assert.Equal(
            [("/v2/user/list", 1, null, VerdictKind.Success), ("/v2/user/remove", null, 101, VerdictKind.Success)],
            traced.Select(t => (t.Path, t.Page, t.Extension, t.Verdict)));
    }

    [Fact]
    public void No_request_prints_what_it_holds()
    {
        var (app, password) = (new Secret(Accounts.AppSecret), new Secret(Accounts.Password));
        object[] requests =
        [
            new UserRequest { AppId = 1, Secret = app, Extension = 101, Values = Accounts.Manish.Values, Password = password },
            new UserRequest { AppId = 1, Secret = app, Id = "101_1" },
            new UserRequest { AppId = 1, Secret = app, Page = 1 },
        ];
        Assert.All(requests, request => Assert.DoesNotContain("CANARY", $"{request}", StringComparison.Ordinal));
    }
}
