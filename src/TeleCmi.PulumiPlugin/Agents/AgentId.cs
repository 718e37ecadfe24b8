using TeleCmi.Declarative.Rosters;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>The id of an agent: <c>EXTENSION_APPID</c>; for an import the extension alone will do.</summary>
internal static class AgentId
{
    /// <summary>The extension of an id.</summary>
    /// <exception cref="Grpc.Core.RpcException">It is no id, or one of another account.</exception>
    public static int ExtensionOf(string id, long appId)
    {
        var extension = Extension(id) ?? throw Failures.NotAnId(id);
        var parts = id.Split('_');
        return parts.Length == 1 || AppId.Parse(parts[1]) == appId ? extension : throw Failures.OtherAccount(id, appId);
    }

    /// <summary>The extension of an id of any account; null where it is none.</summary>
    public static int? Extension(string id)
    {
        var parts = id.Split('_');
        return parts.Length > 2 || parts[0].Length > 9 || !TextRules.IsDigits(parts[0]) || (parts.Length == 2 && AppId.Parse(parts[1]) is null)
            ? null
            : int.Parse(parts[0]);
    }
}
