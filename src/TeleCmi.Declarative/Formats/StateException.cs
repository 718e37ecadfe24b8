using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Formats;

/// <summary>Ends the reading or writing of a state in the middle. A store turns it into a value; it never leaves the assembly.</summary>
public sealed class StateException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    /// <summary>Code, message and next step.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;
}
