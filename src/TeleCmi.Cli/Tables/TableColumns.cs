using System.Collections.Frozen;
using System.Collections.Immutable;
using TeleCmi.Client.Agents;

namespace TeleCmi.Cli.Tables;

/// <summary>What the columns of a table hold, told by their header.</summary>
/// <param name="Header">The cells of the header row.</param>
/// <param name="Keys">What each column holds; null where nothing that we take.</param>
internal sealed record TableColumns(ImmutableArray<string> Header, ImmutableArray<string?> Keys)
{
    public const string Extension = "extension";

    /// <summary>The service's own key of a user, EXTENSION_APPID.</summary>
    public const string AgentId = "agent_id";

    public const string FirstName = "first_name";
    public const string LastName = "last_name";

    private static readonly FrozenDictionary<string, string> ByWord = new (string Key, string Words)[]
    {
        (Extension, "extension ext extno extnumber extensionno extensionnumber"),
        (AgentId, "agentid userid"),
        (AgentFields.Name.Key, "name agent agentname fullname displayname user employeename"),
        (FirstName, "firstname givenname"),
        (LastName, "lastname surname familyname"),
        (AgentFields.PhoneNumber.Key,
            "phone phoneno phonenumber mobile mobileno mobilenumber mobilephone number contact contactno contactnumber telephone"),
        (AgentFields.StartTime.Key, "start starttime starthour shiftstart shiftstarttime from"),
        (AgentFields.EndTime.Key, "end endtime endhour shiftend shiftendtime to"),
        (AgentFields.SmsAlert.Key, "sms smsalert smsalerts notify"),
        (AgentSchema.Password, "password pass pwd"),
        (AgentSchema.Protected, "protected"),
    }.SelectMany(one => one.Words.Split(' '), (one, word) => KeyValuePair.Create(word, one.Key)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads a header: in any case, whatever stands between its words.</summary>
    public static TableColumns Of(ImmutableArray<string> header) => new(header, [.. header.Select(Key)]);

    /// <summary>What an agent must have and no column holds.</summary>
    public IEnumerable<string> Missing => new[]
    {
        Has(Extension) || Has(AgentId) ? null : Extension,
        Has(AgentFields.Name.Key) || Has(FirstName) || Has(LastName) ? null : AgentFields.Name.Key,
        Has(AgentFields.PhoneNumber.Key) ? null : AgentFields.PhoneNumber.Key,
    }.OfType<string>();

    /// <summary>True where a column holds it.</summary>
    public bool Has(string key) => Keys.Contains(key);

    private static string? Key(string cell)
        => ByWord.GetValueOrDefault(string.Concat(cell.Where(char.IsLetterOrDigit)).ToLowerInvariant());
}
