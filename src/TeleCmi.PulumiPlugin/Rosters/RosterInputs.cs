using Google.Protobuf.WellKnownTypes;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Rosters;

/// <summary>What a program gives an AgentRoster.</summary>
/// <param name="File">The roster; null in a preview where it is not known yet.</param>
/// <param name="IsPruning">True where an entry that leaves the file, or a destroy, removes the user.</param>
/// <param name="MayBeEmpty">True where a roster without agents is meant.</param>
internal sealed record RosterInputs(string? File, bool? IsPruning, bool? MayBeEmpty)
{
    public const string FileKey = "file";
    public const string PruneKey = "prune";
    public const string AllowEmptyKey = "allowEmpty";
    public const string DefaultFile = "agents.yaml";

    private static readonly string[] Keys = [FileKey, PruneKey, AllowEmptyKey];

    /// <summary>True where a value will be known only when something else is created.</summary>
    public bool IsUnknown => File is null || IsPruning is null || MayBeEmpty is null;

    /// <exception cref="Grpc.Core.RpcException">A value is of a wrong type, or not known though this is no preview.</exception>
    public static RosterInputs Read(Struct? inputs, bool isPreview)
    {
        if (KnownNames.Others(inputs, Keys).FirstOrDefault() is { } other)
        {
            throw Failures.Roster($"{other}: an AgentRoster has no such property; {KnownNames.Hint(other, Keys)}");
        }

        var read = new RosterInputs(File(inputs.Get(FileKey)), Flag(PruneKey), Flag(AllowEmptyKey));
        return read.IsUnknown && !isPreview ? throw Failures.Unknowable("a property of the AgentRoster") : read;

        static string? File(Property given) => given switch
        {
            { IsUnknown: true } => null,
            { IsAbsent: true } => DefaultFile,
            { Text: { Length: > 0 } path } => path,
            _ => throw Failures.Roster($"{FileKey} must be the path of a roster"),
        };

        bool? Flag(string name) => inputs.Get(name) switch
        {
            { IsUnknown: true } => null,
            { IsAbsent: true } => false,
            { Flag: { } flag } => flag,
            _ => throw Failures.Roster($"{name} must be true or false"),
        };
    }
}
