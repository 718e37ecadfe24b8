using System.Text;

namespace TeleCmi.Declarative.Tests.Rosters;

/// <summary>What comes of other programs is one problem, told as what it is.</summary>
public class MistakesOfPaste
{
    [Theory]
    [InlineData("<<<<<<< HEAD")]
    [InlineData("<<<<<<<")]
    [InlineData("=======")]
    [InlineData("||||||| 1234567")]
    [InlineData(">>>>>>> feature\r")]
    public void A_merge_conflict_is_one_problem_at_its_first_marker(string marker)
    {
        var problem = Assert.Single(Given.Text($"agents:\n  - extension: 101\n{marker}\n    name: Asha\n>>>>>>> feature\n").Diagnostics);

        Assert.Equal("agents.yaml:3:1: error ROS008: an unresolved merge conflict begins here", Given.Line(problem));
    }

    [Theory]
    [InlineData("# ======= \n")]
    [InlineData("#=======\n")]
    [InlineData("# <<<<<<< HEAD\n")]
    public void A_line_that_only_looks_like_a_marker_is_none(string line) => Assert.NotNull(Given.Text(line + Given.Agent).Roster);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF16_is_one_problem_of_the_whole_file_with_a_mark_or_without(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        foreach (var content in new[] { encoding.GetBytes(Given.Agent), [.. encoding.Preamble, .. encoding.GetBytes("\u0905\n" + Given.Agent)] })
        {
            var problem = Assert.Single(Given.Bytes(content).Diagnostics);
            Assert.Equal("agents.yaml:1:1: error ROS006: the file is UTF-16, not UTF-8", Given.Line(problem));
            Assert.Contains("--out", problem.Hint, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("extension,name,phone_number\n101,Asha,919876543201\n", 1, 1)]
    [InlineData("# our desk\n\nExtension;Name;Phone\n101;Asha;919876543201\n", 3, 1)]
    [InlineData("Ext\tName\tMobile\n101\tAsha\t919876543201\n", 1, 1)]
    [InlineData("agents:\n  101\tAsha\t919876543201\n", 2, 3)]
    [InlineData("agents:\n101,\"Asha: night\",919876543201\n102,Ravi,919876543202\n", 2, 1)]
    [InlineData("| Extension | Name | Phone |\n|---|---|---|\n| 101 | Asha | 919876543201 |\n", 1, 1)]
    public void A_table_is_one_problem_at_its_first_row(string text, int line, int column)
    {
        var problem = Assert.Single(Given.Text(text).Diagnostics);

        Assert.Equal(("ROS017", line, column), (problem.Code, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("phone_number", "“919876543201”")]
    [InlineData("name", "“Asha”")]
    [InlineData("name", "„Asha“")]
    [InlineData("password", "‘${P}’")]
    [InlineData("sms_alert", "«true»")]
    public void Typographic_quotes_are_told_as_such(string key, string value)
    {
        var yaml = Given.Agent.TrimEnd().Split('\n').Where(line => !line.Contains(key, StringComparison.Ordinal)).Append($"    {key}: {value}\n");

        var problem = Assert.Single(Given.Text(string.Join('\n', yaml)).Diagnostics);
        var line = yaml.Count();
        Assert.Equal($"agents.yaml:{line}:{key.Length + 7}: error ROS018: `{key}` stands in typographic quotes, which YAML takes for letters", Given.Line(problem));
    }

    [Theory]
    [InlineData("\"“Asha”\"")]
    [InlineData("Asha “Ash” Nair")]
    public void A_name_may_hold_typographic_quotes(string name) => Assert.Empty(Given.Text(Given.Agent.Replace("Manish", name)).Diagnostics);

    [Theory]
    [InlineData("agents:\n  - extension:101\n")]
    [InlineData("agents:\n  - extension:101\n    name: Asha\n")]
    [InlineData("agents:\n  - extension: 101\n    name:Asha\n    phone_number: \"919876543201\"\n")]
    public void A_colon_without_a_blank_is_what_the_hint_says(string yaml) =>
        Assert.Contains(Given.Text(yaml).Diagnostics, d => d.Hint == "put a blank after each colon: `key: value`");

    [Theory]
    [InlineData("919876543201.0")]
    [InlineData("\"9.19876543201E+11\"")]
    [InlineData("9.19876543201e11")]
    public void The_number_of_a_spreadsheet_is_told_as_such(string phone)
    {
        var problem = Assert.Single(Given.Text(Given.Agent.Replace("\"919200000000\"", phone)).Diagnostics);

        Assert.Contains("spreadsheet", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_no_break_space_in_front_of_a_line_is_told_where_it_stands() =>
        Assert.Equal(
            "agents.yaml:2:2: error ROS008: this line is indented with a blank that YAML takes for a letter",
            Given.Line(Assert.Single(Given.Text("agents:\n \u00A0- extension: 101\n").Diagnostics)));

    [Theory]
    [InlineData("nam: Asha", "name")]
    [InlineData("phone: \"919876543201\"", "phone_number")]
    [InlineData("ext: 101", "extension")]
    public void A_misspelt_key_is_not_missing_as_well(string line, string key)
    {
        var yaml = Given.Agent.Replace("- extension", "-\n    extension").TrimEnd().Split('\n').Where(l => !l.Contains(key, StringComparison.Ordinal)).Append($"    {line}\n");

        Assert.Equal(["ROS020"], Given.Text(string.Join('\n', yaml)).Diagnostics.Select(d => d.Code));
    }

    [Theory]
    [InlineData("agnets: []")]
    [InlineData("users: []")]
    [InlineData("defaults: { star_time: 9, end_time: 18 }\nagents: []")]
    [InlineData("agents:\n  - { extension: 101, name: Asha, phone_number: \"919876543201\", start: 9, end_time: 18 }")]
    public void Nor_is_what_belongs_to_it(string yaml) => Assert.Equal(["ROS020"], Given.Text(yaml).Diagnostics.Select(d => d.Code));
}
