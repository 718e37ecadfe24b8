namespace TeleCmi.Declarative.Files;

/// <summary>Why a file could not be read or written, in our own words: the text of a foreign exception is never shown.</summary>
public static class FileFault
{
    /// <summary>HResult of ours: a pipe, device or folder lies in the place of a file.</summary>
    public const int NotRegular = -1;

    /// <summary>HResult of ours: links that lead in a circle.</summary>
    internal const int Circle = -2;

    /// <summary>HResult of ours: a link lies in the place of a file or folder that must be real.</summary>
    internal const int IsLink = -3;

    /// <summary>HResult of ours: a pipe without a program at its other end.</summary>
    internal const int NoWriter = -4;

    // What the numbers of Windows begin with; those of Linux and macOS stand as they are.
    private const int Windows = unchecked((int)0x80070000);

    /// <summary>HResult of Windows: somebody has it open who does not share it.</summary>
    internal const int IsInUse = Windows + 32;

    /// <summary>True for what the file system can answer to a sound request; anything else is a bug of ours.</summary>
    /// <remarks>A file-size limit (EFBIG) arrives as <see cref="ArgumentOutOfRangeException"/>.</remarks>
    public static bool Is(Exception exception)
        => exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>The reason as a short phrase without path, such as <c>the disk is full</c>.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        FileNotFoundException => "it does not exist",
        DirectoryNotFoundException => "its folder does not exist",
        PathTooLongException => "its path is too long",
        UnauthorizedAccessException => "permission denied",
        ArgumentOutOfRangeException => "the file would be too large",
        { HResult: NotRegular } => "it is no regular file",
        { HResult: Circle } => "its links lead in a circle",
        { HResult: NoWriter } => "it is a pipe that no program writes to",
        { HResult: IsLink } => "it is a symbolic link",
        { HResult: 28 or 122 or 69 or (Windows + 39) or (Windows + 112) } => "the disk is full",
        { HResult: 30 or (Windows + 19) } => "the file system is read-only",
        { HResult: 2 } => "it does not exist",
        { HResult: 1 or 13 } => "permission denied",
        { HResult: IsInUse or (Windows + 33) } => "another program has it open",
        { HResult: 16 } => "it is in use, or mounted as a single file",
        { HResult: 17 or (Windows + 80) or (Windows + 183) } => "a file of that name is there",
        { HResult: (Windows + 123) } => "no file can have that name",
        { HResult: 20 or (Windows + 267) } => "a file lies where a folder is needed",
        { HResult: 21 } => "it is a folder",
        { HResult: 27 } => "the file would be too large",
        { HResult: 36 or 63 } => "its path is too long",
        { HResult: 40 or 62 } => "its links lead in a circle",
        { HResult: 37 or 77 or 95 or 45 or 102 } => "the file system does not support it",
        _ => $"the system answered error {exception.HResult}",
    };
}
