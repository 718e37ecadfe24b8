using System.Runtime.CompilerServices;

namespace TeleCmi.TerraformProvider.Tests.Docs;

/// <summary>The pages for the registry are those that the schema makes; TELECMI_UPDATE_GOLDEN=1 writes them anew.</summary>
public sealed class RegistryDocsTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));
    private static readonly string Folder = Path.Combine(Root, "src", "TeleCmi.TerraformProvider", "docs");

    [Fact]
    public void Each_page_is_what_the_schema_says()
    {
        var pages = RegistryPages.All(name => File.ReadAllText(Path.Combine(Root, "examples", "terraform", name))).ToList();
        foreach (var (path, content) in pages)
        {
            var file = Path.Combine(Folder, path);
            if (Environment.GetEnvironmentVariable("TELECMI_UPDATE_GOLDEN") == "1")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, content);
            }

            Assert.Equal(content, File.ReadAllText(file));
        }

        var there = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file));
        Assert.Equal(pages.Select(page => page.Path).Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
