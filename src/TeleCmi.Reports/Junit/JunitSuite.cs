namespace TeleCmi.Reports.Junit;

/// <summary>How a case ended.</summary>
internal enum JunitStatus
{
    Passed,
    Failed,
    Errored,
    Skipped,
}

/// <summary>One line of a CI system's test report.</summary>
/// <param name="Name">Stable from run to run, and no other's in its suite: a CI system tells a case's history by it.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Message">Why, in words of our own or a quoted sentence; null for a case that passed.</param>
/// <param name="Details">More lines, or null.</param>
internal sealed record JunitCase(string Name, JunitStatus Status, string? Message = null, string? Details = null);

/// <summary>Cases of one kind.</summary>
internal sealed record JunitSuite(string Name, IReadOnlyList<JunitCase> Cases)
{
    public int Count(JunitStatus status) => Cases.Count(one => one.Status == status);
}
