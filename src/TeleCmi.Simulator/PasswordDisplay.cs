namespace TeleCmi.Simulator;

/// <summary>How lists show passwords. The echo of an update always carries what was sent.</summary>
public enum PasswordDisplay
{
    /// <summary>In clear, as documented.</summary>
    Clear,

    /// <summary>As eight asterisks.</summary>
    Masked,

    /// <summary>Without the member.</summary>
    Omitted,
}
