using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.Tests.Applying;
using TeleCmi.Simulator;

namespace TeleCmi.Declarative.Tests.Singles;

/// <summary>A single write ends as its answer says, or as a list does that all lost calls share.</summary>
public sealed class SettledCallTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Desk _desk = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SharedAccount _account;

    public SettledCallTests() => _account = new SharedAccount(
        _desk.Service, _desk.Service, new ServiceOptions { AppId = Desk.AppId, Secret = new Secret("simulated") }, new StopSignals(_stop.Token, None));

    public void Dispose()
    {
        _account.Dispose();
        _stop.Dispose();
        _desk.Dispose();
    }

    [Fact]
    public async Task Lost_answers_of_one_moment_are_settled_by_one_list()
    {
        _desk.Service.Trouble(101, Trouble.LostAfter);
        _desk.Service.Trouble(102, Trouble.LostAfter);

        var ended = await Task.WhenAll(AddAsync(101), AddAsync(102));

        Assert.All(ended, result => Assert.IsType<CallResult.Changed>(result));
        Assert.Equal(["add 101", "add 102", "list"], _desk.Service.Calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_never_arrived_is_sent_again_and_what_never_arrives_stays_open()
    {
        _desk.Service.Trouble(101, Trouble.LostBefore);
        Assert.IsType<CallResult.Changed>(await AddAsync(101));
        Assert.Equal(["add 101", "list", "add 101"], _desk.Service.Calls);

        _desk.Service.Trouble(102, Trouble.LostBefore, Trouble.LostBefore, Trouble.LostBefore);
        Assert.Equal("no answer; it was sent 3 times", Assert.IsType<CallResult.Open>(await AddAsync(102)).Why);
    }

    [Fact]
    public async Task Who_exists_already_is_told_and_stays_as_they_are()
    {
        _desk.Account.Put(new SimulatedUser(101, "Somebody", "918000000000"));

        var converged = Assert.IsType<CallResult.Converged>(await AddAsync(101));

        Assert.Equal("Somebody", converged.Live?.Name);
        Assert.Equal("Somebody", _desk.Account.Find(101)?.Name);
    }

    [Fact]
    public async Task A_removal_that_nobody_answered_is_believed_after_two_lists()
    {
        await AddAsync(101);
        var list = (await _desk.Service.SweepAsync(None)).Ok();
        _desk.Service.Calm();
        _desk.Service.Trouble(101, Trouble.LostAfter);

        Assert.IsType<CallResult.Changed>(await SettledCall.RemoveAsync(_account, list, 101, None));

        Assert.Equal(["remove 101", "list", "list"], _desk.Service.Calls);
    }

    [Fact]
    public async Task Without_a_list_nobody_knows_and_a_refusal_is_none_to_be_settled()
    {
        _desk.Service.Trouble(101, Trouble.LostAfter);
        _desk.Service.List = (_, _) => null;
        Assert.Equal("no answer; no list could settle it", Assert.IsType<CallResult.Open>(await AddAsync(101)).Why);

        _desk.Service.Trouble(102, Trouble.Refused);
        Assert.Equal(VerdictKind.Refused, Assert.IsType<CallResult.Refused>(await AddAsync(102)).Verdict.Kind);

        await _stop.CancelAsync();
        Assert.Equal(VerdictKind.NotSent, Assert.IsType<CallResult.Refused>(await AddAsync(103)).Verdict.Kind);
        Assert.DoesNotContain("add 103", _desk.Service.Calls);
    }

    private Task<CallResult> AddAsync(int extension) => SettledCall.AddAsync(
        _account, new AgentWrite(extension, KnownValues.Of("Manish", $"919876543{extension}", 9, 18, true), new Secret($"pw-{extension}")), None);
}
