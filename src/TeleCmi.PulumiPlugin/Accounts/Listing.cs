using TeleCmi.Client.Agents;

namespace TeleCmi.PulumiPlugin.Accounts;

/// <summary>What a look at the account showed.</summary>
/// <param name="Account">The complete list.</param>
/// <param name="IsConfirmed">True where two lists were read, the second begun after the first ended: only then is an absence believed.</param>
internal sealed record Listing(LiveAccount Account, bool IsConfirmed)
{
    /// <summary>The user of an extension; null where the list lacks it.</summary>
    public LiveAgent? Find(int extension) => Account.Agents.GetValueOrDefault(extension);
}
