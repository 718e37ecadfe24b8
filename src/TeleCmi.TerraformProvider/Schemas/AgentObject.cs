using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Schemas;

/// <summary>An agent as an object of the language, in a program or a state.</summary>
internal static class AgentObject
{
    private const int MostText = 100_000;

    /// <summary>Its fields, as far as they are known.</summary>
    public static AgentValues Values(Dynamic agent) => AgentAttributes.Schema.Make(field => agent[field.Key].Given.As(field));

    /// <summary>What a list shows.</summary>
    public static Dynamic Of(AgentValues live) => Spelled(
        Dynamic.Map(AgentAttributes.Schema.Fields.Select(field => KeyValuePair.Create(field.Key, Dynamic.None))), live);

    /// <summary>The object with these values, in the spelling that is there where that is equal.</summary>
    public static Dynamic Spelled(Dynamic agent, AgentValues values)
    {
        foreach (var field in AgentAttributes.Schema.Fields)
        {
            var (mine, now) = (agent[field.Key].Given.As(field), field.Get(values));
            if (now is not null && (mine is null || !field.Same(mine, now)))
            {
                agent = agent.With(field.Key, Dynamic.Of(Visible(now)));
            }
        }

        return agent;
    }

    /// <summary>
    /// What a program says, planned from what is recorded: what is left out is as it was, and so is what is spelled otherwise.
    /// </summary>
    public static Dynamic Planned(Dynamic config, Dynamic prior)
    {
        foreach (var field in AgentAttributes.Schema.Fields)
        {
            var (given, before) = (config[field.Key], prior[field.Key]);
            if (given.IsNull || AgentDiff.Same(field, before.Given, given.Given))
            {
                config = config.With(field.Key, before.IsUnknown ? Dynamic.None : before);
            }
        }

        return config;
    }

    /// <summary>True where a live user is as a state says.</summary>
    public static bool Shows(Dynamic state, AgentValues live) => AgentAttributes.Schema.Fields.All(field
        => state[field.Key].Given.As(field) is not { } known || field.Get(live) is not { } seen
        || field.Fits(seen, known) || field.Same(Visible(seen), known));

    // As a state may hold it: CLIs print what steers a terminal as it is.
    private static FieldValue Visible(FieldValue value) => value is FieldValue.Text { Value: var text } && text.Any(char.IsControl)
        ? new FieldValue.Text(VisibleText.Of(text, MostText))
        : value;
}
