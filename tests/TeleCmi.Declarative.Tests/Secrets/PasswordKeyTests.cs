using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.Secrets;

public sealed class PasswordKeyTests
{
    private const string Lineage = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private static readonly PasswordKey Key = PasswordKey.Derive(new Secret("app-secret-for-tests"), Lineage);

    // The expected values were computed by an independent implementation of RFC 5869 and RFC 2104.
    [Fact]
    public void The_key_has_the_name_that_the_standard_gives() => Assert.Equal("9e8967957d807740", Key.KeyId);

    [Theory]
    [InlineData("101_1111112", "777d0e66387d1b14231d979bff532366284891a7102c5f8b9a31096cbae9cd9d")]
    [InlineData("102_1111112", "186194f05a444ea19e6ec0e19593f0914b6a12c6a35e5303144aa73f445ee530")]
    public void A_fingerprint_has_the_value_that_the_standard_gives(string agentId, string expected)
        => Assert.Equal(expected, Key.Fingerprint(agentId, new Secret("pässwörd")));

    [Fact]
    public void Another_app_secret_or_lineage_is_another_key()
    {
        string[] names =
        [
            Key.KeyId,
            PasswordKey.Derive(new Secret("app-secret-for-test"), Lineage).KeyId,
            PasswordKey.Derive(new Secret("app-secret-for-tests"), Lineage + "0").KeyId,
        ];

        Assert.Equal(3, names.Distinct().Count());
    }

    [Fact]
    public void Equal_passwords_of_two_states_have_nothing_in_common()
    {
        var other = PasswordKey.Derive(new Secret("app-secret-for-tests"), "another lineage");

        Assert.NotEqual(Key.Fingerprint("101_1", new Secret("p")), other.Fingerprint("101_1", new Secret("p")));
    }

    [Fact]
    public void A_key_prints_nothing_but_its_name() => Assert.Equal(Key.KeyId, $"{Key}");
}
