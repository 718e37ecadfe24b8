using TeleCmi.Client.Agents;

namespace TeleCmi.Reports;

/// <summary>How much a text output shows.</summary>
/// <param name="Color">ANSI colours; on a terminal only.</param>
/// <param name="FullPhones">Whole phone numbers instead of the last four digits.</param>
public readonly record struct Style(bool Color, bool FullPhones)
{
    /// <summary>Added.</summary>
    public string Green(string text) => Painted(Tone.Add, text);

    /// <summary>Changed, or a warning.</summary>
    public string Yellow(string text) => Painted(Tone.Update, text);

    /// <summary>Removed, or an error.</summary>
    public string Red(string text) => Painted(Tone.Remove, text);

    /// <summary>Less important.</summary>
    public string Dim(string text) => Painted(Tone.Still, text);

    /// <summary>Important.</summary>
    public string Bold(string text) => Paint(text, 1);

    /// <summary>In the colour of a tone.</summary>
    internal string Painted(Tone tone, string text) => Paint(text, (int)tone);

    /// <summary>A field's value as a person reads it, texts in quotes; phones are cut to their last four digits.</summary>
    public string Value(string field, FieldValue? value)
        => (value is FieldValue.Text text && field != Fields.Phone ? Shown.Quoted(text.Value) : Bare(field, value)).ToString();

    /// <summary>A field's value without quotes, for formats that set it apart by other means.</summary>
    internal Shown Bare(string field, FieldValue? value) => value switch
    {
        FieldValue.Text text when field == Fields.Phone => Shown.Of(Phone(text.Value)),
        FieldValue.Text text => Shown.Of(text.Value),
        FieldValue.Number number => Shown.Of($"{number.Value}"),
        FieldValue.Flag flag => Shown.Of(flag.Value ? "true" : "false"),
        _ => Shown.Of("(unknown)"),
    };

    /// <summary>
    /// A phone number for people: <c>***0000</c>, or whole where that was asked for. A word in its place has no digits to hide.
    /// </summary>
    public string Phone(string? phone) => phone is null ? "(unknown)"
        : FullPhones || !phone.Any(char.IsDigit) ? Shown.Of(phone).ToString()
        : $"***{Shown.Of(phone.Length <= 4 ? phone : phone[^4..])}";

    private string Paint(string text, int code) => Color ? $"\u001B[{code}m{text}\u001B[0m" : text;
}
