namespace TeleCmi.PulumiPlugin.Hosted;

/// <summary>The properties of a Roster.</summary>
internal static class RosterKeys
{
    public const string File = "file";
    public const string AgentMap = "agents";
    public const string Policy = "policy";
    public const string Account = "appid";
    public const string Prune = "prune";
    public const string AllowEmpty = "allowEmpty";
    public const string AllowRecreate = "allowRecreate";
    public const string AllowTakeover = "allowTakeover";
    public const string AllowUnderCoverage = "allowUnderCoverage";
    public const string Protected = "protected";

    /// <summary>Members of the policy.</summary>
    public const string MaxRemovals = "maxRemovals";
    public const string MinOnDuty = "minOnDuty";
    public const string Passwords = "passwords";

    /// <summary>Outputs.</summary>
    public const string AgentIds = "agentIds";
    public const string Extensions = "extensions";
    public const string Fingerprints = "passwordFingerprints";
    public const string Record = "record";

    public static readonly string[] Flags = [Prune, AllowEmpty, AllowRecreate, AllowTakeover, AllowUnderCoverage];
    public static readonly string[] Inputs = [File, AgentMap, Policy, Account, .. Flags];
    public static readonly string[] PolicyKeys = [MaxRemovals, MinOnDuty, Passwords];
}
