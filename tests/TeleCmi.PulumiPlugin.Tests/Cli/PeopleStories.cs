namespace TeleCmi.PulumiPlugin.Tests.Cli;

/// <summary>Extensions that others gave to somebody else.</summary>
public sealed class PeopleStories
{
    [Fact]
    public async Task Another_person_is_neither_overwritten_nor_removed()
    {
        await using var stack = await Stack.OpenAsync();
        stack.Account.Put(new SimulatedUser(102, "Ravi", "919000000009") { Password = "of-ravi" });
        stack.Write(Stack.Agent("one", 101, "One"));
        await stack.UpAsync();
        stack.Account.Put(stack.Account.Find(101)! with { Name = "Asha", Phone = "919000000008" });

        stack.Write(Stack.Agent("other", 102, "Other"));
        var failed = await stack.FailAsync("up", "--yes", "--skip-preview");
        Assert.Contains("102 is the extension of another person, Ravi", failed, StringComparison.Ordinal);
        Assert.Contains("102 is the extension of another person, Ravi", await stack.FailAsync("preview"), StringComparison.Ordinal);

        var stays = await stack.FailAsync("destroy", "--yes", "--skip-preview", "--refresh");
        Assert.Contains("101 is another person's by now, Asha", stays, StringComparison.Ordinal);
        Assert.Contains("pulumi state delete 'urn:pulumi:dev::desk::telecmi:index:Agent::one'", stays, StringComparison.Ordinal);
        Assert.Equal(["101 Asha", "102 Ravi"], stack.Users);

        await stack.RunAsync("state", "delete", "urn:pulumi:dev::desk::telecmi:index:Agent::one", "--yes");
        await stack.RunAsync("destroy", "--yes", "--skip-preview");
        Assert.Equal(0, stack.Account.Calls.Remove);
    }
}
