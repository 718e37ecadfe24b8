namespace TeleCmi.Reports;

/// <summary>A path as formats want it that are read on another machine.</summary>
internal static class RosterPath
{
    private const string StandardInput = "-";

    /// <summary>The path from the report's folder, with slashes; null for a file outside of it, which has no place there.</summary>
    public static string? Relative(string? file, Report report)
    {
        if (file is null or StandardInput || (report.Folder is null && Path.IsPathRooted(file)))
        {
            return null;
        }

        var path = report.Folder is null ? Path.GetRelativePath(".", file)
            : Path.GetRelativePath(report.Folder, Path.GetFullPath(file, report.WorkingFolder ?? report.Folder));
        path = OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
        return Path.IsPathRooted(path) || path is ".." || path.StartsWith("../", StringComparison.Ordinal) ? null : path;
    }

    /// <summary>The same for people: a file without a place stays as it was named.</summary>
    public static Shown Named(string file, Report report) => Shown.Of(Relative(file, report) ?? file);

    /// <summary>Percent-encoded: a relative URI reference.</summary>
    public static string Uri(string path) => string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));
}
