namespace TeleCmi.Simulator;

/// <summary>The endpoints that are played, alone or as a set.</summary>
[Flags]
public enum SimulatedEndpoints
{
    /// <summary>No endpoint: the path is not one of the four.</summary>
    None = 0,

    /// <summary><c>POST /v2/user/add</c></summary>
    Add = 1,

    /// <summary><c>POST /v2/user/update</c></summary>
    Update = 2,

    /// <summary><c>POST /v2/user/remove</c></summary>
    Remove = 4,

    /// <summary><c>POST /v2/user/list</c></summary>
    List = 8,

    /// <summary>The three that change something; <c>write</c> in a fault spec.</summary>
    Write = Add | Update | Remove,

    /// <summary>All four; <c>*</c> in a fault spec.</summary>
    All = Write | List,
}
