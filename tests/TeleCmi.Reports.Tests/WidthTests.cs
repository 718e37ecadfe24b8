using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Tests;

/// <summary>Names are written in the scripts of India, in Chinese and with emoji; a plan has its columns all the same.</summary>
public sealed class WidthTests
{
    private static readonly string[] Names =
    [
        "Manish Kumar", "प्रिया शर्मा", "மீனாட்சி சுந்தரேஸ்வரன்", "山田太郎", "Asha 👩🏽‍💻",
        "രാജൻ", "ಕ್ಷಮಾ", "क्\u200dष", "नम\u200cस्ते", "🇮🇳 Ravi ❤️",
    ];

    [Fact]
    public void A_plan_of_ten_agents_fits_80_columns_and_its_actions_stand_under_each_other()
    {
        var lines = PlanText.Render(PlanOf(ChangeAction.Add), default).TrimEnd('\n').Split('\n');

        Assert.All(lines, line => Assert.InRange(Cells(line), 1, 80));
        Assert.Single(lines[1..11].Select(line => Cells(line[..line.IndexOf("  add  ", StringComparison.Ordinal)])).Distinct());
        Assert.Equal("Plan: 10 to add; 7 unchanged, 1 kept.", lines[^1]);
    }

    [Fact]
    public void Joiners_of_letters_and_of_emoji_are_shown_as_they_are()
        => Assert.All(
            Names, name => Assert.Contains($"\"{name}\"", PlanText.Render(PlanOf(ChangeAction.Add), default), StringComparison.Ordinal));

    [Theory]
    [InlineData("Ravi", 4)]
    [InlineData("山田太郎", 8)]
    [InlineData("👩🏽‍💻", 2)]
    [InlineData("🇮🇳", 2)]
    [InlineData("❤️", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("क्\u200dष", 2)]
    [InlineData("\u001b[31mred\u001b[0m", 3)]
    public void A_text_takes_the_cells_that_a_terminal_gives_it(string text, int cells) => Assert.Equal(cells, Cells(text));

    [Fact]
    public void A_terminal_of_40_columns_breaks_no_character_and_no_line_begins_with_a_name()
    {
        var lines = Lines.Wrapped(PlanText.Render(PlanOf(ChangeAction.Update), default), 40).TrimEnd('\n').Split('\n');

        Assert.All(lines, line => Assert.InRange(Cells(line), 1, 40));
        Assert.All(lines[1..^1], line => Assert.StartsWith(" ", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("👩🏽‍💻", StringComparison.Ordinal));
    }

    // The narrowest terminal that has room for the text behind some others.
    private static int Cells(string text)
    {
        var line = new string('x', 20) + text;
        return Enumerable.Range(20, 200).First(columns => Lines.Wrapped(line, columns) == line) - 20;
    }

    private static Plan PlanOf(ChangeAction action)
    {
        var sample = Samples.Plan().Plan;
        var (add, update) = (sample.Changes[3], sample.Changes[1]);
        return sample with
        {
            Coverage = CoverageForecast.None,
            Changes =
            [
                .. Names.Select((name, i) => (action == ChangeAction.Add ? add : update) with
                {
                    Extension = 101 + i,
                    Name = name,
                    Fields = action == ChangeAction.Add ? add.Fields
                        : [new(Fields.Name, FieldValue.Of("Somebody"), FieldValue.Of(name)), .. update.Fields],
                }),
            ],
        };
    }
}
