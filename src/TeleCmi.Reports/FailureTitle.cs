using TeleCmi.Client.Agents;

namespace TeleCmi.Reports;

/// <summary>What failed, in a line: the title of a report of a run that has no result.</summary>
internal static class FailureTitle
{
    private const string RosterCodes = "ROS";

    /// <summary>E.g. <c>Plan failed</c>, and what could not be done, which may quote foreign text.</summary>
    public static (string What, string? Why) Of(Report.OfFailure failure)
    {
        var command = failure.Command.Length == 0 ? "Run" : char.ToUpperInvariant(failure.Command[0]) + failure.Command[1..];
        var errors = failure.Diagnostics.Where(one => one.IsError).DefaultIfEmpty(failure.Diagnostics.FirstOrDefault()).ToList();
        return errors switch
        {
            [{ Code: "interrupted" }, ..] => ($"{command} interrupted", null),
            [null] => ($"{command} failed", null),
            _ when errors.TrueForAll(one => one!.Code.StartsWith(RosterCodes, StringComparison.Ordinal))
                => ($"{command}: the roster is not valid ({Wording.Count(errors.Count, "error")})", null),
            [{ } first, ..] => ($"{command} failed", FirstSentence(first.Message)),
            _ => ($"{command} failed", null),
        };
    }

    // An address has dots too: a sentence ends where a blank follows.
    private static string FirstSentence(string message)
    {
        var end = message.IndexOfAny(['\r', '\n']) is var line and >= 0 ? line : message.Length;
        var sentence = message.IndexOf(". ", 0, end, StringComparison.Ordinal) is var dot and > 0 ? dot : end;
        return message[..sentence].TrimEnd('.', ' ');
    }
}
