namespace TeleCmi.Declarative.Rosters;

/// <summary>A text value of the roster with its <c>${...}</c> references, unexpanded. Does not print itself.</summary>
public sealed class Template
{
}
