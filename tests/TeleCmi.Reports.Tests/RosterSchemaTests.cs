using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Reports.Tests;

/// <summary>The schema that editors read and the loader agree: what one refuses, the other refuses.</summary>
public sealed class RosterSchemaTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Texts =
    [
        "\"Asha\"", "\"मीनाட்சி 😀\"", "\"a\"", "5", "1.5", "true", "null", "[]", "{}", "\"\"", "\" \"", "\"  x\"", "\"\\u200b\"",
        "\"\\u00a0\"", "\"\\u2800\"", "\"a\\u0007\"", "\"a\\nb\"",
        "\"a\\u2028b\"", "\"\\u0085\"", "\"$\"", "\"$5\"", "\"$$\"", "\"$${X}\"", "\"$$$\"", "\"${X}\"", "\"$$${X}\"", "\"a ${X:-b}\"",
        "\"${\"", "\"${pw\"", "\"~\"", "\"null\"",
    ];

    private static readonly string[] Hours = ["1", "24", "9", "18", "0", "25", "-1", "\"9\"", "\"09\"", "\"000000009\"", "\"0000000009\"",
        "\"24\"", "\"25\"", "\"9:00\"", "\"\"", "\" 9\"", "true", "null", "9.5", "\"$$9\""];

    private static readonly string[] Switches = ["true", "false", "\"true\"", "\"false\"", "\"True\"", "\"yes\"", "1", "null", "\"\"",
        "[true]"];

    /// <summary>What may stand at a place of a roster.</summary>
    private static readonly (string Path, string[] Values)[] Places =
    [
        ("appid", ["1", "1111112", "0", "-5", "\"1111112\"", "\"0001\"", "\"0\"", "\"abc\"", "\"${ID}\"", "\"1${ID}\"", "\"x${ID:-5}y\"",
            "\"${ID\"", "\"$$\"", "\"\"", "null", "true", "1.5"]),
        ("api", ["\"v2\"", "\"v3\"", "\"V2\"", "2", "null"]),
        ("secret", ["\"${S}\"", "\"${S:?which}\"", "\"${S:-${T}}\"", "\"${S:-}\"", "\"${S:-x}\"", "\"x${S}\"", "\"${S}x\"", "\"${S}${T}\"",
            "\"s3cret\"", "\"${1S}\"", "\"${S\"", "5", "null"]),
        ("policy", ["{}", "null", "[]", "\"x\"", "{\"x\":1}"]),
        ("policy.max_removals", ["0", "5", "-1", "999999999", "1000000000", "\"5\"", "\"10%\"", "\"100%\"", "\"101%\"", "\"010%\"",
            "\"%\"", "\"5 %\"", "\"1.5\"", "null", "true", "\"1000000000\""]),
        ("policy.passwords", ["\"managed\"", "\"initial\"", "\"Initial\"", "true", "null"]),
        ("policy.unmanaged", ["\"drift\"", "\"ignore\"", "\"no\"", "false"]),
        ("policy.min_on_duty", ["0", "2", "900", "901", "-1", "\"2\"", "\"0900\"", "\"901\"", "{\"9\":2}", "{\"9-18\":2}",
            "{\"09\":\"2\"}", "{\"9-25\":2}", "{\"0\":2}", "{\"9-\":2}", "{\"9\":901}", "{\"009\":1}", "{\"18-9\":1}", "{}", "null", "[]",
            "\"\""]),
        ("policy.allow_warnings", ["[]", "[\"ROS036\"]", "[\"ROS036\",\"ROS036\"]", "[\"ROS001\"]", "[5]", "\"ROS036\"", "null"]),
        ("shifts", ["{}", "{\"morning\":{\"start_time\":7,\"end_time\":15}}", "{\"morning\":{\"start_time\":7}}",
            "{\"morning\":{\"start_time\":7,\"end_time\":\"x\"}}", "{\"\":{\"start_time\":7,\"end_time\":15}}",
            "{\"${X}\":{\"start_time\":7,\"end_time\":15}}", "{\"m\":null}", "{\"m\":{\"start_time\":7,\"end_time\":15,\"x\":1}}", "[]",
            "null"]),
        ("defaults", ["{}", "null", "[]", "{\"name\":\"x\"}", "{\"start_time\":9}", "{\"end_time\":9}",
            "{\"start_time\":9,\"end_time\":18}", "{\"x\":1}"]),
        ("defaults.start_time", Hours), ("defaults.end_time", Hours), ("defaults.sms_alert", Switches), ("defaults.protected", Switches),
        ("agents", ["[]", "null", "{}", "\"x\"", "[null]", "[5]", "[[]]"]),
        ("agents.0.extension", ["101", "100", "999", "99", "1000", "-101", "\"101\"", "\"0101\"", "\"000000101\"", "\"0000000101\"",
            "\"99\"", "\"1e2\"", "\"\"", "null", "true", "101.5"]),
        ("agents.0.name", Texts),
        ("agents.0.phone_number", ["919876543210", "1234567", "123456", "999999999999999", "1000000000000000", "-919876543210",
            "\"919876543210\"", "\"+91 (98765) 43-210\"", "\"+[91] 98765\"", "\"12\"", "\"123456\"", "\"1234567890123456\"",
            "\"91.98765432\"", "\"9.19E+11\"", "\"++919876543210\"", "\" 919876543210\"", "\"919876543210-\"", "\"(1234567)\"",
            "\"1234567(\"", "\"()1234567\"", "\"91987X\"", "\"\"", "null", "true"]),
        ("agents.0.password", [.. Texts, "\"****\"", "\"xxXX\"", "\"a***b\"", "\"•••\"", "\"encrypted:x\"", "\"op://x\"", "\"vault:x\"",
            "\"ENC[x]\"", "\"x \"", "\"$X\"", "\"${A}\"", "\"a${A}b\"", "\" ${A}\"", "\"${A:-${B}}\"", "\"${A:-x y}\"",
            "\"${A:?set it}\"", "\"${A:+x}\"", "\"${A-}\"", "\"${}\"", "\"${TELECMI_SECRET}\"", "\"${telecmi_x}\"",
            "\"${A:-${TELECMI_X}}\"", "\"$${TELECMI_X}\"", "{\"file\":\"passwords/1\"}", "{\"file\":\"\"}", "{\"file\":\"${X}\"}",
            "{\"file\":5}", "{\"file\":null}", "{}", "{\"file\":\"a\",\"x\":1}"]),
        ("agents.0.start_time", Hours), ("agents.0.end_time", Hours), ("agents.0.sms_alert", Switches), ("agents.0.protected", Switches),
        ("agents.0.shift", ["\"morning\"", "null", "\"\"", "[]", "\"${X}\""]),
        ("agents.0.nam", ["\"x\""]), ("polcy", ["{}"]), ("agents.1.extension", ["102"]),
    ];

    /// <summary>What a schema can not say.</summary>
    private static readonly (string Code, string What)[] Unsayable =
    [
        ("ROS034", "two entries have one extension"),
        ("ROS038", "a shift starts and ends in one hour"),
        ("ROS042", "two ranges of hours overlap"),
        ("ROS048", "no shift has this name"),
        ("ROS053", "a password names the variable of `secret`"),
    ];

    [Fact]
    public async Task Every_place_with_every_value_is_taken_by_both_or_refused_by_both()
        => await AgreeAsync(Places.SelectMany(place => place.Values.Select(value => Roster([(place.Path, value)]))));

    [Fact]
    public async Task Three_hundred_rosters_of_odd_values_are_taken_by_both_or_refused_by_both()
    {
        var odd = from place in Gen.Int[0, Places.Length - 1]
                  from value in Gen.Int[0, 1000]
                  select (Places[place].Path, Places[place].Values[value % Places[place].Values.Length]);
        var hour = from place in One("defaults.start_time", "defaults.end_time", "agents.0.start_time", "agents.0.end_time",
        "agents.1.start_time", "agents.1.end_time")
                   from value in One("7", "9", "18", "22")
                   select (place, value);
        var shift = One(("agents.0.shift", "\"day\""), ("agents.1.shift", "\"day\""), ("defaults.shift", "\"day\""), ("agents", "[]"));
        var rosters = Gen.Frequency((1, Gen.Select(odd.Array[0, 3], hour.Array[0, 2], (few, hours) => few.Concat(hours))),
            (1, Gen.Select(hour.Array[0, 4], shift.Array[0, 2], (hours, names) => hours.Concat(names))))
            .Select(changes => Roster([.. changes])).Array[300];

        await AgreeAsync(rosters.Single());
    }

    [Fact]
    public void An_editor_inserts_what_a_person_would_write_and_no_boolean_for_a_password()
    {
        using var schema = JsonDocument.Parse(RosterSchema.Json);
        var agent = schema.RootElement.GetProperty("definitions").GetProperty("agent");

        Assert.Equal("TeleCMI roster", schema.RootElement.GetProperty("title").GetString());
        Assert.Equal("agent", agent.GetProperty("defaultSnippets")[0].GetProperty("label").GetString());
        var password = agent.GetProperty("properties").GetProperty("password");
        Assert.DoesNotContain("boolean", password.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("${AGENT_101_PASSWORD}", password.GetProperty("examples")[0].GetString());
    }

    private static Gen<T> One<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private static async Task AgreeAsync(IEnumerable<string> rosters)
    {
        var all = rosters.Distinct(StringComparer.Ordinal).ToList();
        var answer = await Consumer.AskAsync("check-rosters.mjs", [RosterSchema.Json, .. all]);
        var taken = answer.EnumerateArray().Select(one => one.GetBoolean());
        Assert.Equal([], all.Zip(taken).SelectMany(pair => Disagreement(pair.First, pair.Second)));
    }

    private static IEnumerable<string> Disagreement(string roster, bool isTaken)
    {
        var errors = RosterLoader.Load("agents.yaml", Encoding.UTF8.GetBytes(roster)).Diagnostics
            .Where(one => one.IsError).Select(one => one.Code).Distinct().ToList();
        return isTaken == (errors.Count == 0) || (isTaken && errors.TrueForAll(code => Unsayable.Any(one => one.Code == code))) ? []
            : [$"{(isTaken ? "schema takes, loader" : "schema refuses, loader takes:")} {string.Join(' ', errors)} {roster}"];
    }

    private static string Roster(IEnumerable<(string Path, string Value)> changes)
    {
        var roster = JsonNode.Parse(
            """
            {"shifts":{"day":{"start_time":9,"end_time":18}},
             "agents":[{"extension":101,"name":"Asha","phone_number":"919876543201"},
                       {"extension":103,"name":"Ravi","phone_number":"919876543203"}]}
            """)!;
        foreach (var (path, value) in changes)
        {
            var words = path.Split('.');
            JsonNode? at = roster;
            foreach (var word in words[..^1])
            {
                at = (at, word) switch
                {
                    (JsonObject known, _) => known[word] ?? (known[word] = new JsonObject()),
                    (JsonArray list, _) => int.Parse(word) < list.Count ? list[int.Parse(word)] : null,
                    _ => null,
                };
            }

            if (at is JsonObject parent)
            {
                parent[words[^1]] = JsonNode.Parse(value);
            }
        }

        return roster.ToJsonString(Relaxed);
    }
}
