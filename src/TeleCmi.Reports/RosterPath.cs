namespace TeleCmi.Reports;

/// <summary>A path as formats want it that are read on another machine.</summary>
internal static class RosterPath
{
    /// <summary>The path from <paramref name="folder"/>, with slashes; of an absolute path without a known folder, the file's name alone.</summary>
    public static string Relative(string file, string? folder)
    {
        var path = !Path.IsPathRooted(file) ? file
            : folder is null ? Path.GetFileName(file)
            : Path.GetRelativePath(folder, file);
        path = OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
        return path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
    }

    /// <summary>The same, percent-encoded: a relative URI reference.</summary>
    public static string Uri(string file, string? folder)
        => string.Join('/', Relative(file, folder).Split('/').Select(System.Uri.EscapeDataString));
}
