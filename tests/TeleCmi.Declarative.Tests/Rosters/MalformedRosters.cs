using System.Diagnostics;
using System.Text;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

public class MalformedRosters
{
    private const string Ok = Given.Agent;

    private static readonly Dictionary<string, (string Code, Func<byte[]> Content)> Cases = new()
    {
        ["nothing at all"] = ("ROS009", Utf8("")),
        ["only blanks"] = ("ROS009", Utf8("  \n\n")),
        ["only a comment"] = ("ROS009", Utf8("# soon\n")),
        ["only a document start"] = ("ROS009", Utf8("---\n")),
        ["only a byte order mark"] = ("ROS009", () => [0xEF, 0xBB, 0xBF]),
        ["only null"] = ("ROS009", Utf8("~")),
        ["a single word"] = ("ROS023", Utf8("agents")),
        ["a list at the top"] = ("ROS023", Utf8("- extension: 101")),
        ["cut in a key"] = ("ROS023", Utf8("agents:\n  - exten")),
        ["cut in a quote"] = ("ROS008", Utf8("agents:\n  - name: \"Man")),
        ["cut in a flow list"] = ("ROS008", Utf8("agents: [")),
        ["cut in a flow mapping"] = ("ROS008", Utf8("agents: [{ extension: 101")),
        ["cut after a key"] = ("ROS027", Utf8("agents:")),
        ["cut in a character"] = ("ROS006", () => [.. Encoding.UTF8.GetBytes("agents: [] # "), 0xE2, 0x82]),
        ["UTF-16"] = ("ROS006", () => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("agents: []")]),
        ["UTF-16 without a mark"] = ("ROS006", () => Encoding.Unicode.GetBytes("agents: []")),
        ["UTF-16 of the other byte order"] = ("ROS006", () => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("agents: []")]),
        ["UTF-16 of the other byte order without a mark"] = ("ROS006", () => Encoding.BigEndianUnicode.GetBytes("# \u092e\nagents: []")),
        ["a merge conflict"] = ("ROS008", Utf8("agents:\n<<<<<<< HEAD\n  - extension: 101\n=======\n  - extension: 102\n>>>>>>> feature\n")),
        ["a million merge conflicts"] = ("ROS008", Utf8(string.Concat(Enumerable.Repeat("<<<<<<<\n", 1_000_000)))),
        ["eight million equals signs"] = ("ROS023", Utf8(new string('=', 8_000_000))),
        ["a line indented with a no-break space"] = ("ROS008", Utf8("agents:\n\u00A0 - extension: 101\n")),
        ["rows of a table"] = ("ROS017", Utf8("extension,name,phone_number\n101,Manish,919200000000\n")),
        ["a million rows of a table"] = ("ROS017", Utf8("agents:\n" + string.Concat(Enumerable.Repeat("101\tA\t1\n", 1_000_000)))),
        ["a row of 8 MB"] = ("ROS023", Utf8(string.Concat(Enumerable.Repeat("x,", 4_000_000)))),
        ["a name in typographic quotes"] = ("ROS018", Utf8(Ok.Replace("Manish", "“Manish”"))),
        ["a name of fillers"] = ("ROS025", Utf8(Ok.Replace("Manish", "\u3164\u2800\uFE0F"))),
        ["a phone of 8 MB"] = ("ROS035", Utf8(Ok.Replace("919200000000", new string('9', 8_000_000)))),
        ["a phone of eight million dots"] = ("ROS035", Utf8(Ok.Replace("919200000000", new string('.', 8_000_000)))),
        ["a password of 8 MB"] = ("ROS068", Utf8(Ok + "    password: " + new string('p', 8_000_000) + "\n")),
        ["a million allowed warnings"] = ("ROS012", Utf8("policy: { allow_warnings: [" + string.Concat(Enumerable.Repeat("ROS036,", 1_000_000)) + "] }\n" + Ok)),
        ["words as allowed warnings"] = ("ROS046", Utf8("policy: { allow_warnings: [all, ROS034] }\n" + Ok)),
        ["Latin-1"] = ("ROS006", () => Encoding.Latin1.GetBytes(Ok.Replace("Manish", "Renée"))),
        ["an overlong encoding"] = ("ROS006", () => [.. Encoding.UTF8.GetBytes("agents: []"), 0xC0, 0xAF]),
        ["an encoded surrogate"] = ("ROS006", () => [.. Encoding.UTF8.GetBytes("# "), 0xED, 0xA0, 0x80]),
        ["a binary"] = ("ROS007", () => [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x00, 0x00]),
        ["random bytes"] = ("ROS006", () => { var b = new byte[100_000]; new Random(7).NextBytes(b); return b; }
        ),
        ["zeros"] = ("ROS007", () => new byte[1000]),
        ["a bell in a name"] = ("ROS007", Utf8(Ok.Replace("Manish", "Man\aish"))),
        ["a line separator in a comment"] = ("ROS007", Utf8("# harmless\u2028agents: []\nagents: []")),
        ["a next-line character"] = ("ROS007", Utf8("# harmless\u0085secret: x\nagents: []")),
        ["tabs as indentation"] = ("ROS008", Utf8("agents:\n\t- extension: 101\n")),
        ["a tab in the middle of indentation"] = ("ROS008", Utf8("agents:\n  - extension: 101\n  \tname: Manish\n")),
        ["a list item too far left"] = ("ROS008", Utf8("agents:\n    - extension: 101\n  - extension: 102\n")),
        ["a key too far right"] = ("ROS008", Utf8("agents:\n  - extension: 101\n      name: Manish\n")),
        ["two colons"] = ("ROS008", Utf8(Ok.Replace("Manish", "Manish: sales"))),
        ["a value that begins with an at sign"] = ("ROS008", Utf8(Ok + "    password: @bc\n")),
        ["a value that begins with a per cent sign"] = ("ROS008", Utf8(Ok + "    password: %bc\n")),
        ["a reference in a flow mapping"] = ("ROS008", Utf8("agents: [{ extension: 101, password: ${P} }]")),
        ["an unknown escape"] = ("ROS008", Utf8(Ok.Replace("Manish", "\"\\q\""))),
        ["half a character by escape"] = ("ROS008", Utf8(Ok.Replace("Manish", "\"\\ud800\""))),
        ["the other half by escape"] = ("ROS008", Utf8(Ok.Replace("Manish", "\"\\udc00x\""))),
        ["a control character by escape"] = ("ROS028", Utf8(Ok.Replace("Manish", "\"\\e[31m\""))),
        ["a NUL by escape"] = ("ROS028", Utf8(Ok.Replace("Manish", "\"a\\0b\""))),
        ["a block text as a name"] = ("ROS028", Utf8(Ok.Replace("Manish", "|\n      Manish\n"))),
        ["a line separator by escape"] = ("ROS028", Utf8(Ok.Replace("Manish", "\"a\\Lb\""))),
        ["a second document"] = ("ROS010", Utf8(Ok + "---\nagents: []\n")),
        ["a second document after three dots"] = ("ROS010", Utf8(Ok + "...\nagents: []\n")),
        ["an unknown YAML version"] = ("ROS008", Utf8("%YAML 9.9\n---\nagents: []\n")),
        ["a directive twice"] = ("ROS008", Utf8("%YAML 1.1\n%YAML 1.1\n---\nagents: []\n")),
        ["an odd tag"] = ("ROS008", Utf8("!!+0")),
        ["a document end and more"] = ("ROS008", Utf8("...\n0")),
        ["a tag on a name"] = ("ROS013", Utf8(Ok.Replace("Manish", "!!str Manish"))),
        ["a bare tag"] = ("ROS013", Utf8(Ok.Replace("Manish", "! Manish"))),
        ["a tag on the list"] = ("ROS013", Utf8(Ok.Replace("agents:", "agents: !x"))),
        ["an anchor on an agent"] = ("ROS014", Utf8(Ok.Replace("- extension", "- &a\n    extension"))),
        ["an alias as an agent"] = ("ROS015", Utf8(Ok + "  - *a\n")),
        ["an alias as a key"] = ("ROS015", Utf8("? *a\n: 1\nagents: []")),
        ["a merge key"] = ("ROS016", Utf8(Ok + "    <<: { sms_alert: true }\n")),
        ["an alias bomb"] = ("ROS014", AliasBomb),
        ["fifty thousand brackets"] = ("ROS011", Utf8("agents: " + new string('[', 50_000))),
        ["fifty thousand braces"] = ("ROS011", Utf8("agents: " + string.Concat(Enumerable.Repeat("{a: ", 50_000)))),
        ["fifty thousand dashes"] = ("ROS011", Utf8("agents:\n" + string.Concat(Enumerable.Repeat("- ", 50_000)))),
        ["fifty thousand question marks"] = ("ROS011", Utf8(string.Concat(Enumerable.Repeat("? ", 50_000)))),
        ["a staircase of keys"] = ("ROS011", Utf8(string.Concat(Enumerable.Range(0, 500).Select(i => new string(' ', i) + "a:\n")))),
        ["eight million brackets"] = ("ROS011", Utf8(new string('[', 8_000_000))),
        ["four million values"] = ("ROS012", Utf8("agents: [" + string.Concat(Enumerable.Repeat("1,", 4_000_000)) + "]")),
        ["a scalar of 50 MB"] = ("ROS005", () => [.. "agents: "u8, .. Enumerable.Repeat((byte)'x', 50_000_000)]),
        ["a scalar of 8 MB"] = ("ROS023", Utf8("agents: " + new string('x', 8_000_000))),
        ["a key of 8 MB"] = ("ROS008", Utf8(new string('x', 8_000_000) + ": 1")),
        ["a quoted key of 8 MB"] = ("ROS008", Utf8('"' + new string('x', 8_000_000) + "\": 1")),
        ["eight million dollars"] = ("ROS025", Utf8(Ok.Replace("Manish", new string('$', 8_000_000)) + "    password: ''\n")),
        ["a million references"] = ("ROS051", Utf8(Ok.Replace("Manish", string.Concat(Enumerable.Repeat("${A}", 1_000_000))))),
        ["a million nested references"] = ("ROS050", Utf8(Ok.Replace("Manish", string.Concat(Enumerable.Repeat("${A:-", 1_000_000))))),
        ["a million combining marks"] = ("ROS029", Utf8(Ok.Replace("Manish", "M" + string.Concat(Enumerable.Repeat("\u0301\u0323", 1_000_000))))),
        ["forty thousand unknown keys"] = ("ROS020", Utf8(string.Concat(Enumerable.Range(0, 40_000).Select(i => $"agent{i}: 1\n")))),
        ["ten thousand times the same agent"] = ("ROS034", Utf8("agents:\n" + string.Concat(Enumerable.Repeat(Ok[8..], 10_000)))),
        ["forty thousand empty agents"] = ("ROS026", Utf8("agents:\n" + string.Concat(Enumerable.Repeat("- {}\n", 40_000)))),
        ["millions of comments"] = ("ROS009", Utf8(string.Concat(Enumerable.Repeat("#\n", 4_000_000)))),
        ["millions of document ends"] = ("ROS008", Utf8(string.Concat(Enumerable.Repeat("...\n", 2_000_000)))),
        ["an unknown key at the top"] = ("ROS020", Utf8("version: 1\n" + Ok)),
        ["an unknown key of an agent"] = ("ROS020", Utf8(Ok + "    team: sales\n")),
        ["the service's address"] = ("ROS020", Utf8("base_url: https://example.com\n" + Ok)),
        ["a duplicate key at the top"] = ("ROS021", Utf8("agents: []\n" + Ok)),
        ["a duplicate key in quotes"] = ("ROS021", Utf8(Ok + "    \"name\": Asha\n")),
        ["a list as a key"] = ("ROS022", Utf8("? [a]\n: b\n" + Ok)),
        ["agents as a mapping"] = ("ROS023", Utf8("agents: { \"101\": {} }")),
        ["an agent as a word"] = ("ROS023", Utf8("agents: [ Manish ]")),
        ["an empty agent"] = ("ROS024", Utf8("agents:\n  -\n")),
        ["a name as a list"] = ("ROS023", Utf8(Ok.Replace("Manish", "[Manish]"))),
        ["defaults as a list"] = ("ROS023", Utf8("defaults: []\n" + Ok)),
        ["policy as a word"] = ("ROS023", Utf8("policy: strict\n" + Ok)),
        ["policy as null"] = ("ROS024", Utf8("policy:\n" + Ok)),
        ["a password with another key"] = ("ROS020", Utf8(Ok + "    password: { vault: x }\n")),
        ["a password without a file"] = ("ROS023", Utf8(Ok + "    password: {}\n")),
        ["a password file that is null"] = ("ROS024", Utf8(Ok + "    password: { file: ~ }\n")),
        ["agents as null"] = ("ROS027", Utf8("agents: ~")),
        ["no agents"] = ("ROS027", Utf8("appid: 1111112")),
        ["an empty name"] = ("ROS025", Utf8(Ok.Replace("Manish", "\" \""))),
        ["a name that is null"] = ("ROS024", Utf8(Ok.Replace("Manish", "NULL"))),
    };

    // The native executable takes a fraction of a second for the worst; a busy machine is no fault, time that grows with the square is.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_malformed_roster_gives_positioned_errors_and_takes_no_time(string name)
    {
        var content = Cases[name].Content();
        var (result, taken) = Timed(content);

        // Other work on the machine must not fail the test: the better of two runs counts.
        Assert.True(taken < Limit || Timed(content).Taken < Limit, $"took {taken.TotalSeconds:F1} s");
        Assert.Null(result.Roster);
        Assert.Contains(result.Diagnostics, d => d.IsError && d.Code == Cases[name].Code);
        Assert.InRange(result.Diagnostics.Length, 1, 101);
        Assert.All(result.Diagnostics, d => Assert.True(d is { File: "agents.yaml", Line: >= 1, Column: >= 1, Message.Length: < 300 }, Given.Line(d)));
    }

    private static (RosterLoadResult Result, TimeSpan Taken) Timed(byte[] content)
    {
        var clock = Stopwatch.StartNew();
        var result = Given.Bytes(content);
        return (result, clock.Elapsed);
    }

    private static Func<byte[]> Utf8(string text) => () => Encoding.UTF8.GetBytes(text);

    private static byte[] AliasBomb()
    {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
        {
            yaml.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        }

        return Encoding.UTF8.GetBytes(yaml + "agents: *a29\n");
    }
}
