namespace TeleCmi.Reports;

/// <summary>Texts that this assembly brings along.</summary>
internal static class Embedded
{
    /// <summary>The whole text, with the line ends of every platform made one.</summary>
    public static string Text(string name)
    {
        using var resource = typeof(Embedded).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
