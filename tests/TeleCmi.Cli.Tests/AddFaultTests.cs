namespace TeleCmi.Cli.Tests;

/// <summary>Answers of adds get lost: what a run says became of each is true, and the next run finishes the job.</summary>
public sealed class AddFaultTests
{
    public static TheoryData<string, int> Adds => new()
    {
        { "add:4:lost", 200 }, { "add:4:dropped", 200 }, { "add:4:500", 200 }, { "add:4:503", 200 }, { "add:4:502-after", 200 },
        { "add:4:html,add:5:truncate,add:6:cut,add:7:empty", 60 }, { "add:1:500", 20 }, { "add:1:lost", 20 },
    };

    [Theory]
    [MemberData(nameof(Adds))]
    public Task Adds_whose_answers_get_lost_are_settled_by_looking(string faults, int agents) => Faults.OfAddsAsync(faults, agents);

    [Fact]
    public async Task List_calls_do_not_grow_with_the_number_of_lost_answers()
    {
        var calls = new List<long>();
        foreach (var every in new[] { 50, 3 })
        {
            await using var centre = await CallCentre.OpenAsync();
            centre.WriteRoster(CallCentre.People(100));
            centre.Trouble($"add:{every}x{(every == 3 ? 33 : 2)}:lost");
            (await centre.ApplyAsync()).Exits(0);
            calls.Add(centre.Account.Calls.List);
        }

        Assert.Equal(calls[0], calls[1]);
    }

    [Fact]
    public async Task An_add_that_the_service_took_although_its_answer_was_lost_is_sent_once()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(20));
        centre.Trouble("add:1:lost");

        var applied = (await centre.ApplyAsync()).Exits(0).Json("telecmi-apply/1");

        Assert.Equal(20, applied.GetProperty("summary").GetProperty("changed").GetInt32());
        Assert.Equal(20, centre.Account.Calls.Add);
    }
}
