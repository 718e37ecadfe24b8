using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

/// <summary>Rosters as users write them.</summary>
internal static class Given
{
    /// <summary>An agent's three required fields.</summary>
    public const string Agent = """
        agents:
          - extension: 101
            name: Manish
            phone_number: "919200000000"

        """;

    public static RosterLoadResult Text(string yaml) => Bytes(Encoding.UTF8.GetBytes(yaml));

    public static RosterLoadResult Bytes(byte[] content) => RosterLoader.Load("agents.yaml", content);

    /// <summary>The standard agent with one more line.</summary>
    public static RosterLoadResult AgentWith(string field) => Text(Agent + "    " + field.ReplaceLineEndings("\n    ") + "\n");

    public static Roster Valid(string yaml)
    {
        var result = Text(yaml);
        Assert.DoesNotContain(result.Diagnostics, d => d.IsError);
        return Assert.IsType<Roster>(result.Roster);
    }

    /// <summary>As the command prints it, without the hint.</summary>
    public static string Line(Diagnostic d) =>
        $"{d.File}:{d.Line}:{d.Column}: {(d.IsError ? "error" : "warning")} {d.Code}: {d.Message}";
}
