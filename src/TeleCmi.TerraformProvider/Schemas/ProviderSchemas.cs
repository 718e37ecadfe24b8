using System.Collections.Immutable;
using TeleCmi.TerraformProvider.Protocol;
using static TeleCmi.TerraformProvider.Schemas.AttributeUse;

namespace TeleCmi.TerraformProvider.Schemas;

/// <summary>Everything that the provider offers: what Terraform is told, and what the docs are made from.</summary>
internal static class ProviderSchemas
{
    public const string RosterType = "telecmi_roster";
    public const string AgentType = "telecmi_agent";
    public const string AgentsType = "telecmi_agents";

    private const string Variable = "Name of a variable in the environment of the provider's process, which holds the password.";

    private static readonly SchemaAttribute Protected = new(
        "protected", AttributeType.Flag, Optional | Computed,
        "Never removed; to remove it, `false` is applied first, in a run of its own.");

    public static SchemaBlock Provider { get; } = new(
        "telecmi",
        "The users (\"agents\") of a TeleCMI account as code.",
        [
            new("appid", AttributeType.Text, Optional, "The account's app id. Left out: `TELECMI_APPID`."),
            new("api", AttributeType.Text, Optional, "Generation of the API: `v2`. Left out: `TELECMI_API`."),
            new("secret", AttributeType.Text, Optional,
                "The app secret. Left out: `TELECMI_SECRET_<APPID>`, else `TELECMI_SECRET`. May be ephemeral.") { IsSensitive = true },
            new("base_url", AttributeType.Text, Optional, "Where the service is. Left out: `TELECMI_BASE_URL`."),
            new("parallelism", AttributeType.Number, Optional, "Calls in flight, 1 to 64. Left out: 8."),
            new("sandbox", AttributeType.Flag, Optional,
                "Users in a file under `.telecmi/` in place of an account: no secret, no network."),
            new("max_removals", AttributeType.Number, Optional,
                "How many `telecmi_agent`s a plan may remove or move to another extension, 0 to 900. Left out: no limit."
                + " A `telecmi_roster` has a policy of its own."),
        ]);

    public static SchemaBlock Roster { get; } = new(
        RosterType,
        "A whole roster as one resource: every agent of it is planned, checked and applied together.",
        [
            new("agents", new AttributeType.NestedMap(
            [
                .. AgentAttributes.Inputs,
                Protected,
                new("password_env", AttributeType.Text, Optional, Variable),
            ]), Required, "The agents, by extension: a whole number from 100 to 999."),
            new("passwords_wo", new AttributeType.MapOf((AttributeType.Primitive)AttributeType.Text), Optional,
                "Passwords by extension; wins over `password_env`. In no plan and no state: needs Terraform 1.11 or OpenTofu 1.11.")
            { IsSensitive = true, IsWriteOnly = true },
            new("passwords_wo_version", AttributeType.Number, Optional,
                "With it, `passwords_wo` are sent to new agents, and to all when it changes; without it, when one differs."),
            new("policy", new AttributeType.NestedSingle(
            [
                new("max_removals", AttributeType.Text, Optional,
                    "How many agents a plan may remove: `\"N\"`, or `\"P%\"` of those recorded. Left out: the larger of 3 and 10 %."),
                new("min_on_duty", new AttributeType.MapOf((AttributeType.Primitive)AttributeType.Number), Optional,
                    "How many must be on duty, by hours: `{ \"9-18\" = 2 }`."),
                new("passwords", AttributeType.Text, Optional,
                    "`managed`: kept as the program gives them. `initial`: sent to new agents, and when the program's value changes."),
            ]), Optional, "Rules of safety."),
            new("appid", AttributeType.Text, Optional, "The app id of the account; must be the provider's."),
            new("prune", AttributeType.Flag, Optional, "Remove who leaves the roster. Left out: they stay, managed by nobody."),
            new("allow_empty", AttributeType.Flag, Optional, "Allow a roster without agents, or a destroy, to remove everybody."),
            new("allow_recreate", AttributeType.Flag, Optional, "Allow a plan though most agents are missing from the account."),
            new("allow_takeover", AttributeType.Flag, Optional,
                "Allow extensions of other people, whom no run recorded, to be overwritten."),
            new("allow_under_coverage", AttributeType.Flag, Optional, "Allow an hour to fall under its floor."),
            new("id", AttributeType.Text, Computed, "The app id."),
            new("password_fingerprints", new AttributeType.MapOf((AttributeType.Primitive)AttributeType.Text), Computed,
                "Keyed fingerprints of the managed passwords, by extension: they tell that one differs, and nothing else."),
        ]);

    public static SchemaBlock Agent { get; } = new(
        AgentType,
        "One user of the account. For a whole team take `telecmi_roster`.",
        [
            new("extension", AttributeType.Number, Required,
                "The extension, 100 to 999. Another one is another user: it forces a replacement."),
            .. AgentAttributes.Inputs,
            new("protected", AttributeType.Flag, Optional, Protected.Description),
            new("password", AttributeType.Text, Optional, "The password. It is in the state: prefer `password_wo`.") { IsSensitive = true },
            new("password_wo", AttributeType.Text, Optional,
                "The password, in no plan and no state: needs Terraform 1.11 or OpenTofu 1.11.") { IsSensitive = true, IsWriteOnly = true },
            new("password_env", AttributeType.Text, Optional, Variable),
            new("password_wo_version", AttributeType.Number, Optional,
                "With it, the password is sent when the agent is made and when this changes; without it, when it differs."),
            new("id", AttributeType.Text, Computed, "`EXTENSION_APPID`."),
            new("password_fingerprint", AttributeType.Text, Computed,
                "Keyed fingerprint of the managed password: it tells that one differs, and nothing else."),
        ]);

    public static SchemaBlock Agents { get; } = new(
        AgentsType,
        "Every user of the account, without passwords.",
        [
            new("agents", new AttributeType.NestedMap(
            [
                new("agent_id", AttributeType.Text, Computed, "`EXTENSION_APPID`."),
                .. AgentAttributes.Seen,
            ]), Computed, "The users, by extension."),
        ]);

    public static ImmutableArray<SchemaFunction> Functions { get; } =
    [
        new("roster",
            "Reads an agents.yaml.",
            "Reads a roster as the command `telecmi` does, with its defaults and shifts: `agents` and `policy` fit `telecmi_roster`."
            + " A problem is an error with line and column. `${NAME}` as a password becomes `password_env`; any other password is an error,"
            + " as it would enter the state.",
            "yaml", "Content of the file, as of `file(\"agents.yaml\")`.", "\"string\"",
            "[\"object\",{\"appid\":\"string\",\"agents\":[\"map\","
            + AgentAttributes.ObjectType([("protected", "bool"), ("password_env", "string")])
            + "],\"policy\":[\"object\",{\"max_removals\":\"string\",\"min_on_duty\":[\"map\",\"number\"],\"passwords\":\"string\"}]}]"),
        new("coverage",
            "Tells who is on duty, hour by hour.",
            "Counts the agents on duty and those with a missed-call alert, for each hour from 1 to 24.",
            "agents", "A map of agents, as of `telecmi_roster`.",
            $"[\"map\",{AgentAttributes.ObjectType()}]",
            "[\"map\",[\"object\",{\"on_duty\":\"number\",\"sms_alert\":\"number\"}]]"),
    ];

    public static GetProviderSchema.Types.Response Message()
    {
        var response = new GetProviderSchema.Types.Response
        {
            Provider = SchemaMessages.Of(Provider),
            ServerCapabilities = new ServerCapabilities { PlanDestroy = true, GetProviderSchemaOptional = true },
            ResourceSchemas = { [RosterType] = SchemaMessages.Of(Roster), [AgentType] = SchemaMessages.Of(Agent) },
            DataSourceSchemas = { [AgentsType] = SchemaMessages.Of(Agents) },
        };
        foreach (var function in Functions)
        {
            response.Functions.Add(function.Name, SchemaMessages.Of(function));
        }

        return response;
    }
}
