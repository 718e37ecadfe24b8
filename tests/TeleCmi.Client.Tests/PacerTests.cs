using Microsoft.Extensions.Time.Testing;
using TeleCmi.Client.Http;
using TeleCmi.Client.Pacing;
using TeleCmi.Client.Tests.Doubles;

namespace TeleCmi.Client.Tests;

public sealed class PacerTests
{
    private static readonly Answer Fine = new Answer.Received(200, default);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task No_more_calls_are_in_flight_than_allowed()
    {
        var pacer = new CallPacer(2, _time, () => 0);
        var first = await Enter(pacer);
        using var second = await Enter(pacer);
        var third = pacer.EnterAsync(CancellationToken.None);
        Assert.False(third.IsCompleted);
        first.Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task Calls_that_were_limited_together_halve_the_parallelism_once()
    {
        var pacer = new CallPacer(8, _time, () => 0);
        await Limit(pacer, together: 8, seconds: 1);
        Assert.Equal(4, pacer.Allowed);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Limit(pacer, together: 4, seconds: 1);
        Assert.Equal(2, pacer.Allowed);
    }

    [Fact]
    public async Task The_parallelism_never_falls_below_one_and_recovers_with_successes()
    {
        var pacer = new CallPacer(4, _time, () => 0);
        for (var i = 0; i < 5; i++)
        {
            await Limit(pacer, together: 1, seconds: 1);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, pacer.Allowed);
        for (var i = 0; i < 1 + 2 + 3; i++)
        {
            await Succeed(pacer);
        }

        Assert.Equal(4, pacer.Allowed);
        await Succeed(pacer);
        Assert.Equal(4, pacer.Allowed);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("3600", 60)]
    [InlineData("Tue, 24 Nov 2026 10:00:09 GMT", 9)]
    [InlineData("Tue, 24 Nov 2026 12:00:00 GMT", 60)]
    public async Task A_limit_with_a_time_pauses_everybody_for_it_but_not_beyond_a_minute(string retryAfter, int seconds)
    {
        // The service's clock is years away from ours: only its own Date counts.
        using var service = ScriptedService.InTurn(() => At("Tue, 24 Nov 2026 10:00:00 GMT", ScriptedService.Limited(retryAfter)), Success);
        Assert.InRange(await SecondsToRemove(service), seconds, seconds + 0.3);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("soon")]
    [InlineData("Tue, 24 Nov 2026 09:00:00 GMT")]
    public async Task A_limit_without_a_usable_time_pauses_briefly(string? retryAfter)
    {
        using var service = ScriptedService.InTurn(() => At("Tue, 24 Nov 2026 10:00:00 GMT", ScriptedService.Limited(retryAfter)), Success);
        Assert.InRange(await SecondsToRemove(service), 0.25, 0.6);
    }

    [Fact]
    public async Task A_pause_is_waited_out_to_its_last_fraction_of_a_millisecond()
    {
        var pacer = new CallPacer(1, _time, () => 0);
        await Limit(pacer, together: 1, seconds: 0.0104);
        var waiting = Enter(pacer);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await waiting).Dispose();
    }

    [Fact]
    public async Task Brief_pauses_grow_until_something_succeeds_to_eight_seconds_at_most()
    {
        var pacer = new CallPacer(1, _time, () => 0);
        double[] floors = [0.25, 0.5, 1, 2, 4, 8, 8];
        foreach (var floor in floors)
        {
            await Limit(pacer, together: 1, seconds: 0);
            Assert.InRange(await SecondsUntilOpen(pacer), floor, Math.Min(floor * 1.25, 8) + 0.11);
        }

        await Succeed(pacer);
        await Limit(pacer, together: 1, seconds: 0);
        Assert.InRange(await SecondsUntilOpen(pacer), 0.25, 0.5);
    }

    [Fact]
    public async Task An_overloaded_service_that_names_a_time_pauses_the_others_and_the_write_is_lost()
    {
        using var service = ScriptedService.InTurn(
            () => ScriptedService.Limited("5", System.Net.HttpStatusCode.ServiceUnavailable), Success);
        using var account = Accounts.Open(service, _time);
        Assert.Equal(VerdictKind.Lost, (await _time.Run(account.Writer.RemoveAsync(101, CancellationToken.None))).Kind);
        var start = _time.GetUtcNow();
        Assert.Equal(VerdictKind.Success, (await _time.Run(account.Writer.RemoveAsync(102, CancellationToken.None))).Kind);
        Assert.InRange((_time.GetUtcNow() - start).TotalSeconds, 4.8, 5.3);
    }

    [Fact]
    public async Task Limits_without_a_time_for_a_minute_stop_the_sending()
    {
        using var service = new ScriptedService(_ => ScriptedService.Limited());
        Assert.InRange(await SecondsToRemove(service, VerdictKind.NotSent), 60, 70);
    }

    [Fact]
    public async Task Pauses_that_the_service_asks_for_do_not_count_but_five_minutes_of_them_do()
    {
        using var service = new ScriptedService(_ => ScriptedService.Limited("30"));
        Assert.InRange(await SecondsToRemove(service, VerdictKind.NotSent, step: 1), 360, 395);
    }

    [Fact]
    public async Task Time_without_any_call_does_not_use_up_patience()
    {
        var pacer = new CallPacer(1, _time, () => 0);
        using (pacer.Begin())
        {
            _time.Advance(TimeSpan.FromSeconds(59));
        }

        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(pacer.HasStopped());
        using (pacer.Begin())
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(pacer.HasStopped());
        await Succeed(pacer);
        Assert.True(pacer.HasStopped());
    }

    [Theory]
    [InlineData(VerdictKind.Success)]
    [InlineData(VerdictKind.Duplicate)]
    [InlineData(VerdictKind.Refused)]
    public async Task An_answer_that_was_meant_renews_patience(VerdictKind verdict)
    {
        var pacer = new CallPacer(1, _time, () => 0);
        using var call = pacer.Begin();
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(59));
            using var turn = await Enter(pacer);
            turn.Report(verdict, Fine);
            Assert.False(pacer.HasStopped());
        }
    }

    private static HttpResponseMessage Success() => ScriptedService.Json("""{"code":200}""");

    private static HttpResponseMessage At(string date, HttpResponseMessage response)
    {
        response.Headers.TryAddWithoutValidation("Date", date);
        return response;
    }

    private static Task<CallPacer.Turn> Enter(CallPacer pacer) => pacer.EnterAsync(CancellationToken.None);

    private static async Task Succeed(CallPacer pacer)
    {
        using var turn = await Enter(pacer);
        turn.Report(VerdictKind.Success, Fine);
    }

    private static async Task Limit(CallPacer pacer, int together, double seconds)
    {
        var turns = new List<CallPacer.Turn>();
        for (var i = 0; i < together; i++)
        {
            turns.Add(await Enter(pacer));
        }

        foreach (var turn in turns)
        {
            turn.Report(VerdictKind.RateLimited, new Answer.Received(429, default, TimeSpan.FromSeconds(seconds)));
            turn.Dispose();
        }
    }

    private async Task<double> SecondsUntilOpen(CallPacer pacer)
    {
        var start = _time.GetUtcNow();
        (await _time.Run(Enter(pacer))).Dispose();
        return (_time.GetUtcNow() - start).TotalSeconds;
    }

    private async Task<double> SecondsToRemove(ScriptedService service, VerdictKind expected = VerdictKind.Success, double step = 0.1)
    {
        var start = _time.GetUtcNow();
        using var account = Accounts.Open(service, _time);
        Assert.Equal(expected, (await _time.Run(account.Writer.RemoveAsync(101, CancellationToken.None), step)).Kind);
        return (_time.GetUtcNow() - start).TotalSeconds;
    }
}
