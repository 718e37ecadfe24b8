using System.Text;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Edits of a text by its own indices, in any order; what is inserted at one place keeps the order in which it came.</summary>
internal sealed class TextEdits(string text)
{
    private readonly List<(int Start, int End, string Text)> _edits = [];

    public void Replace(int start, int end, string with) => _edits.Add((start, end, with));

    public void Insert(int at, string inserted) => Replace(at, at, inserted);

    public string Apply()
    {
        var edited = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, end, with) in _edits.OrderBy(edit => edit.Start))
        {
            edited.Append(text, at, start - at).Append(with);
            at = end;
        }

        return edited.Append(text, at, text.Length - at).ToString();
    }
}
