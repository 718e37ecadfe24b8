using Pulumi;
using TeleCmi;

return await Deployment.RunAsync(() =>
{
    var config = new Config();

    // The whole call centre as one resource.
    var desk = new TeleCmiRoster("desk", new TeleCmiRosterArgs { File = config.Get("roster") ?? "../../agents.yaml" });

    // One more, under a name that stays when the extension changes: then the new one is made before the old one goes.
    var reception = new TeleCmiAgent("reception", new TeleCmiAgentArgs
    {
        Extension = 200,
        Name = "Reception",
        PhoneNumber = "+91 98765 43200",
        Password = config.RequireSecret("receptionPassword"),
        StartTime = 8,
        EndTime = 20,
    }, new CustomResourceOptions { DependsOn = { desk } });

    return new Dictionary<string, object?>
    {
        ["extensions"] = desk.Extensions,
        ["receptionId"] = reception.AgentId,
    };
});
