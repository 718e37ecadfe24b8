using Embedding;

return await Roster.ConvergeAsync("agents.yaml", Environment.GetEnvironmentVariable, Console.Out);
