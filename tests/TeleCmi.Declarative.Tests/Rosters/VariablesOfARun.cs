using System.Text;
using TeleCmi.Declarative.Rosters;
using Xunit;

namespace TeleCmi.Declarative.Tests.Rosters;

public sealed class VariablesOfARun : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("A=", null)]
    [InlineData("export A=b", "b")]
    [InlineData("  A=b  ", "b")]
    [InlineData("A=b=c", "b=c")]
    [InlineData("A=a#b", "a#b")]
    [InlineData("A=$B", "$B")]
    [InlineData("A='a #b '", "a #b ")]
    [InlineData("A='a\\n' # why", "a\\n")]
    [InlineData("A=\"a \\\"b\\\" \\\\ \\n\"", "a \"b\" \\ \\n")]
    [InlineData("\uFEFF# first\r\n\r\nA=b\r\nC=d", "b")]
    public void An_env_file_holds_one_variable_a_line(string content, string? value)
    {
        var variables = With(content);

        Assert.Empty(variables.Diagnostics);
        Assert.Equal(value, variables.Find("A"));
    }

    [Theory]
    [InlineData("hunter2", 1, 1, "ROS071")]
    [InlineData("B=c\nA =hunter2", 2, 1, "ROS071")]
    [InlineData("A= hunter2", 1, 3, "ROS071")]
    [InlineData("A=hunter2 #x", 1, 3, "ROS071")]
    [InlineData("  A='hunter2", 1, 5, "ROS071")]
    [InlineData("A='hunter2'x", 1, 3, "ROS071")]
    [InlineData("1A=hunter2", 1, 1, "ROS071")]
    [InlineData("=hunter2", 1, 1, "ROS071")]
    [InlineData("A=hunter2\nA=c", 2, 1, "ROS072")]
    public void A_line_of_another_kind_is_an_error_with_its_place(string content, int line, int column, string code)
    {
        var variables = With(content);

        var problem = Assert.Single(variables.Diagnostics);
        Assert.Equal((code, _file, line, column), (problem.Code, problem.File, problem.Line, problem.Column));
        Assert.DoesNotContain("hunter2", problem.Message + problem.Hint, StringComparison.Ordinal);
        Assert.Null(variables.Find("A"));
    }

    [Fact]
    public void The_environment_goes_before_the_file()
    {
        var variables = With("A=file\nB=file\nC=file", name => name switch { "A" => "environment", "B" => "", _ => null });

        Assert.Equal(("environment", "file", "file", null), (variables.Find("A"), variables.Find("B"), variables.Find("C"), variables.Find("D")));
    }

    [Fact]
    public void A_missing_file_or_one_of_bytes_is_an_error()
    {
        Assert.Equal("ROS070", Assert.Single(Variables.Of(_ => null, _file + ".none").Diagnostics).Code);
        File.WriteAllBytes(_file, [0xFF, 0xFE]);
        Assert.Equal("ROS070", Assert.Single(Variables.Of(_ => null, _file).Diagnostics).Code);
    }

    private Variables With(string content, Func<string, string?>? environment = null)
    {
        File.WriteAllText(_file, content, new UTF8Encoding(false));
        return Variables.Of(environment ?? (_ => null), _file);
    }
}
