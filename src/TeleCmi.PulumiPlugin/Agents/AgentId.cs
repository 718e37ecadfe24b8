using TeleCmi.Declarative.Rosters;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>The id of an agent: <c>EXTENSION_APPID</c>; for an import the extension alone will do.</summary>
internal static class AgentId
{
    /// <summary>The extension of an id.</summary>
    /// <exception cref="Grpc.Core.RpcException">It is no id, or one of another account.</exception>
    public static int ExtensionOf(string id, long appId)
    {
        var parts = id.Split('_');
        if (parts.Length > 2 || parts[0].Length > 9 || !TextRules.IsDigits(parts[0]) || (parts.Length == 2 && AppId.Parse(parts[1]) is null))
        {
            throw Failures.NotAnId(id);
        }

        return parts.Length == 1 || AppId.Parse(parts[1]) == appId ? int.Parse(parts[0]) : throw Failures.OtherAccount(id, appId);
    }
}
