using System.Text;

namespace TeleCmi.Client.Agents;

/// <summary>
/// Canonical composition (NFC) from tables of our own: the program runs without ICU, where .NET's own
/// <c>string.Normalize</c> returns its input.
/// </summary>
public static class Nfc
{
    private const int HangulS = 0xAC00, HangulL = 0x1100, HangulV = 0x1161, HangulT = 0x11A7, VCount = 21, TCount = 28;
    private const int SCount = 19 * VCount * TCount;

    /// <summary>The text in NFC. Lone surrogates stay as they are.</summary>
    public static string Normalize(string text)
    {
        // Nothing below U+0300 combines or changes.
        foreach (var c in text)
        {
            if (c >= 0x300)
            {
                return Compose(Decompose(text));
            }
        }

        return text;
    }

    private static List<int> Decompose(string text)
    {
        var points = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var point = (int)text[i];
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                point = char.ConvertToUtf32(text[i], text[++i]);
            }

            if (point is >= HangulS and < HangulS + SCount)
            {
                var s = point - HangulS;
                points.Add(HangulL + (s / (VCount * TCount)));
                points.Add(HangulV + (s % (VCount * TCount) / TCount));
                if (s % TCount != 0)
                {
                    points.Add(HangulT + (s % TCount));
                }
            }
            else if (Tables.Decompositions.TryGetValue(point, out var parts))
            {
                points.AddRange(parts);
            }
            else
            {
                points.Add(point);
            }
        }

        SortMarks(points);
        return points;
    }

    private static void SortMarks(List<int> points)
    {
        // Each run of combining marks by class, stable. A hostile name may be one long run: no insertion sort.
        for (var start = 0; start < points.Count; start++)
        {
            var end = start;
            while (end < points.Count && Tables.Class(points[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                var sorted = points.GetRange(start, end - start).OrderBy(Tables.Class).ToList();
                for (var i = 0; i < sorted.Count; i++)
                {
                    points[start + i] = sorted[i];
                }
            }

            start = end;
        }
    }

    private static string Compose(List<int> points)
    {
        var result = new List<int>(points.Count);
        var starter = -1;
        var last = 0;
        foreach (var point in points)
        {
            var rank = Tables.Class(point);
            var adjacent = starter == result.Count - 1;
            if (starter >= 0 && (adjacent || (last < rank && last != 0)) && Pair(result[starter], point) is { } composed)
            {
                result[starter] = composed;
                continue;
            }

            if (rank == 0)
            {
                starter = result.Count;
            }

            last = rank;
            result.Add(point);
        }

        var text = new StringBuilder(result.Count);
        foreach (var point in result)
        {
            _ = point < 0x10000 ? text.Append((char)point) : text.Append(char.ConvertFromUtf32(point));
        }

        return text.ToString();
    }

    private static int? Pair(int first, int second)
    {
        if (first is >= HangulL and < HangulL + 19 && second is >= HangulV and < HangulV + VCount)
        {
            return HangulS + ((((first - HangulL) * VCount) + second - HangulV) * TCount);
        }

        if (first is >= HangulS and < HangulS + SCount && (first - HangulS) % TCount == 0 && second is > HangulT and < HangulT + TCount)
        {
            return first + second - HangulT;
        }

        return Tables.Compositions.TryGetValue((first, second), out var composed) ? composed : null;
    }

    // Parsed when the first text needs it, not before: most rosters are ASCII.
    private static class Tables
    {
        public static readonly Dictionary<int, int[]> Decompositions = NfcTables.Decompositions.Split(';')
            .Select(item => item.Split('=')).ToDictionary(item => Hex(item[0]), item => item[1].Split(' ').Select(Hex).ToArray());

        public static readonly Dictionary<(int First, int Second), int> Compositions = NfcTables.Compositions.Split(';')
            .Select(item => item.Split('=', ' ')).ToDictionary(item => (Hex(item[0]), Hex(item[1])), item => Hex(item[2]));

        private static readonly Dictionary<int, int> Classes = NfcTables.Classes.Split(';')
            .Select(item => item.Split('-', '='))
            .SelectMany(item => Enumerable.Range(Hex(item[0]), Hex(item[1]) - Hex(item[0]) + 1).Select(c => (c, int.Parse(item[2]))))
            .ToDictionary(item => item.c, item => item.Item2);

        public static int Class(int point) => Classes.GetValueOrDefault(point);

        private static int Hex(string text) => Convert.ToInt32(text, 16);
    }
}
