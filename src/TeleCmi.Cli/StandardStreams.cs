namespace TeleCmi.Cli;

/// <summary>The three standard streams, as this system has them.</summary>
internal static class StandardStreams
{
    public static Stream In() => OperatingSystem.IsWindows() ? Console.OpenStandardInput() : new StandardStream(0);

    public static Stream Out() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardStream(1);

    public static Stream Error() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : new StandardStream(2);

    /// <summary>Columns of the terminal behind standard output (1) or error (2); null where it does not tell.</summary>
    public static int? Columns(int descriptor)
        => OperatingSystem.IsWindows() ? Console.WindowWidth : StandardStream.Columns(descriptor);
}
