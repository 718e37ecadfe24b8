using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Tests.Rosters;

namespace TeleCmi.Declarative.Tests.Files;

/// <summary>Which work tree a path lies in is a matter of its name; where its links lead is judged by that.</summary>
public sealed class WorkTrees : IDisposable
{
    private readonly TempFolder _folder = new();

    public WorkTrees()
    {
        _folder.Write("tree/.git/config", "x");
        _folder.Write("tree/agents.yaml", "x");
        _folder.Write("tree/deep/er/agents.yaml", "x");
        _folder.Write("tree/sub/.git", "gitdir: elsewhere");
        _folder.Write("tree/sub/agents.yaml", "x");
        _folder.Write("other/.git/config", "x");
        _folder.Write("other/agents.yaml", "x");
        Link("tree/to-sub", "sub");
        Link("tree/to-other", "../other");
        Link("to-tree", "tree");
        Link("tree/to-config", ".git/config");
        Link("tree/to-file", "deep/er/agents.yaml");
    }

    [Theory]
    [InlineData("tree/agents.yaml", "tree", true)]
    [InlineData("tree/none/agents.yaml", "tree", true)]
    [InlineData("tree/deep/er/agents.yaml", "tree", true)]
    [InlineData("tree/to-file", "tree", true)]
    [InlineData("tree/sub/agents.yaml", "tree/sub", true)]
    [InlineData("tree/to-sub/agents.yaml", "tree", true)]
    [InlineData("to-tree/agents.yaml", "to-tree", true)]
    [InlineData("to-tree/deep/er/agents.yaml", "to-tree", true)]
    [InlineData("tree/to-other/agents.yaml", "tree", false)]
    [InlineData("to-tree/to-other/agents.yaml", "to-tree", false)]
    [InlineData("tree/to-config", "tree", false)]
    [InlineData("tree/.git/config", "tree", false)]
    public void A_link_inside_of_a_tree_chooses_no_other_one(string path, string tree, bool isContained)
    {
        Assert.Equal(_folder[tree], WorkTree.Of(_folder[path]));
        Assert.Equal(isContained, Containment.Holds(_folder[path]));
    }

    [Fact]
    public void Without_a_tree_a_file_stays_in_its_own_folder()
    {
        _folder.Write("plain/agents.yaml", "x");
        Link("plain/out", "../other/agents.yaml");

        Assert.Null(WorkTree.Of(_folder["plain/agents.yaml"]));
        Assert.True(Containment.Holds(_folder["plain/agents.yaml"]));
        Assert.False(Containment.Holds(_folder["plain/out"]));
    }

    public void Dispose() => _folder.Dispose();

    private void Link(string name, string target) => File.CreateSymbolicLink(_folder[name], target);
}
