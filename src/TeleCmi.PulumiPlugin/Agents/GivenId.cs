using TeleCmi.Client.Agents;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>The id that the engine gives of an agent; for an import the extension alone will do.</summary>
internal static class GivenId
{
    /// <summary>The extension of an id.</summary>
    /// <exception cref="Grpc.Core.RpcException">It is no id, or one of another account.</exception>
    public static int ExtensionOf(string id, long appId) => AgentId.Parse(id) switch
    {
        null => throw Failures.NotAnId(id),
        { AppId: { } other } when other != appId => throw Failures.OtherAccount(id, appId),
        var (extension, _) => extension,
    };
}
