using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// The JSON Schema of agents.yaml, for editors. It knows shapes and ranges; what needs the whole file, only the loader knows.
/// </summary>
public static class RosterSchema
{
    private const string Removals =
        "How many agents one run may remove: a number, or a share of the recorded agents. Default: the larger of 3 and 10%.";
    private const string Passwords =
        "managed keeps passwords as the roster says; initial sends them on add and when the roster's value changes.";
    private const string Unmanaged =
        "Whether agents that the roster does not list count as drift; ignore is for a roster of part of an account.";
    private const string Password =
        "Where the login password comes from: a reference such as ${AGENT_101_PASSWORD}, or { file: PATH }. Left out: not managed.";
    private const string Secret =
        "A reference to the variable that holds the app secret, never the secret itself. Left out: TELECMI_SECRET.";
    private const string OnDuty =
        "How many agents must be on duty: one number for all hours, or a number for each hour or range of hours.";

    /// <summary>Draft 7, which editors know best; the same text lies in docs/agents.schema.json (eng/write-schemas).</summary>
    public static string Json { get; } = Of(Generations.Default);

    /// <summary>The schema of rosters of a generation: its fields come from the table.</summary>
    internal static string Of(Generation generation)
    {
        var schema = generation.Schema;
        var own = schema.Fields.Where(field => field.Kind != FieldKind.Hour && !field.Is(FieldUse.Required)).Select(field => field.Key);
        var defaults = Members(8, KeySet.OfDefaults(schema).Keys, key => Shared(schema, key));
        var definitions = Members(4, own, key => Definition(schema.Find(key)!), AgentField.Camel);
        var required = Members(8, schema.Of(FieldUse.Required), key => Given(schema.Find(key)!));
        var others = KeySet.OfAgent(schema).Keys.SkipWhile(key => key != AgentSchema.Password).Skip(1);
        var optional = Members(8, others, key => Shared(schema, key));
        return $$"""
            {
              "$schema": "http://json-schema.org/draft-07/schema#",
              "title": "agents.yaml",
              "description": "The users that a TeleCMI account should have.",
              "type": "object",
              "additionalProperties": false,
              "required": ["agents"],
              "properties": {
                "appid": {
                  "description": "The app id of the account, or a reference such as ${TELECMI_APPID}. Left out: TELECMI_APPID.",
                  "anyOf": [
                    { "type": "integer", "minimum": 1 },
                    { "type": "string", "minLength": 1 }
                  ]
                },
                "api": {
                  "description": "The generation of the API that the account speaks. Left out: v2.",
                  "enum": ["{{generation.Name}}"]
                },
                "secret": {
                  "description": "{{Secret}}",
                  "type": "string",
                  "pattern": "^\\$\\{[A-Za-z_][A-Za-z0-9_]*(:[-?].*)?\\}$"
                },
                "defaults": {
                  "description": "Values for agents that do not give their own.",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    {{defaults}}
                  }
                },
                "policy": {
                  "description": "Safety rules.",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "max_removals": {
                      "description": "{{Removals}}",
                      "anyOf": [
                        { "type": "integer", "minimum": 0 },
                        { "type": "string", "pattern": "^([0-9]{1,9}|0*([0-9]{1,2}|100)%)$" }
                      ]
                    },
                    "passwords": {
                      "description": "{{Passwords}}",
                      "enum": ["managed", "initial"],
                      "default": "managed"
                    },
                    "unmanaged": {
                      "description": "{{Unmanaged}}",
                      "enum": ["drift", "ignore"],
                      "default": "drift"
                    },
                    "min_on_duty": {
                      "description": "{{OnDuty}}",
                      "anyOf": [
                        { "$ref": "#/definitions/floor" },
                        {
                          "type": "object",
                          "propertyNames": { "pattern": "^(0?[1-9]|1[0-9]|2[0-4])(-(0?[1-9]|1[0-9]|2[0-4]))?$" },
                          "additionalProperties": { "$ref": "#/definitions/floor" }
                        }
                      ]
                    },
                    "allow_warnings": {
                      "description": "Codes of roster warnings that --strict does not turn into errors.",
                      "type": "array",
                      "items": { "enum": ["ROS036", "ROS043", "ROS044", "ROS045", "ROS047", "ROS054"] }
                    }
                  }
                },
                "shifts": {
                  "description": "Names for hours, used as `shift: NAME`.",
                  "type": "object",
                  "additionalProperties": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["start_time", "end_time"],
                    "properties": {
                      "start_time": { "$ref": "#/definitions/hour" },
                      "end_time": { "$ref": "#/definitions/hour" }
                    }
                  }
                },
                "agents": {
                  "description": "All agents that should exist; [] if none should.",
                  "type": "array",
                  "items": { "$ref": "#/definitions/agent" }
                }
              },
              "definitions": {
                "hour": {
                  "description": "An hour of the day, 1 to 24. Both ends of a shift are included.",
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 24
                },
                "shift": {
                  "description": "A name of `shifts`, in the place of start_time and end_time.",
                  "type": ["string", "number", "boolean"],
                  "minLength": 1
                },
                "floor": { "type": "integer", "minimum": 0, "maximum": 900 },
                {{definitions}},
                "protected": {
                  "description": "Never removed, even after its entry is deleted, until it is unprotected in a step of its own.",
                  "type": "boolean"
                },
                "agent": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["extension", {{string.Join(", ", schema.Of(FieldUse.Required).Select(key => $"\"{key}\""))}}],
                  "properties": {
                    "extension": {
                      "description": "The key of the agent; it cannot change.",
                      "type": "integer",
                      "minimum": {{generation.LowestExtension}},
                      "maximum": {{generation.HighestExtension}}
                    },
                    {{required}},
                    "password": {
                      "description": "{{Password}}",
                      "anyOf": [
                        { "type": ["string", "number", "boolean"], "minLength": 1 },
                        {
                          "type": "object",
                          "additionalProperties": false,
                          "required": ["file"],
                          "properties": {
                            "file": {
                              "description": "A file under the roster's folder, /run/secrets or --secrets-dir.",
                              "type": "string",
                              "minLength": 1
                            }
                          }
                        }
                      ]
                    },
                    {{optional}}
                  }
                }
              }
            }

            """;
    }

    private static string Members(int indent, IEnumerable<string> keys, Func<string, string> value, Func<string, string>? name = null)
        => string.Join($",\n{new string(' ', indent)}", keys.Select(key => $"\"{name?.Invoke(key) ?? key}\": {value(key)}"));

    // What entries and defaults have in common stands once, under the definitions.
    private static string Shared(AgentSchema schema, string key)
        => $$"""{ "$ref": "#/definitions/{{(schema.Find(key) is { Kind: FieldKind.Hour } ? "hour" : AgentField.Camel(key))}}" }""";

    private static string Definition(AgentField field) => field.Kind == FieldKind.Switch
        ? $$"""{ "description": "{{field.Description}}", "type": "boolean" }"""
        : $$"""{ "description": "{{field.Description}}", "type": ["string", "number", "boolean"], "minLength": 1 }""";

    private static string Given(AgentField field) => field.Kind == FieldKind.Phone
        ? $$"""
            {
                      "description": "{{field.Description}}",
                      "anyOf": [
                        { "type": "integer", "minimum": 0 },
                        { "type": "string", "pattern": "^\\+?[0-9(\\[][-0-9 ()\\[\\]]*[0-9)\\]]$" }
                      ]
                    }
            """
        : $$"""
            {
                      "description": "{{field.Description}}",
                      "type": ["string", "number", "boolean"],
                      "minLength": 1
                    }
            """;
}
