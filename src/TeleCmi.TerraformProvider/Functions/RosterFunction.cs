using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Reports;
using TeleCmi.TerraformProvider.Protocol;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Functions;

/// <summary><c>roster(yaml)</c>: reads a roster file as the command does. Pure.</summary>
internal static class RosterFunction
{
    private const string File = "agents.yaml";

    public static CallFunction.Types.Response Call(Dynamic yaml)
    {
        var loaded = RosterLoader.Load(File, Encoding.UTF8.GetBytes(yaml.AsText ?? ""));
        var errors = loaded.Diagnostics.Where(one => one.IsError).Select(Line).ToList();
        errors.AddRange((loaded.Roster?.Agents ?? []).Where(agent => agent.Password is not null && Variable(agent) is null).Select(Unsafe));
        return errors.Count > 0 || loaded.Roster is null
            ? new CallFunction.Types.Response { Error = new FunctionError { Text = string.Join('\n', errors), FunctionArgument = 0 } }
            : new CallFunction.Types.Response { Result = DynamicCodec.Write(Of(loaded.Roster)) };
    }

    private static Dynamic Of(Roster roster) => Dynamic.Map(
    [
        new("appid", roster.LiteralAppId is { } appId ? Dynamic.Of($"{appId}") : Dynamic.None),
        new("agents", Dynamic.Map(roster.Agents.Select(agent => KeyValuePair.Create($"{agent.Extension}", Of(agent))))),
        new("policy", Of(roster.Policy)),
    ]);

    private static Dynamic Of(RosterAgent agent) => Dynamic.Map(
    [
        .. AgentAttributes.Schema.Fields.Select(field => KeyValuePair.Create(field.Key, Dynamic.Of(field.Get(agent.Values)))),
        new(AgentSchema.Protected, Dynamic.Of(agent.Protected)),
        new("password_env", Dynamic.Of(Variable(agent))),
    ]);

    private static Dynamic Of(RosterPolicy policy) => Dynamic.Map(
    [
        new("max_removals", Dynamic.Of(policy.MaximumRemovals?.ToString())),
        new("min_on_duty", policy.MinimumOnDuty.Any(floor => floor > 0)
            ? Dynamic.Map(policy.MinimumOnDuty.Select((floor, index) => KeyValuePair.Create($"{index + 1}", Dynamic.Of((int?)floor)))
                .Where(one => one.Value.AsInteger > 0))
            : Dynamic.None),
        new("passwords", Dynamic.Of(policy.Passwords == PasswordPolicy.Initial ? "initial" : null)),
    ]);

    // One reference and nothing else.
    private static string? Variable(RosterAgent agent)
        => agent.Password is PasswordSource.Text { Template: { IsReference: true, HoldsText: false } template }
            ? template.Variables.First()
            : null;

    private static string Unsafe(RosterAgent agent)
        => $"{Place(agent.Password!.Position.Line, agent.Password.Position.Column)}the password of {agent.Extension} would enter the state:"
            + " write it as ${NAME}, or leave it out and give it in `passwords_wo`";

    private static string Line(Client.Agents.Diagnostic one) => Shown.Sentence(
        $"{Place(one.Line, one.Column)}{one.Code}: {one.Message}{(one.Hint is null ? "" : $" ({one.Hint})")}").ToString();

    private static string Place(int? line, int? column) => line is null ? "" : $"line {line}, column {column}: ";
}
