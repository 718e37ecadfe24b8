using TeleCmi.TerraformProvider.Functions;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Tests.Functions;

/// <summary>The functions by themselves: pure, and every problem with its place.</summary>
public sealed class FunctionTests
{
    [Fact]
    public void A_file_becomes_an_object_with_its_defaults()
    {
        var roster = Read(
            """
            policy: { max_removals: 5, passwords: initial, min_on_duty: { 9-10: 1 } }
            shifts: { early: { start_time: 6, end_time: 14 } }
            defaults: { sms_alert: true }
            agents:
              - { extension: 101, name: Asha Rao, phone_number: "+91 98765 43101", shift: early, password: "${P101}" }
              - { extension: 102, name: Ben Okoro, phone_number: "919876543102", protected: true }
            """);
        var (asha, ben, policy) = (roster["agents"]["101"], roster["agents"]["102"], roster["policy"]);
        Assert.Equal(("Asha Rao", "919876543101"), (asha["name"].AsText, asha["phone_number"].AsText));
        Assert.Equal((6, 14), (asha["start_time"].AsInteger, asha["end_time"].AsInteger));
        Assert.Equal((true, "P101"), (asha["sms_alert"].AsFlag, asha["password_env"].AsText));
        Assert.Equal((true, true, null), (ben["protected"].AsFlag, ben["start_time"].IsNull, ben["password_env"].AsText));
        Assert.Equal(("5", "initial"), (policy["max_removals"].AsText, policy["passwords"].AsText));
        Assert.Equal([("10", 1), ("9", 1)], policy["min_on_duty"].Pairs.Select(one => (one.Key, one.Value.AsInteger ?? 0)));
        Assert.True(roster["appid"].IsNull);
    }

    [Theory]
    [InlineData("literal-canary"), InlineData("${P101:-literal-canary}"), InlineData("x${P101}")]
    public void No_password_enters_a_state(string password)
    {
        var error = Error(
            $$"""
            agents:
              - extension: 101
                name: Asha Rao
                phone_number: "919876543101"
                password: "{{password}}"
            """);
        Assert.StartsWith("line 5, column 15: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nor_one_of_a_file()
        => Assert.Contains("would enter the state", Error(
            """
            agents:
              - { extension: 101, name: Asha Rao, phone_number: "919876543101", password: { file: secret.txt } }
            """), StringComparison.Ordinal);

    [Fact]
    public void Every_problem_is_told_with_its_place()
    {
        var error = Error(
            """
            agents:
              - { extension: 99, name: Asha Rao, phone_number: "919876543101" }
              - { extension: 102, name: Ben Okoro, phone_number: "12" }
            """);
        Assert.Equal(2, error.Split('\n').Length);
        Assert.All(error.Split('\n'), line => Assert.Matches("^line [23], column [0-9]+: ROS[0-9]{3}: ", line));
    }

    [Fact]
    public void Coverage_counts_hour_by_hour()
    {
        var hours = DynamicCodec.Read(CoverageFunction.Call(Dynamic.Map(
        [
            Agent("101", 9, 18, true), Agent("102", 22, 6, false), Agent("103", 18, 20, null),
        ])).Result);
        Assert.Equal(24, hours.Pairs.Count());
        Assert.Equal((1, 1), At(9));
        Assert.Equal((2, 1), At(18));
        Assert.Equal((1, 0), At(23));
        Assert.Equal((1, 0), At(6));
        Assert.Equal((0, 0), At(21));

        (int?, int?) At(int hour) => (hours[$"{hour}"]["on_duty"].AsInteger, hours[$"{hour}"]["sms_alert"].AsInteger);
    }

    private static KeyValuePair<string, Dynamic> Agent(string extension, int start, int end, bool? alert) => new(extension, Dynamic.Map(
    [
        new("start_time", Dynamic.Of((int?)start)), new("end_time", Dynamic.Of((int?)end)), new("sms_alert", Dynamic.Of(alert)),
    ]));

    private static Dynamic Read(string yaml)
    {
        var answer = RosterFunction.Call(Dynamic.Of(yaml));
        Assert.Null(answer.Error);
        return DynamicCodec.Read(answer.Result);
    }

    private static string Error(string yaml) => RosterFunction.Call(Dynamic.Of(yaml)).Error.Text;
}
