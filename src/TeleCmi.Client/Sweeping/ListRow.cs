using TeleCmi.Client.Agents;

namespace TeleCmi.Client.Sweeping;

/// <summary>
/// One row of a list, read member by member. A value that cannot be read becomes null and spoils nothing else; only a
/// row whose identity cannot be read is worth nothing.
/// </summary>
/// <param name="AgentId">The id; null where it is not <c>EXTENSION_APPID</c> with the row's own extension.</param>
/// <param name="Agent">The user; null in a row of another app id.</param>
/// <param name="Password">In clear, as v2 lists show it; null where masked, empty or absent.</param>
internal sealed record ListRow(string? AgentId, LiveAgent? Agent = null, Secret? Password = null);
