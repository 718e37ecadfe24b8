using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Runs;

namespace TeleCmi.Declarative.Tests.Hosted;

/// <summary>Passwords of a roster whose state an engine keeps, and its last look before anything is sent.</summary>
public sealed class HostedPasswordTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_not_as_it_was_approved_stops_before_any_call()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102]);
        desk.Next();
        var seen = ImmutableArray<int>.Empty;
        var stopped = await desk.One("a", [101, 103]).ApplyAsync(first.Record, HostedDesk.Pruning, default, plan =>
        {
            seen = [.. plan.Changes.Select(change => change.Extension)];
            return Failure.Refused("changed", "not as it was");
        });
        Assert.Equal(("changed", true), (stopped.Failed().Code, seen.SequenceEqual([102, 103])));
        Assert.Equal("101 Agent 101, 102 Agent 102", desk.People);
    }

    [Fact]
    public async Task A_fingerprint_follows_the_password_of_those_who_are_named()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102]);
        desk.Users.Put(desk.Users.Find(101)! with { Password = "other" });
        desk.Users.Put(desk.Users.Find(102)! with { Password = "other" });
        desk.Next();
        var found = (await desk.One("a", [101, 102]).ReadAsync(first.Record, false, extension => extension == 101, Token)).Ok();
        Assert.NotEqual(first.Record.State.Agents[101].PasswordFingerprint, found.State.Agents[101].PasswordFingerprint);
        Assert.Equal(first.Record.State.Agents[102], found.State.Agents[102]);
    }

    [Fact]
    public async Task After_a_rotation_all_fingerprints_are_made_anew_or_none()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102]);
        desk.Next();
        var some = (await Rotated().ReadAsync(first.Record, false, extension => extension == 101, Token)).Ok();
        Assert.Equal((first.Record.State.KeyId, first.Record.State.Agents[101]), (some.State.KeyId, some.State.Agents[101]));

        var all = (await Rotated().ReadAsync(first.Record, false, _ => true, Token)).Ok();
        Assert.NotEqual(first.Record.State.KeyId, all.State.KeyId);
        Assert.Empty((await Rotated().PlanAsync(all, new PlanOptions(), Token)).Ok().Plan.Warnings);

        HostedRoster Rotated() => desk.One("a", [101, 102], change: input => input with { AppSecret = new Secret("rotated") });
    }

    [Fact]
    public async Task Without_a_look_passwords_are_compared_with_what_is_recorded_where_a_door_asks_for_it()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102]);
        var other = ImmutableDictionary<int, Secret>.Empty.Add(101, new Secret("other")).Add(102, new Secret("pw-102"));
        Assert.Empty((await PlanAsync(compares: false)).Changes);
        Assert.Equal([101], (await PlanAsync(compares: true)).Changes.Select(change => change.Extension));

        async Task<Plan> PlanAsync(bool compares)
            => (await desk.One("a", [101, 102], looks: false, change: input => input with
            {
                Passwords = other,
                AppSecret = new Secret("simulated"),
                ComparesRecorded = compares,
            }).PlanAsync(first.Record, new PlanOptions(), Token)).Ok().Plan;
    }
}
