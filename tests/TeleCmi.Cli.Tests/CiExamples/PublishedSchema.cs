namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>GitHub's published schemas of workflows and actions, asked by an npm package that holds them.</summary>
internal static class PublishedSchema
{
    /// <summary>Skips the test, and says why, where the package is not there.</summary>
    /// <param name="question"><c>validateWorkflow</c> or <c>validateAction</c>.</param>
    /// <param name="file">What is asked about.</param>
    public static async Task AcceptsAsync(string question, string file)
    {
        Examples.NeedPackage("@action-validator/core");
        var check = $$"""
            import { {{question}} as ask } from '@action-validator/core';
            import { readFileSync } from 'node:fs';
            const { errors } = ask(readFileSync(process.argv[2], 'utf8'));
            if (errors.length > 0) { console.log(JSON.stringify(errors)); process.exit(1); }
            """;
        var script = Path.Combine(Path.GetDirectoryName(Examples.Modules)!, $".check-{Guid.NewGuid():N}.mjs");
        var broken = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yml");
        await File.WriteAllTextAsync(script, check, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(broken, "on: push\nname: 1\njobs: { a: { runs-on: x, stepz: [] } }\nruns: {}\n", TestContext.Current.CancellationToken);
        try
        {
            (await AskAsync(script, file)).Exits(0);
            (await AskAsync(script, broken)).Exits(1);
        }
        finally
        {
            File.Delete(script);
            File.Delete(broken);
        }
    }

    private static async Task<Ended> AskAsync(string script, string file)
    {
        using var run = Telecmi.StartProgram("node", Path.GetTempPath(), new Dictionary<string, string>(StringComparer.Ordinal), script, file);
        run.EndInput();
        return await run.EndAsync();
    }
}
