using TeleCmi.Declarative.Singles;

namespace TeleCmi.Declarative.Tests.Singles;

/// <summary>What a deployment knows of an extension, whichever of its processes was told.</summary>
public sealed class HeldExtensionTests
{
    [Theory]
    // Nobody wants it.
    [InlineData("", null)]
    [InlineData("b claims 102", null)]
    [InlineData("b claims 101; b claims 102", null)]
    [InlineData("b removes 101; a leaves 101 Manish", null)]
    [InlineData("b takes 102", null)]
    // Somebody else does.
    [InlineData("b claims 101", "Claimed b")]
    [InlineData("b claims 101 anew", "Claimed b")]
    [InlineData("b claims 102; b claims 101", "Claimed b")]
    [InlineData("b takes 101", "Taken b")]
    [InlineData("b claims 101; c takes 101", "Taken c")]
    [InlineData("b claims 101; b takes 101; b refuses 101", "Refused b")]
    [InlineData("b claims 101; b takes 101; b refuses 101; b claims 102", "Refused b")]
    [InlineData("b takes 102; b refuses 102", null)]
    // The resource itself goes on with it, or has come to it from another one.
    [InlineData("a claims 101 holding 101", "Claimed a")]
    [InlineData("a claims 101 holding 102", "Claimed a")]
    [InlineData("a claims 101 holding 102; a claims 101 anew", "Claimed a")]
    [InlineData("a claims 101 anew; a takes 101", "Taken a")]
    // The program has the engine delete first.
    [InlineData("a claims 101 anew", null)]
    [InlineData("a claims 101 holding 101; a claims 101 anew", null)]
    [InlineData("a claims 102 holding 101; a claims 102 anew", null)]
    public async Task A_removal_is_left_out_for_whoever_wants_the_user(string told, string? bar)
    {
        foreach (var held in await HoldEverywhereAsync(told))
        {
            var found = held.BarTo("a");
            Assert.Equal(bar, found is null ? null : $"{found.GetType().Name} {found.Resource}");
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("a claims 101 anew", false)]
    [InlineData("a claims 101 holding 101", false)]
    [InlineData("a claims 102", false)]
    [InlineData("a claims 102 holding 103", false)]
    [InlineData("a claims 102 holding 101", true)]
    [InlineData("a claims 101 holding 101; a claims 101 anew", true)]
    [InlineData("a claims 102 holding 101; a claims 102 anew", true)]
    [InlineData("a claims 102 holding 101; a claims 101 holding 101", false)]
    public async Task An_extension_is_given_up_where_its_resource_takes_another_or_is_made_anew(string told, bool isGivenUp)
    {
        foreach (var held in await HoldEverywhereAsync(told))
        {
            Assert.Equal(isGivenUp, held.IsGivenUp);
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("a leaves 101 Manish", true)]
    [InlineData("a leaves 102 Manish", false)]
    [InlineData("a leaves 101 Asha", false)]
    public async Task Only_the_person_whom_a_removal_left_may_be_overwritten(string told, bool wasLeft)
    {
        foreach (var held in await HoldEverywhereAsync(told))
        {
            Assert.Equal(wasLeft, held.WasLeft("Manish"));
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("a leaves 101 Manish; a takes 101", false)]
    [InlineData("a removes 102", false)]
    [InlineData("a removes 101", true)]
    public async Task Who_was_removed_is_known(string told, bool isRemoved)
    {
        foreach (var held in await HoldEverywhereAsync(told))
        {
            Assert.Equal(isRemoved, held.IsRemoved);
        }
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("b claims 101", null)]
    [InlineData("a claims 101; a claims 102", null)]
    [InlineData("a claims 101", "a")]
    [InlineData("a takes 101", null)]
    public async Task An_extension_has_one_claimer(string told, string? claimer)
    {
        foreach (var held in await HoldEverywhereAsync(told))
        {
            Assert.Equal(claimer, held.OtherClaimer("b"));
            Assert.Equal(claimer, held.Claim("b", held: null, isNew: true));
            Assert.Equal(claimer is null ? "b" : null, held.OtherClaimer("a"));
        }
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("a is-to-remove 102", null)]
    [InlineData("b is-to-remove 101", null)]
    [InlineData("a is-to-remove 101", "a")]
    [InlineData("a is-to-remove 101; b is-to-remove 101", "a")]
    public async Task Who_claims_what_a_plan_is_to_remove_is_told(string told, string? remover)
    {
        foreach (var held in await HoldEverywhereAsync(told))
        {
            Assert.Equal(remover, held.Claim("b", held: null, isNew: true));
        }
    }

    [Theory]
    [InlineData("", null, 1)]
    [InlineData("a claims 101", null, 1)]
    [InlineData("b claims 102; b claims 101", "b", 1)]
    [InlineData("a is-to-remove 101", null, 1)]
    [InlineData("b is-to-remove 102; c is-to-remove 103", null, 3)]
    public async Task Who_is_to_remove_what_another_claims_is_told_and_counted(string told, string? claimer, int intended)
    {
        using var ledger = new ProcessesOfOne().Start();
        await TellAsync(ledger, told);
        Assert.Equal(claimer, (await HoldAsync(ledger)).Intend("a"));
        Assert.Equal(intended, ledger.IntendedRemovals);
    }

    [Fact]
    public async Task What_a_process_claimed_before_stays_claimed_where_its_next_claim_is_refused()
    {
        using var ledger = new ProcessesOfOne().Start();
        await TellAsync(ledger, "a claims 101; b claims 102; b claims 101");
        Assert.Equal("b", (await HoldAsync(ledger, 102)).OtherClaimer("c"));
    }

    [Fact]
    public async Task What_a_dead_process_told_counts_no_more_and_what_is_another_accounts_never()
    {
        var processes = new ProcessesOfOne();
        using var ledger = processes.Start();
        var dead = processes.Start();
        using var foreign = processes.Start("2222222");
        await TellAsync(dead, "a claims 101; a takes 101");
        await TellAsync(foreign, "a claims 102; a takes 102");
        using (var held = await HoldAsync(ledger))
        {
            Assert.Equal("a", held.OtherClaimer("b"));
        }

        dead.Dispose();
        using (var held = await HoldAsync(ledger))
        {
            Assert.Null(held.OtherClaimer("b"));
            Assert.Null(held.BarTo("b"));
        }

        Assert.Null((await HoldAsync(ledger, 102)).BarTo("b"));
    }

    [Fact]
    public async Task A_process_is_told_once_what_the_others_add_and_remove()
    {
        var processes = new ProcessesOfOne();
        var told = new List<int>();
        using var ledger = processes.Start(writtenElsewhere: told.Add);
        using var other = processes.Start();
        await TellAsync(ledger, "a takes 101; a removes 101");
        await TellAsync(other, "b claims 102; b takes 103; b removes 104; b leaves 105 Manish");
        (await HoldAsync(ledger)).Dispose();
        (await HoldAsync(ledger)).Dispose();
        Assert.Equal([103, 104], told);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_read_holds_nothing()
    {
        var processes = new ProcessesOfOne { Fault = "no such disk" };
        using var ledger = processes.Start();
        await Assert.ThrowsAsync<LedgerException>(() => HoldAsync(ledger));
        processes.Fault = null;
        (await HoldAsync(ledger)).Dispose();
    }

    // As the process sees it that was told, and as another one does.
    private static async Task<List<HeldExtension>> HoldEverywhereAsync(string told)
    {
        var holds = new List<HeldExtension>();
        foreach (var isTold in new[] { true, false })
        {
            var processes = new ProcessesOfOne();
            var ledger = processes.Start();
            await TellAsync(isTold ? ledger : processes.Start(), told);
            holds.Add(await HoldAsync(ledger));
        }

        return holds;
    }

    private static Task<HeldExtension> HoldAsync(DeploymentLedger ledger, int extension = 101) =>
        ledger.HoldAsync(extension, TestContext.Current.CancellationToken);

    private static async Task TellAsync(DeploymentLedger ledger, string told)
    {
        foreach (var words in told.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(' ')))
        {
            using var held = await HoldAsync(ledger, int.Parse(words[2]));
            switch (words)
            {
                case [var resource, "claims", _, .. var rest]:
                    held.Claim(resource, rest is ["holding", var before] ? int.Parse(before) : null, isNew: rest is ["anew"]);
                    break;
                case [var resource, "takes", _]:
                    held.Take(resource);
                    break;
                case [var resource, "is-to-remove", _]:
                    held.Intend(resource);
                    break;
                case [var resource, "refuses", _]:
                    held.Refuse(resource);
                    break;
                case [var resource, "removes", _]:
                    held.TryRemove(resource);
                    break;
                case [var resource, "leaves", _, var person]:
                    held.Leave(resource, person);
                    break;
                default:
                    throw new ArgumentException(told);
            }
        }
    }
}
