using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// Writes agents as entries of a roster. Every text is quoted, passwords are references to a variable of their own, and what no entry can
/// say stays open behind a comment, where `telecmi validate` finds it.
/// </summary>
public static class RosterWriter
{
    /// <summary>A whole roster. An agent of whom no entry can say what the service shows is a comment, to be completed by hand.</summary>
    public static string Roster(long appId, IReadOnlyCollection<RecordedAgent> agents)
        => $"appid: {appId}\nagents:{(agents.Any(EntryRules.CanSay) ? "" : " []")}\n{string.Concat(agents.Select(agent => EntryRules.CanSay(agent) ? Entry(agent) : Comment(agent)))}";

    /// <summary>Entries to stand under <c>agents:</c>, indented as `telecmi init` does.</summary>
    public static string Entries(IEnumerable<RecordedAgent> agents) => string.Concat(agents.Select(Entry));

    /// <summary>False for a user that no entry can stand for: its extension lies outside 100..999.</summary>
    public static bool CanWrite(RecordedAgent agent) => EntryRules.CanName(agent.Extension);

    /// <summary>True where a text is a roster that says of these agents what they are, and nothing else.</summary>
    internal static bool ReadsBack(string roster, IReadOnlyCollection<RecordedAgent> agents)
        => RosterLoader.Load("", Encoding.UTF8.GetBytes(roster)).Roster is { } read
        && read.Agents.Length == agents.Count
        && read.Agents.Zip(agents.OrderBy(agent => agent.Extension)).All(pair => Says(pair.First, pair.Second));

    private static string Entry(RecordedAgent agent)
    {
        var text = new StringBuilder($"  - extension: {agent.Extension}\n");
        text.Append(EntryRules.OfName(agent.Name) is null ? $"    name: {Quoted(agent.Name ?? "")}\n" : "    name: # write one: a roster can't hold what the service shows\n");
        text.Append(EntryRules.OfPhone(agent.PhoneNumber) is null
            ? $"    phone_number: \"{agent.PhoneNumber}\"\n"
            : "    phone_number: # write it whole: the service does not show it so\n");
        text.Append($"    password: {Password(agent.Extension)}\n");
        if (EntryRules.Shift(agent) is { } shift)
        {
            text.Append($"    start_time: {shift.Start}\n    end_time: {shift.End}\n");
        }

        text.Append(agent.SmsAlert is { } alert ? $"    sms_alert: {(alert ? "true" : "false")}\n" : "");
        text.Append(agent.Protected ? "    protected: true\n" : "");
        return text.ToString();
    }

    private static string Comment(RecordedAgent agent) => string.Concat(Entry(agent).TrimEnd('\n').Split('\n').Select(line => $"  # {line[2..]}\n"));

    private static bool Says(RosterAgent entry, RecordedAgent agent)
        => entry.Extension == agent.Extension
        && Names.Same(entry.Name, agent.Name ?? "")
        && entry.PhoneNumber == agent.PhoneNumber
        && entry.Password is PasswordSource.Text password && password.Template.SourceText == Password(agent.Extension)
        && (entry.StartTime, entry.EndTime) == (EntryRules.Shift(agent)?.Start, EntryRules.Shift(agent)?.End)
        && entry.SmsAlert == agent.SmsAlert
        && (entry.Protected ?? false) == agent.Protected;

    private static string Password(int extension) => $"${{AGENT_{extension}_PASSWORD}}";

    // In double quotes every character can be written and none has a meaning of its own. What an editor or a terminal would not show, or
    // would act on, is written by its number; so are the beginnings of commands that CI systems look for in any output.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in VisibleText.Letters(text))
        {
            quoted.Append(letter switch
            {
                { Value: '"' } => "\\\"",
                { Value: '\\' } => "\\\\",
                { Value: '$' } => "$$",
                { IsVisible: true } => letter.Text,
                { Value: <= 0xFFFF } => $"\\u{letter.Value:X4}",
                _ => $"\\U{letter.Value:X8}",
            });
        }

        return quoted.Append('"').ToString();
    }
}
