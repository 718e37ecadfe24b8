namespace TeleCmi.Client.Agents;

/// <summary>One version of the user API: facts that planning, applying and rosters ask for. An account speaks one.</summary>
/// <param name="Name">As rosters and states call it, e.g. <c>v2</c>.</param>
/// <param name="Schema">The fields that it knows.</param>
/// <param name="LowestExtension">The first extension that it gives.</param>
/// <param name="HighestExtension">The last one.</param>
/// <param name="PageSize">Rows asked for of a page of its list.</param>
/// <param name="UpdateReplaces">
/// True where an update replaces the whole record: what is left out is lost, and the password must go with it.
/// </param>
public sealed record Generation(
    string Name, AgentSchema Schema, int LowestExtension, int HighestExtension, int PageSize, bool UpdateReplaces)
{
    /// <summary>True for an extension that it gives. A list may show others: those were made through another generation.</summary>
    public bool Gives(int extension) => extension >= LowestExtension && extension <= HighestExtension;
}
