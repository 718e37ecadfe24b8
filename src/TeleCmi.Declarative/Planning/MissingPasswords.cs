using TeleCmi.Client;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Planning;

/// <summary>Adds and recreates must send a password: a run that does not know one is refused before anything is sent.</summary>
public static class MissingPasswords
{
    /// <summary>One positioned error for each entry whose password is needed and not known.</summary>
    public static IReadOnlyList<Diagnostic> Check(Plan plan, Roster roster, IReadOnlyDictionary<int, Secret> passwords)
        => [.. from change in plan.Changes
               where change.Action is ChangeAction.Add or ChangeAction.Recreate && !passwords.ContainsKey(change.Extension)
               let entry = roster.Find(change.Extension)
               let at = entry.Password?.Position ?? entry.Position
               select new Diagnostic(
                   Severity.Error,
                   "no_password",
                   entry.Password is null
                       ? $"{change.Extension} must be added, and its entry gives no password."
                       : $"{change.Extension} must be added, and the variable of its password is not set.",
                   at.File, at.Line, at.Column,
                   entry.Password is null ? $"Add `password: ${{AGENT_{change.Extension}_PASSWORD}}` to the entry." : "Set the variable, or give it with --env-file.")];
}
