using System.Net;
using CsCheck;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Tests.Rosters;

/// <summary>One rule for masks: what the roster lets through, the writer sends, in an update too.</summary>
public sealed class PasswordsAndTheWriter
{
    private static readonly Gen<string> Passwords =
        Gen.OneOf(Gen.Const("*"), Gen.Const("***"), Gen.Const("•"), Gen.Const("•••"), Gen.Const("x"), Gen.Const("X"), Gen.Const("a"), Gen.Const("é"), Gen.Const(" "))
            .Array[0, 6].Select(string.Concat);

    [Fact]
    public async Task What_the_roster_lets_through_the_writer_sends()
    {
        var sent = 0;
        using var handler = new Answering(() => sent++);
        using var account = TeleCmiAccount.Open(new ServiceOptions { AppId = 1, Secret = new Secret("s3cr3t"), Handler = handler });

        await Passwords.SampleAsync(async password =>
        {
            var before = sent;
            await account.Writer.UpdateAsync(
                new AgentWrite(101, KnownValues.Of("Asha", "919876543201"), new Secret(password)), TestContext.Current.CancellationToken);
            return PasswordRules.Check(password) is not null || sent == before + 1;
        }, iter: 500, threads: 1);
    }

    private sealed class Answering(Action count) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            count();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{\"code\":200,\"status\":\"success\"}") });
        }
    }
}
