using System.Text;
using CsCheck;
using TeleCmi.Client;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.States;

/// <summary>Whatever a crash leaves of the files, the next run starts from a true prefix of what happened.</summary>
public sealed class CrashPropertyTests
{
    private sealed record Step(ChangeAction Action, OutcomeKind Outcome);

    private sealed record Episode(Step[] Steps, bool Ended, int Cut);

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.OneOf(ChangeAction.Add, ChangeAction.Update, ChangeAction.Recreate, ChangeAction.Remove, ChangeAction.Adopt, ChangeAction.Forget),
        Gen.OneOf(OutcomeKind.Changed, OutcomeKind.Converged, OutcomeKind.Failed, OutcomeKind.Unknown, OutcomeKind.Skipped),
        (action, outcome) => new Step(action, outcome));

    private static readonly Gen<Episode> Episodes = Gen.Select(
        Steps.Array[1, 5], Gen.Bool, Gen.Int[0, 100], (steps, ended, cut) => new Episode(steps, ended, cut));

    [Fact]
    public void Any_runs_and_any_cut_of_the_journal_leave_a_prefix_of_the_outcomes()
        => Episodes.Array[1, 4].Sample(
            episodes =>
            {
                using var folder = new TemporaryFolder();
                var model = new Dictionary<int, string>();
                for (var i = 0; i < episodes.Length; i++)
                {
                    Live(episodes[i], $"run-{i}", folder["s.json"], model);
                }
            },
            iter: 60,
            threads: 2);

    [Fact]
    public void A_journal_torn_at_any_byte_yields_the_lines_before()
    {
        using var folder = new TemporaryFolder();
        using var store = new StateFiles(folder["s.json"]);
        JournalEntry[] lines =
        [
            Samples.Line(ChangeAction.Add, 101, OutcomeKind.Changed, Samples.Agent(101, "Zoë {}\n")),
            Samples.Line(ChangeAction.Remove, 102, OutcomeKind.Changed),
            Samples.Line(ChangeAction.Update, 103, OutcomeKind.Unknown),
        ];
        store.Begin(Samples.State().With(Samples.Pending(ChangeAction.Add, 101)));
        Array.ForEach(lines, store.Append);
        store.Dispose();
        var whole = File.ReadAllBytes(store.JournalPath);

        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(store.JournalPath, whole[..length]);
            Assert.Equal(lines[..whole[..length].Count(b => b == '\n')], store.ReadJournal(Samples.Run, Generations.Default.Schema));
        }
    }

    [Fact]
    public void Whatever_stands_in_a_journal_reading_it_never_fails()
        => Gen.Byte.Array[0, 60].Sample(
            noise =>
            {
                using var folder = new TemporaryFolder();
                using var store = new StateFiles(folder["s.json"]);
                store.Begin(Samples.State().With(Samples.Pending(ChangeAction.Add, 101)));
                store.Append(Samples.Line(ChangeAction.Add, 101, OutcomeKind.Failed));
                store.Dispose();
                File.AppendAllText(store.JournalPath, Encoding.Latin1.GetString(noise) + "\n");
                Assert.NotEmpty(store.ReadJournal(Samples.Run, Generations.Default.Schema));
            },
            iter: 100,
            threads: 2);

    [Fact]
    public void A_state_with_any_byte_changed_is_read_or_refused_but_nothing_else()
    {
        var whole = StateFormat.Write(Samples.State(Samples.Agent(101)).With(Samples.Pending(ChangeAction.Update, 101)));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Bool).Sample(
            (at, value, cut) =>
            {
                byte[] damaged = [.. whole.AsSpan(0, at), value, .. cut ? [] : whole.AsSpan(at + 1)];
                try
                {
                    _ = StateFormat.Write(StateFormat.Read(damaged, "s.json"));
                }
                catch (StateException e)
                {
                    Assert.StartsWith("STA", e.Diagnostic.Code, StringComparison.Ordinal);
                }
            },
            iter: 20_000);
    }

    /// <summary>One run as the applier makes it, then its crash; the model holds the names that ought to be recorded.</summary>
    private static void Live(Episode episode, string run, string path, Dictionary<int, string> model)
    {
        using var store = new StateFiles(path);
        var lines = episode.Steps.Select((step, i) => LineOf(step, 101 + i, run)).ToArray();
        var pending = new PendingRun(run, [.. lines.Select(l => Samples.Pending(l.Action, l.Extension))]);
        var begun = (Recovered(store) ?? Samples.State()) with { Pending = pending };
        store.Begin(begun);
        Array.ForEach(lines, store.Append);
        store.Dispose();

        if (episode.Ended)
        {
            store.End(RunRecovery.Fold(begun, lines));
        }
        else
        {
            var journal = File.ReadAllBytes(store.JournalPath);
            journal = journal[..(journal.Length * episode.Cut / 100)];
            File.WriteAllBytes(store.JournalPath, journal);
            lines = lines[..journal.Count(b => b == '\n')];
        }

        var open = pending.Changes.Select(c => c.Extension).ToHashSet();
        foreach (var line in lines.Where(l => l.Outcome != OutcomeKind.Unknown))
        {
            open.Remove(line.Extension);
            if (line.Outcome is OutcomeKind.Changed or OutcomeKind.Converged)
            {
                model.Remove(line.Extension);
                if (line.Fields is not null)
                {
                    model[line.Extension] = line.Fields.Name!;
                }
            }
        }

        var state = Recovered(store)!;
        Assert.Equal(model.OrderBy(p => p.Key), state.Agents.Select(p => KeyValuePair.Create(p.Key, p.Value.Name!)));
        Assert.Equal(open.Order(), state.Pending?.Changes.Select(c => c.Extension) ?? []);
    }

    private static RecordedState? Recovered(StateFiles store) => store.Load() is { } state
        ? RunRecovery.Fold(state, state.Pending is { } pending ? store.ReadJournal(pending.Run, Generations.Default.Schema) : [])
        : null;

    private static JournalEntry LineOf(Step step, int extension, string run) => Samples.Line(
        step.Action,
        extension,
        step.Outcome,
        step.Outcome is OutcomeKind.Changed or OutcomeKind.Converged && step.Action is not (ChangeAction.Remove or ChangeAction.Forget)
            ? Samples.Agent(extension, $"of {run}")
            : null,
        run);
}
