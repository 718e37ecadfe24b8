using System.Runtime.InteropServices;

namespace TeleCmi.Declarative.Processes;

/// <summary>The process that started this one.</summary>
public static partial class ParentProcess
{
    /// <summary>Its number, another one once it is gone; null where the system does not tell.</summary>
    public static int? Id => OperatingSystem.IsWindows() ? null : GetParent();

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();
}
