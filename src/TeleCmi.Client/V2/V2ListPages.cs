using System.Globalization;
using System.Text;
using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Client.Http;
using TeleCmi.Client.Sweeping;

namespace TeleCmi.Client.V2;

/// <summary>
/// The user list of v2, read member by member: a value that cannot be read becomes null and spoils nothing else; only a row whose identity
/// cannot be read is worth nothing.
/// </summary>
internal sealed class V2ListPages(ITeleCmiV2Users users, ServiceOptions options) : IListPages
{
    // What is longer was never entered by a person; as unreadable values they take no room.
    private const int LongestName = 512;
    private const int LongestPhone = 64;

    // Bytes of UTF-8, as of a password from a file.
    private const int LongestPassword = 4096;

    /// <inheritdoc/>
    public string Path => "/v2/user/list";

    /// <inheritdoc/>
    public Task<HttpResponseMessage> SendAsync(int number, CancellationToken cancellationToken)
        => users.ListAsync(new UserRequest { AppId = options.AppId, Secret = options.Secret, Page = number }, cancellationToken);

    /// <inheritdoc/>
    public ListPage? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = AnswerBody.Open(body);
            if (document.RootElement.Member("agents") is not { ValueKind: JsonValueKind.Array } agents)
            {
                return null;
            }

            var count = document.RootElement.Member("count");
            var announced = Integer(count);
            return count is null || announced is >= 0 and <= ListPage.MaximumCount
                ? new ListPage(announced, [.. agents.EnumerateArray().Select(row => Read(row, options.AppId))], body.Length)
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a member name that is no valid UTF-16.
            return null;
        }
    }

    /// <summary>Reads a row.</summary>
    /// <param name="row">A member of <c>agents</c>.</param>
    /// <param name="appId">Ours; any other is foreign.</param>
    private static ListRow Read(JsonElement row, long appId)
    {
        // Compared as text: another spelling of the same number is another id to the service.
        if (row.Member("agent_id")?.Text() is not { } id
            || Integer(row.Member("extension")) is not { } extension
            || !long.TryParse(id.AsSpan(id.IndexOf('_', StringComparison.Ordinal) + 1), NumberStyles.None, null, out var owner)
            || id != Agents.AgentId.Of(extension, owner))
        {
            return new ListRow(AgentId: null);
        }

        return new ListRow(
            id, owner == appId ? ReadAgent(row, id, extension) : null, ReadPassword(row.Member("password")));
    }

    private static LiveAgent ReadAgent(JsonElement row, string id, int extension) => new(
        extension, id, V2Generation.Facts.Schema.Make(field => ReadValue(field.Kind, row.Member(V2Generation.NameInList(field)))));

    private static FieldValue? ReadValue(FieldKind kind, JsonElement? member) => kind switch
    {
        FieldKind.Text => FieldValue.Of(member?.Text() is { Length: > 0 and <= LongestName } text ? text : null),
        FieldKind.Phone => FieldValue.Of(Phone(member)),
        FieldKind.Hour => FieldValue.Of(Integer(member) is { } hour && DayHours.Has(hour) ? hour : null),
        _ => FieldValue.Of(member?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => (bool?)null }),
    };

    private static Secret? ReadPassword(JsonElement? member)
    {
        var password = member?.Text() is { } text && Encoding.UTF8.GetByteCount(text) <= LongestPassword ? new Secret(text) : null;
        return password is null || PasswordMask.IsMaskedOrEmpty(password) ? null : password;
    }

    private static int? Integer(JsonElement? member) =>
        member is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    // Public clients have seen a phone as text and as number, and vendor samples show its end as XXXX.
    private static string? Phone(JsonElement? member)
    {
        var source = member is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : member?.Text();
        if (source is null or { Length: > LongestPhone } || (member?.ValueKind == JsonValueKind.Number && !source.All(char.IsAsciiDigit)))
        {
            return null;
        }

        var phone = string.Concat(source.Where(c => !"+ .-()[]".Contains(c, StringComparison.Ordinal))).Replace('x', 'X');
        return phone.Length > 0 && phone.All(c => char.IsAsciiDigit(c) || c is 'X' or '*') ? phone : null;
    }
}
