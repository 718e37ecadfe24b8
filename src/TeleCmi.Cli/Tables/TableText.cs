using System.Text;
using System.Text.Unicode;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;

namespace TeleCmi.Cli.Tables;

/// <summary>The text of a table, as Excel, Google Sheets and TeleCMI's dashboard save one.</summary>
internal static class TableText
{
    private const int MaximumBytes = 8 * 1024 * 1024;
    private const string SaveAs = "Save it as `CSV UTF-8 (comma delimited)`; Google Sheets: File, Download, Comma-separated values.";

    private static readonly byte[] Zip = [(byte)'P', (byte)'K', 3, 4];
    private static readonly byte[] OldExcel = [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>Reads a file, or says why it is no table.</summary>
    public static Result<string> Read(string path)
    {
        try
        {
            using var stream = GivenFile.Open(path);
            return BoundedRead.All(stream, MaximumBytes) is { } content ? Decode(path, content)
                : Unreadable($"{path} is larger than 8 MiB.", "An account has at most 900 agents; is this the right file?");
        }
        catch (Exception unreadable) when (FileFault.Is(unreadable))
        {
            return Unreadable($"The table {path} can't be read: {FileFault.Describe(unreadable)}.");
        }
    }

    private static Result<string> Decode(string path, byte[] content) => content switch
    {
        _ when content.AsSpan().StartsWith(Zip) || content.AsSpan().StartsWith(OldExcel)
            => Unreadable($"{path} is a workbook, not a table of text.", SaveAs),
        [0xFF, 0xFE, ..] => Wide(path, content, Encoding.Unicode),
        [0xFE, 0xFF, ..] => Wide(path, content, Encoding.BigEndianUnicode),
        [0xEF, 0xBB, 0xBF, ..] => Narrow(path, content.AsSpan(3)),
        _ => Narrow(path, content),
    };

    private static Result<string> Wide(string path, byte[] content, Encoding encoding)
    {
        var text = encoding.GetString(content.AsSpan(2));
        return content.Length % 2 != 0 || text.Contains('\uFFFD', StringComparison.Ordinal) || text.Contains('\0', StringComparison.Ordinal)
            ? Unreadable($"{path} begins as UTF-16 and is damaged further down.", SaveAs)
            : text;
    }

    private static Result<string> Narrow(string path, ReadOnlySpan<byte> content)
        => content.Contains((byte)0) ? Unreadable($"{path} is no text, or UTF-16 without a mark in front.", SaveAs)
        : Utf8.IsValid(content) ? Encoding.UTF8.GetString(content)
        : Unreadable($"{path} is not UTF-8.", SaveAs);

    private static Failure Unreadable(string message, string? hint = null) => Failure.Of("table_unreadable", message, hint);
}
