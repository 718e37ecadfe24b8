using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>The variables of a roster's passwords.</summary>
public static class PasswordVariables
{
    /// <summary>Those that a password waits for, each once, by extension: unset, and nothing else stands in for them.</summary>
    /// <param name="roster">The roster.</param>
    /// <param name="variables">Gives a variable's value; null and empty both mean unset.</param>
    public static IEnumerable<string> Unset(Roster roster, Func<string, string?> variables)
    {
        ArgumentNullException.ThrowIfNull(roster);
        return roster.Agents.Select(agent => agent.Password).OfType<PasswordSource.Text>()
            .SelectMany(password => password.Template.Unset(variables)).Distinct(StringComparer.Ordinal);
    }

    /// <summary>
    /// True for one of ours, which may hold the app secret: no password may name it. Windows knows no case in the names of variables.
    /// </summary>
    public static bool IsOurs(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith("TELECMI_", StringComparison.OrdinalIgnoreCase);
    }
}
