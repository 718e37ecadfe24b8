namespace TeleCmi.TerraformProvider.Tests.Harness;

/// <summary>Programs of the stories: a roster named <c>support</c>.</summary>
internal static class Programs
{
    public const string Asha = "\"101\" = { name = \"Asha Rao\", phone_number = \"919876543101\", password_env = \"P101\" }";
    public const string Ben = "\"102\" = { name = \"Ben Okoro\", phone_number = \"919876543102\", password_env = \"P102\" }";
    public const string Chen = "\"103\" = { name = \"Chen Wu\", phone_number = \"919876543103\", password_env = \"P103\" }";

    public static string Two => Roster([Asha, Ben]);

    public static string Three => Roster([Asha, Ben, Chen]);

    /// <summary>An entry that says more.</summary>
    public static string With(string entry, string more) => entry.Replace(" }", $", {more} }}", StringComparison.Ordinal);

    /// <summary>A roster of these entries, and what else stands in its block.</summary>
    public static string Roster(string[] agents, string more = "", string name = "support")
        => $$"""
            resource "telecmi_roster" "{{name}}" {
              agents = {
                {{string.Join("\n    ", agents)}}
              }
              {{more}}
            }
            """;

    /// <summary>A roster of many, whose passwords come from one variable.</summary>
    public static string Many(int count, string more = "", int first = 201)
        => $$"""
            resource "telecmi_roster" "support" {
              agents = { for one in range({{first}}, {{first + count}}) : one => {
                name = "Agent ${one}", phone_number = "919876543${one}", password_env = "SHARED"
              } }
              {{more}}
            }
            """;

    /// <summary>As if made in the dashboard.</summary>
    public static SimulatedUser Stranger(int extension) => new(extension, "Zoe Quist", $"448888888{extension}") { Password = "their-own" };
}
