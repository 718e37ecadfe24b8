using System.Collections.Immutable;
using System.Text;
using CsCheck;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Tests.Adopting;
using TeleCmi.Declarative.Tests.Planning;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

/// <summary>Whatever the layout of a roster and whatever the account has: the edited file says so, and other lines are what they were.</summary>
public sealed class RandomLayouts
{
    private static readonly Gen<string> Comment = ExportTests.One("", "", "", "  # note", " # 'x': \"y\" - {", " #");

    private static readonly Gen<Func<string, string>> Quotes = ExportTests.One<Func<string, string>>(
        text => text, text => $"'{text}'", text => $"\"{text}\"");

    private static readonly Gen<string> NewNames = ExportTests.One(
        "Asha Rao", "O'Neil", "a: b", "# x", "{b}", "null", "\"q\"", "$x ${y}", "é\u0301", "मीनाक्षी", "👩🏽‍💻", " - ", "12e3", "\u200B.", "C:\\d");

    private static readonly Gen<(string Text, ImmutableArray<Func<AgentValues, AgentValues>?> Edits, ImmutableArray<string> New)> Files =
        from lineBreak in ExportTests.One("\n", "\r\n")
        from indent in ExportTests.One(0, 2, 4)
        from count in Gen.Int[1, 4]
        from entries in Enumerable.Range(101, count).Select(extension => Entry(extension, indent, lineBreak)).Aggregate(
            Gen.Const(ImmutableArray<(string Text, Func<AgentValues, AgentValues>? Edit)>.Empty), (all, one) => Gen.Select(all, one, (some, next) => some.Add(next)))
        from defaults in ExportTests.One("{ start_time: 9, end_time: 18 }", "{ shift: early, sms_alert: true }")
        from tail in ExportTests.One("", "policy: { max_removals: 2 }\n", "# end\n")
        from cut in Gen.Bool
        from mark in ExportTests.One("", "\uFEFF")
        from added in NewNames.Array[0, 2]
        let head = $"{mark}# 😀\nappid: 1\nshifts: {{ early: {{ start_time: 6, end_time: 14 }}, late: {{ start_time: 14, end_time: 22 }} }}\ndefaults: {defaults}\nagents: # all\n"
        let text = head.Replace("\n", lineBreak, StringComparison.Ordinal) + string.Concat(entries.Select(entry => entry.Text)) + tail.Replace("\n", lineBreak, StringComparison.Ordinal)
        select (cut ? text.TrimEnd('\r', '\n') : text, entries.Select(entry => entry.Edit).ToImmutableArray(), added.ToImmutableArray());

    [Fact]
    public void The_edited_file_says_what_the_account_has_and_other_lines_stay_byte_for_byte() => Files.Sample(
        file =>
        {
            // An hour beside a shift by name in the defaults is an error of the roster, and not what is tried here.
            if (Given.Text(file.Text).Roster is not { } roster)
            {
                return true;
            }

            var recorded = roster.Agents.Select((entry, i) => EditedRosters.Recorded(entry) with { Values = file.Edits[i]?.Invoke(entry.Values) ?? entry.Values }).ToList();
            var updates = roster.Agents.Zip(recorded, EntryUpdate.Of).OfType<EntryUpdate>().ToImmutableArray();
            var added = file.New.Select((name, i) => Case.Recorded(201 + i, name, $"91988800020{i}", 9, 18)).Where(EntryRules.CanSay).ToImmutableArray();

            var after = Encoding.UTF8.GetString(RosterEdit.Of(roster, Encoding.UTF8.GetBytes(file.Text), updates, added).Ok().Span);

            var read = Given.Valid(after);
            Assert.All(read.Agents.Where(entry => entry.Extension < 200), entry => Assert.Null(EntryUpdate.Of(entry, recorded[entry.Extension - 101])));
            Assert.All(added, agent => Assert.Null(EntryUpdate.Of(read.Find(agent.Extension)!, agent)));
            Assert.InRange(Lost(file.Text.Split('\n'), after.Split('\n')), 0, updates.Sum(update => update.Fields.Count()));
            Assert.Equal(file.Text.EndsWith('\n'), after.EndsWith('\n'));
            Assert.Equal(file.Text.Contains('\r'), after.Contains('\r'));
            Assert.Equal(file.Text.Contains('\r') ? after.Count(c => c == '\n') : 0, after.Count(c => c == '\r'));
            return true;
        }, iter: 2_000, threads: 2);

    // Lines that are not there any more, in their order: all but the longest common sequence.
    private static int Lost(string[] before, string[] after)
    {
        var longest = new int[before.Length + 1, after.Length + 1];
        for (var i = 1; i <= before.Length; i++)
        {
            for (var j = 1; j <= after.Length; j++)
            {
                longest[i, j] = before[i - 1].TrimEnd('\r') == after[j - 1].TrimEnd('\r') ? longest[i - 1, j - 1] + 1 : Math.Max(longest[i - 1, j], longest[i, j - 1]);
            }
        }

        return before.Length - longest[before.Length, after.Length];
    }

    /// <summary>An entry as lines from its dash, and whether the account has something else.</summary>
    private static Gen<(string Text, Func<AgentValues, AgentValues>? Edit)> Entry(int extension, int indent, string lineBreak) =>
        from isFlow in Gen.Bool
        from quotes in Quotes
        from hours in ExportTests.One("", "start_time: 7|end_time: 15", "shift: late", "end_time: 19")
        from alert in ExportTests.One("", "sms_alert: true")
        from password in ExportTests.One("", "password: \"${P}\"", "password: { file: a }")
        from comments in Comment.Array[8]
        from offset in Gen.Int[1, 4]
        from between in ExportTests.One("", "", "\n", "# between\n", "\n  # deep\n\n")
        from name in NewNames
        from edit in ExportTests.One<Func<string, AgentValues, AgentValues>?>(
            null, null, (to, values) => values with { Name = to }, (_, values) => values with { PhoneNumber = "919876543210" },
            (_, values) => values with { StartTime = 3 }, (to, values) => values with { Name = to, StartTime = 2, EndTime = 1, SmsAlert = false },
            (_, values) => values with { SmsAlert = false })
        let fields = (string[])[ $"extension: {extension}", $"name: {quotes("Asha " + extension)}", $"phone_number: {quotes("919200000" + extension)}", password, .. hours.Split('|'), alert]
        let given = fields.Where(field => field.Length > 0).ToArray()
        let dash = $"{new string(' ', indent)}-{new string(' ', offset)}"
        let text = isFlow
            ? $"{dash}{{ {string.Join(", ", given)} }}{comments[0]}{lineBreak}"
            : string.Concat(given.Select((field, i) => $"{(i == 0 ? dash : new string(' ', dash.Length))}{field}{comments[i]}{lineBreak}"))
        select (text + between.Replace("\n", lineBreak, StringComparison.Ordinal), edit is null ? null : (Func<AgentValues, AgentValues>)(values => edit(name, values)));
}
