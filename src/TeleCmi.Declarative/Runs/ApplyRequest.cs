using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Runs;

/// <summary>What is to be applied, and what of it was approved.</summary>
public sealed record ApplyRequest
{
    /// <summary>What the user allowed, once it is known whom the state records.</summary>
    public required Func<RecordedState?, Result<PlanOptions>> Options { get; init; }

    /// <summary>False where adds alone are sent, by the state alone.</summary>
    public bool Refreshes { get; init; } = true;

    /// <summary>What was approved: the plan must come out the same. Null where there is no approval yet.</summary>
    public SavedPlan? Approval { get; init; }

    /// <summary>True where a person is asked before anything is sent.</summary>
    public bool Asks { get; init; }
}

/// <summary>What a door shows, asks and tells while it applies.</summary>
public interface IApplyDoor
{
    /// <summary>The account changed while the question was open; what comes next is the plan now.</summary>
    void Changed();

    /// <summary>What is about to be done.</summary>
    /// <param name="prepared">The plan; without refusals.</param>
    /// <param name="asks">True where the question follows.</param>
    void Show(Prepared prepared, bool asks);

    /// <summary>Asks whether to do it.</summary>
    /// <returns>Null for a yes; else why not.</returns>
    Task<Failure?> AskAsync(Plan plan);

    /// <summary>The first call is about to be made.</summary>
    /// <returns>
    /// What is told of each outcome, from one thread at a time; must not throw. A failure keeps everything from being sent.
    /// </returns>
    Task<Result<Action<Outcome>>> BeginAsync(Plan plan);
}

/// <summary>How an apply ended.</summary>
/// <param name="Prepared">The last plan, with what it was made from.</param>
/// <param name="Result">What became of it; null where a rule of safety refused it, and nothing was sent.</param>
public sealed record ApplyEnd(Prepared Prepared, ApplyResult? Result);
