using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.States;

public sealed class RunRecoveryTests
{
    [Fact]
    public void A_state_without_a_pending_run_ignores_every_journal()
    {
        var state = Samples.State(Samples.Agent(101));

        Assert.Same(state, RunRecovery.Fold(state, [Samples.Line(ChangeAction.Remove, 101, OutcomeKind.Changed)]));
    }

    [Theory]
    [InlineData(OutcomeKind.Changed)]
    [InlineData(OutcomeKind.Converged)]
    public void What_was_done_is_recorded_as_it_was_seen(OutcomeKind outcome)
    {
        var seen = Samples.Agent(101, "Seen");
        var state = Samples.State().With(Samples.Pending(ChangeAction.Add, 101));

        var folded = RunRecovery.Fold(state, [Samples.Line(ChangeAction.Add, 101, outcome, seen)]);

        Assert.Equal(seen, folded.Agents[101]);
        Assert.Null(folded.Pending);
        Assert.Equal(state.Serial, folded.Serial);
    }

    [Theory]
    [InlineData(ChangeAction.Remove)]
    [InlineData(ChangeAction.Forget)]
    public void What_is_gone_loses_its_record(ChangeAction action)
    {
        var state = Samples.State(Samples.Agent(101)).With(Samples.Pending(action, 101));

        Assert.Empty(RunRecovery.Fold(state, [Samples.Line(action, 101, OutcomeKind.Changed)]).Agents);
    }

    [Theory]
    [InlineData(ChangeAction.Add)]
    [InlineData(ChangeAction.Recreate)]
    public void Who_met_another_person_has_no_record(ChangeAction action)
    {
        var state = Samples.State(Samples.Agent(101)).With(Samples.Pending(action, 101));

        var folded = RunRecovery.Fold(state, [Samples.Line(action, 101, OutcomeKind.Converged)]);

        Assert.Empty(folded.Agents);
        Assert.Null(folded.Pending);
    }

    [Theory]
    [InlineData(OutcomeKind.Failed)]
    [InlineData(OutcomeKind.Skipped)]
    public void What_was_not_done_keeps_its_record_and_is_settled(OutcomeKind outcome)
    {
        var state = Samples.State(Samples.Agent(101)).With(Samples.Pending(ChangeAction.Update, 101));

        var folded = RunRecovery.Fold(state, [Samples.Line(ChangeAction.Update, 101, outcome)]);

        Assert.Equal(Samples.Agent(101), folded.Agents[101]);
        Assert.Null(folded.Pending);
    }

    [Fact]
    public void What_nobody_knows_stays_pending_as_does_what_has_no_line()
    {
        var state = Samples.State(Samples.Agent(101)).With(
            Samples.Pending(ChangeAction.Update, 101), Samples.Pending(ChangeAction.Add, 102), Samples.Pending(ChangeAction.Add, 103));

        var folded = RunRecovery.Fold(
            state,
            [
                Samples.Line(ChangeAction.Update, 101, OutcomeKind.Unknown),
                Samples.Line(ChangeAction.Add, 102, OutcomeKind.Changed, Samples.Agent(102)),
            ]);

        Assert.Equal([101, 103], folded.Pending!.Changes.Select(change => change.Extension));
        Assert.Equal(Samples.Run, folded.Pending.Run);
        Assert.Equal([101, 102], folded.Agents.Keys);
    }

    [Fact]
    public void A_line_that_does_not_say_what_to_record_settles_nothing()
    {
        var state = Samples.State(Samples.Agent(101)).With(Samples.Pending(ChangeAction.Update, 101));

        var folded = RunRecovery.Fold(state, [Samples.Line(ChangeAction.Update, 101, OutcomeKind.Changed)]);

        Assert.Equal(Samples.Agent(101), folded.Agents[101]);
        Assert.NotNull(folded.Pending);
    }

    [Fact]
    public void The_last_line_of_a_change_counts()
    {
        var state = Samples.State().With(Samples.Pending(ChangeAction.Add, 101));

        var folded = RunRecovery.Fold(
            state,
            [Samples.Line(ChangeAction.Add, 101, OutcomeKind.Unknown), Samples.Line(ChangeAction.Add, 101, OutcomeKind.Changed, Samples.Agent(101))]);

        Assert.Null(folded.Pending);
    }

    [Fact]
    public void Lines_of_another_run_or_of_nothing_pending_are_ignored()
    {
        var state = Samples.State(Samples.Agent(101), Samples.Agent(102)).With(Samples.Pending(ChangeAction.Remove, 101));

        var folded = RunRecovery.Fold(
            state,
            [
                Samples.Line(ChangeAction.Remove, 101, OutcomeKind.Changed, run: "run-0"),
                Samples.Line(ChangeAction.Remove, 102, OutcomeKind.Changed),
            ]);

        Assert.Equal([101, 102], folded.Agents.Keys);
        Assert.NotNull(folded.Pending);
    }
}
