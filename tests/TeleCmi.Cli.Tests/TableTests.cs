using System.Globalization;
using System.Text;

namespace TeleCmi.Cli.Tests;

/// <summary>A table of agents becomes a roster, or is told what is wrong with it: never a half of one.</summary>
public sealed class TableTests
{
    private const string Header = "Extension,Name,Phone\n";

    private const string Two = Header + "101,Asha,919876543201\n102,Ravi,919876543202\n";

    /// <summary>From a table of forty to an account, and no editor is opened.</summary>
    [Fact]
    public async Task Five_commands_lead_from_a_table_to_an_account()
    {
        await using var centre = await CallCentre.OpenAsync();
        var table = new StringBuilder("Ext;Agent Name;Mobile;Shift Start;Shift End;SMS Alert\r\n");
        foreach (var extension in Enumerable.Range(101, 40))
        {
            table.Append(CultureInfo.InvariantCulture, $"{extension};\"Agent, {extension}\";+91 98765 43{extension};{(extension % 8 == 0 ? 13 : 9)};{(extension % 8 == 0 ? 21 : 18)};TRUE\r\n");
        }

        Write(centre, "team.csv", Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(table.ToString())));

        (await centre.RunAsync("init", "--from", "team.csv")).Exits(0);
        (await centre.RunAsync("passwords", "--out", "passwords.env")).Exits(0);
        using var service = centre.Start("simulate", "--port", "0", "--appid", $"{CallCentre.AppId}");
        centre.Variables["TELECMI_BASE_URL"] = (await service.LineAsync()).Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)).TrimEnd('.', ',');
        var plan = (await centre.RunAsync("plan", "--env-file", "passwords.env", "--format", "json")).Exits(0).Json("telecmi-plan/1");
        (await centre.RunAsync("apply", "--yes", "--env-file", "passwords.env")).Exits(0);

        Assert.Equal(40, plan.GetProperty("summary").GetProperty("add").GetInt32());
        Assert.Equal("", (await centre.RunAsync("plan", "--env-file", "passwords.env")).Exits(0).Error);
        Assert.Contains("No changes.", (await centre.RunAsync("plan", "--env-file", "passwords.env", "--detailed-exitcode")).Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal(5, File.ReadAllLines(centre.RosterPath).Count(line => line == "    start_time: 13"));
    }

    [Theory]
    [InlineData("Extension,Name,Phone\n101,Asha,919876543201\n102,Ravi,919876543202\n")]
    [InlineData("ext;agent name;mobile\r\n101;Asha;919876543201\r\n102;Ravi;919876543202\r\n")]
    [InlineData("EXT.\tAgent\tPhone_Number\n101\tAsha\t919876543201\n102\tRavi\t919876543202")]
    [InlineData("\uFEFFAgent-ID,name,number\n101,Asha,919876543201\n102,Ravi,919876543202\n")]
    [InlineData("phone,first name,last name,extension\n919876543201,Asha,,101\n919876543202,,Ravi,102\n")]
    [InlineData("sep=;\nextension;name;phone\n101;Asha;919876543201\n102;Ravi;919876543202\n")]
    [InlineData("Extension,Name,Phone\r101,Asha,919876543201\r102,Ravi,919876543202\r")]
    [InlineData("\"Extension\",\"Name\",\"Phone\"\n\"101\", \"Asha\" ,\"+91 (98765) 43201\"\n\n,,\n\"102\",\"Ravi\",\"91-98765-43202\"\n")]
    [InlineData("Extension,Name,Phone,Remarks\n101,Asha,919876543201,\"two\r\nlines, and a \"\"quote\"\"\"\n102,Ravi,919876543202\n")]
    public async Task A_table_is_read_as_a_spreadsheet_saves_it(string table)
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(false), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            await using var centre = await CallCentre.OpenAsync();
            Write(centre, "team.csv", encoding.GetPreamble().Concat(encoding.GetBytes(encoding.GetPreamble().Length > 0 ? table.TrimStart('\uFEFF') : table)));

            (await centre.RunAsync("init", "--from", "team.csv")).Exits(0);

            (await centre.RunAsync("validate", "--strict")).Exits(0);
            var roster = File.ReadAllText(centre.RosterPath);
            Assert.Equal(["101", "102"], Values(roster, "- extension"));
            Assert.Equal(["\"Asha\"", "\"Ravi\""], Values(roster, "name"));
            Assert.Equal(["\"919876543201\"", "\"919876543202\""], Values(roster, "phone_number"));
            Assert.False(File.Exists(Path.Combine(centre.Folder, "passwords.env")));
        }
    }

    [Fact]
    public async Task The_dashboards_own_ids_name_the_account_and_shared_values_become_defaults()
    {
        await using var centre = await CallCentre.OpenAsync();
        Write(centre, "team.csv", "agent_id,name,phone,start_time,end_time,sms_alert,protected\n101_1111112,A $5,919876543201,9,18,Yes,no\n102_1111112,${B},919876543202,9,18,1,TRUE\n103_1111112,C,919876543203,22,6,off,\n");

        Assert.Equal(3, (await centre.RunAsync("init", "--from", "team.csv", "--format", "json")).Exits(0).Json("telecmi-init/1").GetProperty("agents").GetInt32());

        Assert.Equal(
            """
            # yaml-language-server: $schema=./agents.schema.json
            appid: 1111112
            defaults:
              start_time: 9
              end_time: 18
              sms_alert: true
            agents:
              - extension: 101
                name: "A $$5"
                phone_number: "919876543201"
                password: ${AGENT_101_PASSWORD}
              - extension: 102
                name: "$${B}"
                phone_number: "919876543202"
                password: ${AGENT_102_PASSWORD}
                protected: true
              - extension: 103
                name: "C"
                phone_number: "919876543203"
                password: ${AGENT_103_PASSWORD}
                start_time: 22
                end_time: 6
                sms_alert: false

            """, File.ReadAllText(centre.RosterPath));
    }

    [Fact]
    public async Task Passwords_of_a_table_lie_in_an_env_file_that_reads_back_and_nowhere_else()
    {
        await using var centre = await CallCentre.OpenAsync();
        var passwords = new[] { "Plain-1", "Sea$Glass#7", "it's fine 8", "back\\slash\"9", "a b=c,d" };
        Write(centre, "team.csv", "ext,name,phone,password\n" + string.Concat(passwords.Select((password, i)
            => string.Create(CultureInfo.InvariantCulture, $"{101 + i},Agent {i},91987654320{i},\"{password.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"))));

        var run = (await centre.RunAsync("init", "--from", "team.csv")).Exits(0);
        (await centre.RunAsync("apply", "--yes", "--env-file", "passwords.env")).Exits(0);

        Assert.Equal(passwords, centre.Account.All().OrderBy(user => user.Extension).Select(user => user.Password));
        Assert.All(passwords, password => Assert.DoesNotContain(password, run.Out + run.Error + File.ReadAllText(centre.RosterPath), StringComparison.Ordinal));
        Assert.Contains("*.env", File.ReadAllLines(Path.Combine(centre.Folder, ".gitignore")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(centre.Folder, "passwords.env")));
        }

        Assert.Contains("stays as it is", (await centre.RunAsync("init", "--from", "team.csv")).Exits(0).Out, StringComparison.Ordinal);
        await centre.PlansNothingAsync("--env-file", "passwords.env");
    }

    [Fact]
    public async Task A_password_that_is_there_is_not_changed_and_one_that_no_quoting_holds_is_told()
    {
        await using var centre = await CallCentre.OpenAsync();
        Write(centre, "team.csv", "ext,name,phone,password\n101,Asha,919876543201,Mine-11111\n");
        Write(centre, "passwords.env", "AGENT_101_PASSWORD=Another-1\n");

        (await centre.RunAsync("init", "--from", "team.csv")).Exits(1).SaysOnError("not_overwritten", "AGENT_101_PASSWORD");
        Assert.False(File.Exists(centre.RosterPath));
        Write(centre, "passwords.env", "# mine\r\nAGENT_101_PASSWORD=\r\nOTHER=1");
        (await centre.RunAsync("init", "--from", "team.csv")).Exits(0);
        Assert.Equal("# mine\r\nAGENT_101_PASSWORD=Mine-11111\r\nOTHER=1", File.ReadAllText(Path.Combine(centre.Folder, "passwords.env")));

        Write(centre, "team.csv", "ext,name,phone,password\n101,Asha,919876543201,it's $5\n");
        (await centre.RunAsync("init", "--from", "team.csv", "-f", "new.yaml")).Exits(1).SaysOnError("env_value", "AGENT_101_PASSWORD");
        Assert.False(File.Exists(Path.Combine(centre.Folder, "new.yaml")));
    }

    [Fact]
    public async Task A_phone_copied_from_a_contact_loses_what_nobody_sees()
    {
        await using var centre = await CallCentre.OpenAsync();
        Write(centre, "team.csv", "ext,name,phone\n101,Asha,\u202A+91\u00A098765\u202F43201\u202C\n");

        (await centre.RunAsync("init", "--from", "team.csv")).Exits(0);
        (await centre.RunAsync("passwords", "--out", "passwords.env")).Exits(0);
        (await centre.RunAsync("apply", "--yes", "--env-file", "passwords.env")).Exits(0);

        Assert.Equal("919876543201", Assert.Single(centre.Account.All()).Phone);
        Assert.Contains("No changes.", (await centre.RunAsync("plan", "--env-file", "passwords.env")).Exits(0).Out, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Malformed => new()
    {
        { "", "table_empty", "is empty" },
        { "\n\n,,\n", "table_empty", "is empty" },
        { Header, "table_empty", "team.csv:1:1" },
        { "Name\nAsha\nRavi\n", "table_header", "one column" },
        { "101\n102\n", "table_header", "one column" },
        { "101,Asha,919876543201\n102,Ravi,919876543202\n", "table_header", "Extension, Name, Phone" },
        { "Emp Code,Name,Phone\n101,Asha,919876543201\n", "table_header", "no column is named extension" },
        { "Our team,,\nExtension,Name,Phone\n101,Asha,919876543201\n", "table_header", "Row 2 looks like the header" },
        { "Extension,Name,,Phone\n101,Asha,Rao,919876543201\n", "table_header", "team.csv:1:3" },
        { "Extension,Name,Phone,Mobile\n101,Asha,919876543201,919876543202\n", "table_header", "team.csv:1:4" },
        { Two + "101,Kiran,919876543203\n", "ROS034", "team.csv:4:1" },
        { Header + "101,Asha,9.19877E+11\n", "table_number", "team.csv:2:3" },
        { "Extension;Name;Phone\n101;Asha;9,19877E+11\n", "table_number", "as text" },
        { Header + "101,Asha,919876543201.0\n", "table_number", "team.csv:2:3" },
        { Header + "101,=B2&C2,919876543201\n", "table_formula", "team.csv:2:2" },
        { Header + "101,Asha,\"=\"\"919876543201\"\"\"\n", "table_formula", "team.csv:2:3" },
        { Header + "101,#N/A,919876543201\n", "table_formula", "team.csv:2:2" },
        { Header + "101,Rao, Asha,919876543201\n", "table_row", "team.csv:2:4" },
        { Header + "101,Asha\n", "ROS026", "team.csv:2:3" },
        { Header + ",Asha,919876543201\n", "ROS026", "team.csv:2:1" },
        { Header + "101,Asha 5\" desk,919876543201\n102,Ravi 6\" desk,919876543202\n", "table_quote", "team.csv:2:2" },
        { Header + "101,\"Asha,919876543201\n102,Ravi,919876543202\n", "table_quote", "team.csv:2:2" },
        { Header + "101,\"A\"sha,919876543201\n", "table_quote", "team.csv:2:2" },
        { Header + "101,\"As\r\nha\",919876543201\n", "ROS028", "team.csv:2:2" },
        { Header + "99,Asha,919876543201\n1000,Ravi,919876543202\n", "ROS031", "team.csv:3:1" },
        { Header + "E101,Asha,919876543201\n", "ROS030", "team.csv:2:1" },
        { Header + "101,Asha,91987X\n", "ROS035", "team.csv:2:3" },
        { "Extension,Name,Phone,Start,End\n101,Asha,919876543201,9:00,18:00\n", "ROS030", "team.csv:2:4" },
        { "Extension,Name,Phone,Start\n101,Asha,919876543201,9\n", "ROS037", "team.csv:2:4" },
        { "Extension,Name,Phone,SMS\n101,Asha,919876543201,maybe\n", "ROS032", "team.csv:2:4" },
        { "Extension,Name,Phone,Password\n101,Asha,919876543201,****\n", "ROS055", "team.csv:2:4" },
        { "agent_id,name,phone\n101_1111112,Asha,919876543201\n102_1111113,Ravi,919876543202\n", "table_account", "2 accounts" },
        { "PK\u0003\u0004xl/workbook.xml", "table_unreadable", "workbook" },
        { "<table><tr><td>Extension</td></tr></table>", "table_header", "one column" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_wrong_with_a_table_is_told_by_row_and_column_and_nothing_is_written(string table, string code, string words)
    {
        await using var centre = await CallCentre.OpenAsync();
        Write(centre, "team.csv", table);

        (await centre.RunAsync("init", "--from", "team.csv")).Exits(1).SaysOnError(code, words);
        (await centre.RunAsync("init", "--from", "team.csv", "--format", "json")).Exits(1).Json("telecmi-error/1");

        Assert.Equal(["team.csv"], Directory.GetFileSystemEntries(centre.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_is_no_text_of_ours_is_told_as_what_it_is_however_large()
    {
        await using var centre = await CallCentre.OpenAsync();
        Write(centre, "latin.csv", Encoding.Latin1.GetBytes(Header + "101,André,919876543201\n"));
        Write(centre, "wide.csv", Encoding.Unicode.GetBytes(Two));
        Write(centre, "half.csv", [0xFF, 0xFE, 0x41, 0x00, 0x42]);
        await using (var large = File.Create(Path.Combine(centre.Folder, "large.csv")))
        {
            large.SetLength(50 * 1024 * 1024);
        }

        (await centre.RunAsync("init", "--from", "latin.csv")).Exits(1).SaysOnError("table_unreadable", "UTF-8");
        (await centre.RunAsync("init", "--from", "wide.csv")).Exits(1).SaysOnError("table_unreadable", "UTF-16");
        (await centre.RunAsync("init", "--from", "half.csv")).Exits(1).SaysOnError("table_unreadable", "UTF-16");
        (await centre.RunAsync("init", "--from", "large.csv")).Exits(1).SaysOnError("table_unreadable", "8 MiB");
        (await centre.RunAsync("init", "--from", "nosuch.csv")).Exits(1).SaysOnError("table_unreadable", "does not exist");
        (await centre.RunAsync("init", "--from", ".")).Exits(1).SaysOnError("table_unreadable");
        Assert.Equal(4, Directory.GetFileSystemEntries(centre.Folder).Length);
    }

    [Fact]
    public async Task All_problems_are_told_at_once_and_unknown_columns_and_odd_names_are_warnings()
    {
        await using var centre = await CallCentre.OpenAsync();
        Write(centre, "team.csv", "Extension,Name,Phone,Branch,E-mail\n101,@asha,919876543201,Pune,a@example.com\n101,,9.1E+11,Pune,\n98,=A1,x,,,more\n");

        var run = (await centre.RunAsync("init", "--from", "team.csv")).Exits(1)
            .SaysOnError("D \"Branch\", E \"E-mail\"", "team.csv:2:2: warning table_formula", "team.csv:3:1: error ROS034", "team.csv:3:2: error ROS026",
                "team.csv:3:3: error table_number", "team.csv:4:1: error ROS031", "team.csv:4:2: error table_formula", "team.csv:4:3: error ROS035", "team.csv:4:6: error table_row", "cell A3");

        Assert.DoesNotContain("example.com", run.Error, StringComparison.Ordinal);
        Write(centre, "team.csv", "Extension,Name,Phone,Branch\n101,@asha,9876543201,Pune\n");
        (await centre.RunAsync("init", "--from", "team.csv")).Exits(0).SaysOnError("table_column", "table_formula", "ROS036");
        Assert.Contains("\"9876543201\"", File.ReadAllText(centre.RosterPath), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agents.yaml")]
    [InlineData("passwords.env")]
    public async Task A_table_is_written_through_no_link(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await using var centre = await CallCentre.OpenAsync();
        Write(centre, "team.csv", "ext,name,phone,password\n101,Asha,919876543201,Mine-11111\n");
        Write(centre, "mine", "");
        File.CreateSymbolicLink(Path.Combine(centre.Folder, name), "mine");

        (await centre.RunAsync("init", "--from", "team.csv")).Exits(1).SaysOnError(name, "symbolic link");

        Assert.Equal(3, Directory.GetFileSystemEntries(centre.Folder).Length);
    }

    private static IEnumerable<string> Values(string roster, string key)
        => roster.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith(key + ":", StringComparison.Ordinal)).Select(line => line[(key.Length + 2)..]);

    private static void Write(CallCentre centre, string name, string text) => Write(centre, name, Encoding.UTF8.GetBytes(text));

    private static void Write(CallCentre centre, string name, IEnumerable<byte> content) => File.WriteAllBytes(Path.Combine(centre.Folder, name), [.. content]);
}
