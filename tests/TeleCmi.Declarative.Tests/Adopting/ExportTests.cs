using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsCheck;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Tests.Planning;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Adopting;

/// <summary>A roster made of a live account says what the account shows, or is not made at all.</summary>
public sealed class ExportTests
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "é", "e\u0301", "\u0301", "0123", " ", "  ", "\u00A0", ":", ": ", "- ", "#", " #", "##[", "##vso[", "::", "!", "!!str ", "&a", "*a", "?", "|", ">", "%", "@", "`",
        "'", "\"", "\\", "\\x41", "\\u0041", "$", "$$", "${", "${TELECMI_SECRET}", "${A:-b}", "}", "{", "[", "]", ",", "~", "null", "true", "=", "<<", "---", "...", "😀",
        "👩\u200D💻", "שלום", "\u202E", "\u200F", "\uFEFF", "\u0085", "\u2028", "\u0000", "\u001B[31m", "\n", "\r", "\t", "\u007F", "\uD800", "\uDC00", "\uE000", "\U000E0041",
    ];

    private static readonly Gen<string> Names = Gen.Frequency(
        (3, Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 6].Select(string.Concat)),
        (1, Gen.Char.Array[1, 8].Select(chars => new string(chars))));

    private static readonly Gen<LiveAgent> Users =
        from extension in Gen.Int[100, 999]
        from name in Names
        from phone in Gen.Int[1_000_000, int.MaxValue]
        from start in Gen.Int[1, 24]
        from end in Gen.Int[1, 24]
        from shift in Gen.Bool
        from alert in One<bool?>(null, true, false)
        select new LiveAgent(extension, $"{extension}_{Case.AppId}", KnownValues.Of(name, phone.ToString(CultureInfo.InvariantCulture), shift ? start : null, shift ? end : null, alert));

    [Fact]
    public void Any_account_becomes_a_roster_of_the_same_values_in_which_a_user_whose_name_no_roster_can_hold_is_a_comment() => Users.Array[0, 5].Sample(
        users =>
        {
            var live = Account(users.DistinctBy(user => user.Extension));
            var forbidden = live.Agents.Values.Where(user => IsForbidden(user.Name!)).ToList();

            var written = RosterExport.Of(live, Generations.Default, Case.AppId, []).Ok();

            Says(Load(written.Text), live with { Agents = live.Agents.RemoveRange(forbidden.Select(user => user.Extension)) });
            Assert.All(forbidden, user => Assert.Contains($"\n  # - extension: {user.Extension}\n", written.Text, StringComparison.Ordinal));
            Assert.Equal(forbidden.Count > 0, written.Warnings.Any(warning => warning.Code == "name_not_allowed"));
            Assert.DoesNotContain(written.Text.EnumerateRunes(), rune => rune.Value is not ('\n' or 0x200C or 0x200D) && Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            Assert.DoesNotContain("##[", written.Text, StringComparison.Ordinal);
        },
        iter: 20_000, threads: 2);

    [Fact]
    public void An_account_without_users_is_a_roster_without_agents()
        => Assert.Empty(Load(Written(Account([]))).Agents);

    [Fact]
    public void Each_password_is_a_reference_to_a_variable_of_its_own()
    {
        var live = Account([Case.Listed(101), Case.Listed(102)], (101, "the-password-of-101"));

        var text = Written(live);

        Assert.Contains("password: ${AGENT_101_PASSWORD}\n", text, StringComparison.Ordinal);
        Assert.Contains("password: ${AGENT_102_PASSWORD}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("the-password", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whom_no_entry_can_say_is_a_comment_and_told_at_once_with_the_reason()
    {
        var live = Account(
        [
            Case.Listed(101, phone: "9198765XXXX"), Case.Listed(102, phone: "9198765****"), Case.Listed(103, phone: null), Case.Listed(104, phone: "12345"),
            Case.Listed(105, name: null), Case.Listed(106, name: "a\u001Bb"), Case.Listed(107, name: "   "), Case.Listed(108, name: "a" + new string('\u0301', 40)), Case.Listed(109),
        ]);

        var written = RosterExport.Of(live, Generations.Default, Case.AppId, []).Ok();

        Assert.All(written.Warnings, warning => Assert.True(!warning.IsError && warning.Hint is not null));
        Assert.Equal(
            ["unreadable_name: 105", "name_not_allowed: 106, 107, 108", "unreadable_phone: 103", "masked_phone: 101, 102", "phone_not_allowed: 104"],
            written.Warnings.Select(warning => $"{warning.Code}: {warning.Message[(warning.Message.LastIndexOf(" of ", StringComparison.Ordinal) + 4)..^1]}"));
        Assert.Equal(1, written.Agents);
        Assert.Contains("  # - extension: 101\n  #   name: \"Manish\"\n  #   phone_number: # write it whole", written.Text, StringComparison.Ordinal);
        Says(Load(written.Text), Account([Case.Listed(109)]));
    }

    [Fact]
    public void An_account_that_shows_no_phone_whole_is_a_roster_without_agents_and_a_comment_for_each()
    {
        var text = Written(Account([Case.Listed(101, phone: "9198765XXXX"), Case.Listed(1001)]));

        Assert.Empty(Load(text).Agents);
        Assert.Contains("  # - extension: 101\n", text, StringComparison.Ordinal);
        Assert.Contains("  # - extension: 1001\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("XXXX", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_that_no_entry_can_say_and_extensions_that_no_roster_can_name_are_left_out_with_a_warning()
    {
        var live = Account([Case.Listed(101, start: 9, end: 9), Case.Listed(102, start: 9, end: null), Case.Listed(103, start: null, end: null), Case.Listed(1001)]);

        var written = RosterExport.Of(live, Generations.Default, Case.AppId, []).Ok();

        Assert.All(Load(written.Text).Agents, agent => Assert.Null(agent.StartTime));
        Assert.Equal(["extension_not_allowed 1001.", "shift_left_out 101, 102."], written.Warnings.Select(warning =>
            $"{warning.Code} {warning.Message[(warning.Message.LastIndexOfAny(['t', 'r']) + 2)..].TrimStart()}"));
    }

    [Fact]
    public void Whom_the_account_does_not_have_cannot_be_exported()
        => Assert.Equal("not_live", RosterExport.Of(Account([Case.Listed(101)]), Generations.Default, Case.AppId, [101, 102]).Failed().Code);

    internal static LiveAccount Account(IEnumerable<LiveAgent> users, params (int Extension, string Password)[] passwords) => LiveAccount.Empty with
    {
        Agents = users.ToImmutableSortedDictionary(user => user.Extension, user => user),
        Passwords = new LivePasswords(passwords.ToImmutableDictionary(one => one.Extension, one => new Secret(one.Password))),
    };

    private static string Written(LiveAccount live, params int[] only)
        => RosterExport.Of(live, Generations.Default, Case.AppId, [.. only]).Ok().Text;

    private static Roster Load(string text)
    {
        var loaded = RosterLoader.Load("agents.yaml", Encoding.UTF8.GetBytes(text));
        Assert.DoesNotContain(loaded.Diagnostics, one => one.IsError);
        return Assert.IsType<Roster>(loaded.Roster);
    }

    private static void Says(Roster roster, LiveAccount live)
    {
        Assert.Equal(Case.AppId, roster.LiteralAppId);
        Assert.Equal(live.Agents.Keys, roster.Agents.Select(agent => agent.Extension));
        foreach (var (entry, user) in roster.Agents.Zip(live.Agents.Values))
        {
            var hours = user.StartTime == user.EndTime ? null : user.StartTime;
            Assert.Equal((Nfc.Normalize(user.Name!), user.Phone, user.SmsAlert), (entry.Name, entry.PhoneNumber, entry.SmsAlert));
            Assert.Equal((hours, hours is null ? null : user.EndTime), (entry.StartTime, entry.EndTime));
            Assert.Null(entry.Protected);
        }
    }

    internal static Gen<T> One<T>(params T[] values) => Gen.OneOf([.. values.Select(value => Gen.Const(value))]);

    private static bool IsForbidden(string name)
        => !TextRules.IsVisible(name)
        || name.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
        || !name.Equals(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)), StringComparison.Ordinal);
}
