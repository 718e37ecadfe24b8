namespace TeleCmi.Plugins;

/// <summary>How an engine spells the settings of its provider.</summary>
public sealed record SettingNames(
    string AppId, string Secret, string BaseUrl, string Parallelism, string Sandbox, string Api, string MaxRemovals)
{
    /// <summary>Every setting there is.</summary>
    public IReadOnlyList<string> All { get; } = [AppId, Secret, BaseUrl, Parallelism, Sandbox, Api, MaxRemovals];
}

/// <summary>One setting as an engine gives it.</summary>
/// <param name="Text">As text; null where it is left out, empty or unknown.</param>
/// <param name="IsUnknown">True where something else will give it.</param>
public readonly record struct GivenSetting(string? Text, bool IsUnknown = false);
