namespace TeleCmi.Reports.Tests;

/// <summary>Names as an attacker, or an unlucky person, types them into a dashboard.</summary>
internal static class Foreign
{
    private static readonly string[] Names =
    [
        "\u001B[2J\u001B]0;owned\u0007", "x\n::set-output name=a::b", "::add-mask::Asha", " ::warning::x", "##[add-path]/tmp",
        "##vso[task.setvariable variable=a]b", "##teamcity[message text='x']",
        "@org/team", "cc @octocat", "![](http://evil.example/x.png)", "[click](javascript:alert(1))", "<http://evil.example>",
        "http://evil.example", "www.evil.example", "a@evil.example",
        "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- hidden -->", "-->", "</details>", "</style>",
        "</code></bdi>", "\"><svg onload=alert(1)>", "' onmouseover='alert(1)",
        "`", "``", "` @org/team `", "```\n@org/team\n```", "\\`@org/team\\`", "a`b``c```d", new string('`', 100),
        new string('`', 199) + "@org/team", "a|b", "\\| @org/team |", "|---|", "# heading", "- [ ] task", "> quote", "***", "~~~",
        "]]>", "]]><evil/>", "&lt;b&gt;", "&#0;", "<?xml version='1.0'?>", "{0} {{1}} [x](1) \\[", "\uD800", "a\uDC00b", "\uFFFE\uFFFF",
        "\0", "\u202Egnp.exe", "\u2066x\u2069", "z\u200Bw\u200D", "\u2028::error::x", "\u0085##[group]",
        "مرحبا بالعالم", "😀👩‍👩‍👧", "e\u0301\u0301\u0301", "  blank  ", "$(reboot)",
        "Asha\u3164", "Asha\u2800", "Asha\uFE0F", "Asha\u034F", "Asha\u00A0K", "x\" -> \"Asha\", end_time: 18 -> \"",
        "a                                               - 108 \"Divya\"  remove    ",
        "${{ secrets.X }}", "{file: x}", "\\u{1B}", "##VSO[x]y", "\u0301\u0301", "#123 GH-1 deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
        new string('x', 10_000), string.Concat(Enumerable.Repeat("😀", 5_000)), "",
    ];

    /// <summary>Each by itself.</summary>
    public static TheoryData<string> All { get; } = [.. Names];

    /// <summary>Nothing about it is special.</summary>
    public const string Harmless = "Manish";
}
