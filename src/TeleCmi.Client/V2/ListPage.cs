using System.Collections.Immutable;
using System.Text.Json;

namespace TeleCmi.Client.V2;

/// <summary>One page of a list that the service called a success.</summary>
/// <param name="Count">Users of the account; null where the service does not say.</param>
/// <param name="Rows">As they came.</param>
/// <param name="Bytes">Length of the answer.</param>
internal sealed record ListPage(int? Count, ImmutableArray<ListRow> Rows, int Bytes)
{
    /// <summary>More users than any account has; a count beyond it is no count.</summary>
    public const int MaximumCount = 100_000;

    /// <summary>Reads the body of a list answer; null where it holds no list.</summary>
    public static ListPage? Read(ReadOnlyMemory<byte> body, long appId)
    {
        try
        {
            using var document = AnswerBody.Open(body);
            var count = document.RootElement.Member("count");
            if (document.RootElement.Member("agents") is not { ValueKind: JsonValueKind.Array } agents)
            {
                return null;
            }

            var rows = agents.EnumerateArray().Select(row => ListRow.Read(row, appId)).ToImmutableArray();
            return count is null ? new ListPage(null, rows, body.Length)
                : count is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var users) && users is >= 0 and <= MaximumCount
                    ? new ListPage(users, rows, body.Length)
                    : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a member name that is no valid UTF-16.
            return null;
        }
    }
}
