using TeleCmi.Declarative.Git;

namespace TeleCmi.Declarative.Tests.Git;

/// <summary>What <c>--base</c> takes is split as git splits it.</summary>
public sealed class RevisionNames
{
    [Theory]
    [InlineData("main", "main", null)]
    [InlineData("main:agents.yaml", "main", "agents.yaml")]
    [InlineData("main:a:b.yaml", "main", "a:b.yaml")]
    [InlineData("main:", "main", "")]
    [InlineData(":agents.yaml", "", "agents.yaml")]
    [InlineData("", "", null)]
    [InlineData("HEAD^{/fix: hours}", "HEAD^{/fix: hours}", null)]
    [InlineData("HEAD^{/fix: hours}:a.yaml", "HEAD^{/fix: hours}", "a.yaml")]
    [InlineData("main@{1:00}:a.yaml", "main@{1:00}", "a.yaml")]
    public void The_first_colon_outside_of_braces_parts_revision_and_path(string text, string revision, string? path)
        => Assert.Equal(new RevisionName(revision, path), RevisionName.Parse(text));
}
