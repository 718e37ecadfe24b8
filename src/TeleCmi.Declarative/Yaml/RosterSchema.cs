using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// The JSON Schema of agents.yaml, for editors. What it refuses the loader refuses; what needs two entries side by side, or the text of a
/// number as it was written, only the loader knows.
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
              "title": "TeleCMI roster",
              "description": "The users that a TeleCMI account should have.",
              "type": "object",
              "additionalProperties": false,
              "required": ["agents"],
              "properties": {
                "appid": {
                  "description": "The app id of the account, or a reference such as ${TELECMI_APPID}. Left out: TELECMI_APPID.",
                  "type": ["integer", "string"],
                  "minimum": 1,
                  "pattern": {{SchemaPatterns.AppId}},
                  "examples": [1111112, "${TELECMI_APPID}"]
                },
                "api": {
                  "description": "The generation of the API that the account speaks. Left out: v2.",
                  "enum": ["{{generation.Name}}"]
                },
                "secret": {
                  "description": "{{Secret}}",
                  "type": "string",
                  "pattern": {{SchemaPatterns.Secret}},
                  "examples": ["${TELECMI_SECRET_CHENNAI}"]
                },
                "defaults": {
                  "description": "Values for agents that do not give their own.",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    {{defaults}}
                  },
                  "dependencies": { "shift": { "$ref": "#/definitions/noHours" } }
                },
                "policy": {
                  "description": "Safety rules.",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "max_removals": {
                      "description": "{{Removals}}",
                      "type": ["integer", "string"],
                      "minimum": 0,
                      "maximum": 999999999,
                      "pattern": {{SchemaPatterns.Removals}},
                      "examples": [5, "10%"]
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
                          "propertyNames": { "pattern": {{SchemaPatterns.Hours}} },
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
                  "propertyNames": { "pattern": {{SchemaPatterns.Text}} },
                  "additionalProperties": {
                    "title": "shift",
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
              "allOf": [
                {
                  "if": { "properties": { "defaults": { "anyOf": [{ "required": ["shift"] }, { "$ref": "#/definitions/noHours" }] } } },
                  "then": { "properties": { "agents": { "items": { "$ref": "#/definitions/bothHours" } } } }
                },
                {{Half("start_time", "end_time")}},
                {{Half("end_time", "start_time")}}
              ],
              "definitions": {
                "noHours": { "not": { "anyOf": [{ "required": ["start_time"] }, { "required": ["end_time"] }] } },
                "bothHours": { "dependencies": { "start_time": ["end_time"], "end_time": ["start_time"] } },
                "hour": {
                  "description": "An hour of the day, 1 to 24. Both ends of a shift are included.",
                  "type": ["integer", "string"],
                  "minimum": 1,
                  "maximum": 24,
                  "pattern": {{SchemaPatterns.Hour}},
                  "examples": [9, 18]
                },
                "shift": {
                  "description": "A name of `shifts`, in the place of start_time and end_time.",
                  "not": { "type": ["object", "array", "null"] },
                  "pattern": {{SchemaPatterns.Text}},
                  "examples": ["morning"]
                },
                "floor": {
                  "type": ["integer", "string"],
                  "minimum": 0,
                  "maximum": 900,
                  "pattern": {{SchemaPatterns.Floor}},
                  "examples": [2]
                },
                {{definitions}},
                "protected": {
                  "description": "Never removed, even after its entry is deleted, until it is unprotected in a step of its own.",
                  "type": ["boolean", "string"],
                  "pattern": "^(true|false)$"
                },
                "agent": {
                  "title": "agent",
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["extension", {{string.Join(", ", schema.Of(FieldUse.Required).Select(key => $"\"{key}\""))}}],
                  "properties": {
                    "extension": {
                      "description": "The key of the agent; it cannot change.",
                      "type": ["integer", "string"],
                      "minimum": {{generation.LowestExtension}},
                      "maximum": {{generation.HighestExtension}},
                      "pattern": {{SchemaPatterns.Extension(generation)}},
                      "examples": [{{generation.LowestExtension + 1}}]
                    },
                    {{required}},
                    "password": {
                      "description": "{{Password}}",
                      "anyOf": [
                        {
                          "title": "reference",
                          "not": { "type": ["object", "array", "null"] },
                          "pattern": {{SchemaPatterns.Password}}
                        },
                        {
                          "title": "file",
                          "type": "object",
                          "additionalProperties": false,
                          "required": ["file"],
                          "properties": {
                            "file": {
                              "description": "A file under the roster's folder, /run/secrets or --secrets-dir.",
                              "not": { "type": ["object", "array", "null"] },
                              "pattern": {{SchemaPatterns.Text}}
                            }
                          }
                        }
                      ],
                      "examples": ["${AGENT_101_PASSWORD}"],
                      "defaultSnippets": [
                        { "label": "${AGENT_101_PASSWORD}", "description": "A variable", "body": "\\${AGENT_${1:101}_PASSWORD}" },
                        { "label": "{ file: }", "description": "A file", "body": { "file": "${1:passwords/101}" } }
                      ]
                    },
                    {{optional}}
                  },
                  "dependencies": { "shift": { "$ref": "#/definitions/noHours" } },
                  "defaultSnippets": [
                    {
                      "label": "agent",
                      "description": "An agent",
                      "body": {
                        "extension": "${1:101}",
                        "name": "${2:Name}",
                        "phone_number": "\"${3:919876543210}\"",
                        "password": "\\${AGENT_${1:101}_PASSWORD}"
                      }
                    }
                  ]
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
        ? $$"""{ "description": "{{field.Description}}", "type": ["boolean", "string"], "pattern": "^(true|false)$" }"""
        : $$"""{ "description": "{{field.Description}}", {{AnyText}} }""";

    // No word of booleans: an editor would offer true and false.
    private static string AnyText => $$"""
        "not": { "type": ["object", "array", "null"] }, "pattern": {{SchemaPatterns.Text}}
        """;

    // Defaults of one hour: each agent gives the other, or has a shift of its own.
    private static string Half(string given, string missing) => $$"""
        {
                  "if": {
                    "required": ["defaults"],
                    "properties": {
                      "defaults": {
                        "required": ["{{given}}"],
                        "not": { "anyOf": [{ "required": ["{{missing}}"] }, { "required": ["shift"] }] }
                      }
                    }
                  },
                  "then": {
                    "properties": { "agents": { "items": { "anyOf": [{ "required": ["{{missing}}"] }, { "required": ["shift"] }] } } }
                  }
                }
        """;

    private static string Given(AgentField field) => field.Kind == FieldKind.Phone
        ? $$"""
            {
                      "description": "{{field.Description}}",
                      "type": ["integer", "string"],
                      "minimum": 1000000,
                      "maximum": 999999999999999,
                      "pattern": {{SchemaPatterns.Phone}},
                      "examples": ["919876543210"]
                    }
            """
        : $$"""
            {
                      "description": "{{field.Description}}",
                      {{AnyText}}
                    }
            """;
}
