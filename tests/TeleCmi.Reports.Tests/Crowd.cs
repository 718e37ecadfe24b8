using System.Globalization;

namespace TeleCmi.Reports.Tests;

/// <summary>A plan for a large account, in which everybody has the same name.</summary>
internal static class Crowd
{
    public static Report.OfPlan Of(int agents, string name)
    {
        var sample = Samples.Plan(_ => name);
        return sample with
        {
            Plan = sample.Plan with
            {
                Kept = [],
                Warnings = [],
                Changes = [
                    .. Enumerable.Range(100, agents).Select(extension => sample.Plan.Changes[extension % sample.Plan.Changes.Length] with
                {
                    Extension = extension,
                    AgentId = string.Create(CultureInfo.InvariantCulture, $"{extension}_1111112"),
                })],
            },
        };
    }
}
