namespace TeleCmi.Declarative.Planning;

/// <summary>No plan may put an hour under its floor and lower than it was.</summary>
internal static class CoverageGuard
{
    public static Refusal? Check(PlanInput input, Plan plan) => null;
}
