using TeleCmi.Reports;
using TeleCmi.TerraformProvider.Protocol;

namespace TeleCmi.TerraformProvider.Wire;

/// <summary>
/// What a CLI shows of a call: an error or a warning. CLIs merge warnings whose summaries are equal, so that names the extension.
/// </summary>
/// <param name="IsError">An error ends the walk of its resource.</param>
/// <param name="Summary">One line, without a full stop.</param>
/// <param name="Detail">Sentences: why, and the next step to take. May quote foreign text.</param>
internal sealed record Notice(bool IsError, string Summary, string Detail)
{
    /// <summary>The attribute that it is about, whose line the CLI then shows: none where that line would be the whole roster.</summary>
    public AttributePath? Path { get; init; }

    public static Notice Error(string summary, string detail) => new(true, summary, detail);

    public static Notice Warning(string summary, string detail) => new(false, summary, detail);

    /// <summary>The same, at an attribute.</summary>
    public Notice At(string attribute, string? key = null)
    {
        var path = new AttributePath { Steps = { new AttributePath.Types.Step { AttributeName = attribute } } };
        if (key is not null)
        {
            path.Steps.Add(new AttributePath.Types.Step { ElementKeyString = key });
        }

        return this with { Path = path };
    }

    public Diagnostic Message => new()
    {
        Severity = IsError ? Diagnostic.Types.Severity.Error : Diagnostic.Types.Severity.Warning,
        Summary = Shown.Sentence(Summary).ToString(),
        // Lines are ours; what stands in one is made harmless.
        Detail = string.Join('\n', Detail.Split('\n').Select(line => Shown.Sentence(line).ToString())),
        Attribute = Path,
    };
}
