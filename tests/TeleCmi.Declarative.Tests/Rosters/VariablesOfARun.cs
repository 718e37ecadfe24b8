using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

public sealed class VariablesOfARun : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("A=", null)]
    [InlineData("A=''", null)]
    [InlineData("export A=b", "b")]
    [InlineData("  A=b  ", "b")]
    [InlineData("A=b=c", "b=c")]
    [InlineData("A=two words", "two words")]
    [InlineData("A='a #b $c \"d\" `e` \\f '", "a #b $c \"d\" `e` \\f ")]
    [InlineData("A='a' # why", "a")]
    [InlineData("A=\"it's #1\"", "it's #1")]
    [InlineData("\uFEFF# first\r\n\r\nA=b\r\nC=d", "b")]
    [InlineData("A='a\u0085b\u2028c'", "a\u0085b\u2028c")]
    public void An_env_file_holds_one_variable_a_line(string content, string? value)
    {
        var variables = With(content);

        Assert.Empty(variables.Diagnostics);
        Assert.Empty(Asked(variables).Diagnostics);
        Assert.Equal(value, variables.Find("A"));
    }

    [Theory]
    [InlineData("A=Quiet#7", "single quotes")]
    [InlineData("A=Quiet #7", "single quotes")]
    [InlineData("A=# nothing yet", "single quotes")]
    [InlineData("A=a$HOME", "single quotes")]
    [InlineData("A=a`id`", "single quotes")]
    [InlineData("A=a\\n", "single quotes")]
    [InlineData("A=a\"b", "single quotes")]
    [InlineData("A=\"Quiet\\n7\"", "single quotes")]
    [InlineData("A=\"a \\\"b\\\"\"", "single quotes")]
    [InlineData("A=\"a$HOME\"", "single quotes")]
    [InlineData("A=\"a`id`\"", "single quotes")]
    [InlineData("A=it's", "double quotes")]
    [InlineData("A=it's $5", "{ file: PATH }")]
    [InlineData("A=\"it's $5\"", "{ file: PATH }")]
    [InlineData("A= b", "without blanks")]
    [InlineData("A = b", "without blanks")]
    [InlineData("A='b", "close the quote")]
    [InlineData("A='b'c", "close the quote")]
    [InlineData("A='b'#c", "close the quote")]
    [InlineData("A=\"b", "close the quote")]
    public void What_readers_take_differently_is_an_error_that_says_what_to_write(string line, string hint)
    {
        var variables = With("# before\n" + line + "\n");

        Assert.Empty(variables.Diagnostics);
        var problem = Assert.Single(Asked(variables).Diagnostics);
        Assert.Equal(("ROS073", _folder["env"], 2, line.IndexOf('=') + 2), (problem.Code, problem.File, problem.Line, problem.Column));
        Assert.Equal("not every reader of env files takes the value of A as it is meant", problem.Message);
        Assert.Contains(hint, problem.Hint, StringComparison.Ordinal);
        Assert.Null(variables.Find("A"));
    }

    [Theory]
    [InlineData("A=vault:secret/data/agents#p101")]
    [InlineData("A='op://desk/101/password'")]
    [InlineData("A=\"encrypted:a$b\"")]
    public void A_value_that_has_still_to_be_decrypted_is_told_as_that_however_it_is_quoted(string line) =>
        Assert.Equal("ROS059", Assert.Single(Asked(With(line)).Diagnostics).Code);

    [Fact]
    public void Of_variables_that_nobody_asks_for_nothing_is_said()
    {
        var variables = With("B=a#b\nC='\nD=1\nD=2\nE=encrypted:x\nA=b\n");

        Assert.Empty(variables.Diagnostics);
        Assert.Empty(Asked(variables).Diagnostics);
    }

    [Theory]
    [InlineData("app.name=x\nA=b", 1, "1 line is no KEY=VALUE and was skipped")]
    [InlineData("A=b\n\nnonsense\n1B=c\n=d\n", 3, "3 lines are no KEY=VALUE and were skipped; the first is this one")]
    public void What_is_no_assignment_is_skipped_with_one_warning(string content, int line, string message)
    {
        var variables = With(content);

        var warning = Assert.Single(variables.Diagnostics);
        Assert.Equal((Severity.Warning, "ROS071", line, message), (warning.Severity, warning.Code, warning.Line, warning.Message));
        Assert.Equal("b", variables.Find("A"));
    }

    [Fact]
    public void A_variable_set_twice_is_an_error_where_it_is_asked_for()
    {
        var problem = Assert.Single(Asked(With("A=b\nC=d\nA=b\n")).Diagnostics);

        Assert.Equal(("ROS072", 3, "A is set twice; first in line 1"), (problem.Code, problem.Line, problem.Message));
    }

    [Fact]
    public void The_environment_goes_before_the_file_whatever_stands_there()
    {
        var variables = With("A=a#b\nB=file\nC=file", name => name switch { "A" => "environment", "B" => "", _ => null });

        Assert.Equal(("environment", "file", "file", null), (variables.Find("A"), variables.Find("B"), variables.Find("C"), variables.Find("D")));
        Assert.Empty(Asked(variables).Diagnostics);
    }

    [Fact]
    public void Of_two_files_the_later_one_goes_before()
    {
        var variables = Variables.Of(_ => null, _folder.Write("one", "A=one#\nB=one\n"), _folder.Write("two", "A=two\n"));

        Assert.Equal(("two", "one"), (variables.Find("A"), variables.Find("B")));
        Assert.Empty(Asked(variables).Diagnostics);
    }

    [Fact]
    public void A_missing_file_or_one_of_bytes_is_an_error()
    {
        Assert.Equal("ROS070", Assert.Single(Variables.Of(_ => null, _folder["none"]).Diagnostics).Code);
        Assert.Equal("ROS070", Assert.Single(Variables.Of(_ => null, _folder.Write("bytes", [0xFF, 0xFE])).Diagnostics).Code);
    }

    // What a roster makes of them that names A alone.
    private static ResolvedSecrets Asked(Variables variables) => RosterSecrets.Resolve(
        Given.Valid("secret: ${A}\nagents: []"), variables, _ => new PasswordFileResult(null, null)) is var asked
        && asked.Diagnostics.All(d => d.Code == "ROS069") ? asked with { Diagnostics = [] } : asked;

    private Variables With(string content, Func<string, string?>? environment = null) =>
        Variables.Of(environment ?? (_ => null), _folder.Write("env", Encoding.UTF8.GetBytes(content)));
}
