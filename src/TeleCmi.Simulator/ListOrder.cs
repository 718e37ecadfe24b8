namespace TeleCmi.Simulator;

/// <summary>In what order lists show users. The service documents none.</summary>
public enum ListOrder
{
    /// <summary>Oldest first.</summary>
    Insertion,

    /// <summary>Newest first.</summary>
    Reversed,

    /// <summary>By extension, lowest first.</summary>
    ByExtension,

    /// <summary>Drawn anew for every page: with more than one page no two agree, and no sweep is consistent.</summary>
    Shuffled,
}
