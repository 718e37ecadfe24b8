using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports;

/// <summary>How a line is to be taken at a glance. Its number is a colour of the terminal, its name a class of the style sheet.</summary>
internal enum Tone
{
    /// <summary>Nothing to look at.</summary>
    Still = 2,

    /// <summary>Something is there that was not.</summary>
    Add = 32,

    /// <summary>Something is otherwise, or needs a look.</summary>
    Update = 33,

    /// <summary>Something is gone, or went wrong.</summary>
    Remove = 31,
}

/// <summary>The sign and the tone of each action, outcome and kind of drift, the same in every format.</summary>
internal static class Marks
{
    /// <summary>Of a planned action.</summary>
    public static (char Sign, Tone Tone) Of(ChangeAction action) => action switch
    {
        ChangeAction.Add => ('+', Tone.Add),
        ChangeAction.Recreate => ('!', Tone.Update),
        ChangeAction.Adopt => ('=', Tone.Still),
        ChangeAction.Forget => ('x', Tone.Still),
        ChangeAction.Remove => ('-', Tone.Remove),
        _ => ('~', Tone.Update),
    };

    /// <summary>Of a kind of drift.</summary>
    public static (char Sign, Tone Tone) Of(DriftKind kind) => kind switch
    {
        DriftKind.Changed => ('~', Tone.Update),
        DriftKind.Missing => ('-', Tone.Remove),
        DriftKind.Unmanaged => ('?', Tone.Update),
        _ => ('.', Tone.Still),
    };

    /// <summary>Of one change that ended: what is done is good news, but for who left.</summary>
    public static Tone Of(Outcome outcome) => outcome switch
    {
        { Kind: not OutcomeKind.Changed } => Of(outcome.Kind),
        { Action: ChangeAction.Remove } => Tone.Remove,
        { Action: ChangeAction.Adopt or ChangeAction.Forget } => Tone.Still,
        _ => Tone.Add,
    };

    /// <summary>Of what became of a change.</summary>
    public static Tone Of(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Changed => Tone.Add,
        OutcomeKind.Converged => Tone.Still,
        OutcomeKind.Skipped => Tone.Update,
        _ => Tone.Remove,
    };
}
