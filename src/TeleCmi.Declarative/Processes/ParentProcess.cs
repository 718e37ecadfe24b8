using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace TeleCmi.Declarative.Processes;

/// <summary>The process that started this one.</summary>
public static partial class ParentProcess
{
    /// <summary>Its number, another one once it is gone; null where the system does not tell.</summary>
    public static int? Id => OperatingSystem.IsWindows() ? null : GetParent();

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();
}
