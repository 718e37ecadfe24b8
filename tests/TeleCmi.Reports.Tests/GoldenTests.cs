using System.Runtime.CompilerServices;

namespace TeleCmi.Reports.Tests;

/// <summary>
/// What each renderer prints, approved as files. <c>TELECMI_UPDATE_GOLDEN=1</c> writes them anew; the difference is then read and committed
/// like any other.
/// </summary>
public sealed class GoldenTests
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("TELECMI_UPDATE_GOLDEN") == "1";

    public static TheoryData<string, ReportFormat> Documents()
    {
        var documents = new TheoryData<string, ReportFormat>();
        foreach (var format in Enum.GetValues<ReportFormat>())
        {
            foreach (var sample in Samples.All.Keys.Where(sample => format != ReportFormat.Html || sample == "plan"))
            {
                documents.Add(sample, format);
            }
        }

        return documents;
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_report_is_written_as_approved(string sample, ReportFormat format)
    {
        var file = Path.Combine(Folder(), $"{sample}.{Extension(format)}");
        var document = Renderer.Render(
            Samples.All[sample] with { Folder = Samples.Folder, Command = Samples.Command(sample), Stamp = Samples.Stamp },
            format, default);
        if (Updates)
        {
            File.WriteAllText(file, document);
        }

        Assert.True(File.Exists(file), $"{file} is not approved yet: run with TELECMI_UPDATE_GOLDEN=1 and read what it says.");
        Assert.Equal(File.ReadAllText(file), document);
    }

    private static string Extension(ReportFormat format) => format switch
    {
        ReportFormat.Text => "txt",
        ReportFormat.Json => "json",
        ReportFormat.Markdown => "md",
        ReportFormat.Junit => "xml",
        ReportFormat.Sarif => "sarif",
        ReportFormat.Github => "github",
        ReportFormat.Codequality => "codequality.json",
        _ => "html",
    };

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here) ?? "", "Golden");
}
