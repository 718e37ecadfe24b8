namespace TeleCmi.Simulator;

/// <summary>The sandbox of every door: an account of its own, whose users are in a file, and which never sees a real secret.</summary>
public static class Sandbox
{
    /// <summary>Stands for its service, its host and its app secret.</summary>
    public const string Name = "sandbox";

    /// <summary>The account that it plays where none is named.</summary>
    public const long AppId = 1111112;

    /// <summary>The dummy that stands for every password.</summary>
    public static string PasswordOf(int extension) => $"sandbox-{extension}";

    /// <summary>How it is opened.</summary>
    /// <param name="file">Where it keeps its users between runs.</param>
    /// <param name="appId">The account that it plays.</param>
    /// <param name="time">Its clock.</param>
    public static SimulatorOptions Options(string file, long appId, TimeProvider time) => new()
    {
        AppId = appId,
        Secret = Name,
        DataFile = file,
        DummyPassword = PasswordOf,
        Time = time,
    };
}
