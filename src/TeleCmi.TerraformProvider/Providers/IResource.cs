using System.Collections.Immutable;
using Google.Protobuf;
using TeleCmi.TerraformProvider.Protocol;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Providers;

/// <summary>One type of resource: what a CLI asks of it. What goes wrong is told, never thrown.</summary>
internal interface IResource
{
    /// <summary>Checks what the program says; no account is known.</summary>
    IEnumerable<Notice> Validate(Dynamic config);

    Task<Read> ReadAsync(Held held, CancellationToken cancellationToken);

    Task<Planned> PlanAsync(PlanCall call, CancellationToken cancellationToken);

    Task<Applied> ApplyAsync(ApplyCall call, CancellationToken cancellationToken);

    Task<Read> ImportAsync(string id, CancellationToken cancellationToken);
}

/// <summary>What is recorded of a resource.</summary>
/// <param name="State">Its attributes; none where there is no such resource.</param>
/// <param name="Private">What only the provider reads.</param>
internal sealed record Held(Dynamic State, ByteString Private)
{
    /// <summary>There is no such resource.</summary>
    public static Held Nothing { get; } = new(Dynamic.None, ByteString.Empty);
}

/// <summary>What is asked of a plan.</summary>
/// <param name="Prior">What is recorded, after a refresh where there was one.</param>
/// <param name="Config">What the program says; none for a destroy.</param>
internal sealed record PlanCall(Held Prior, Dynamic Config)
{
    public bool IsDestroy => Config.IsNull;
}

/// <summary>What is asked of an apply.</summary>
/// <param name="Prior">What was planned from.</param>
/// <param name="Planned">What was planned; none for a destroy.</param>
/// <param name="Config">With the values that only this call may see.</param>
/// <param name="Private">Of the plan.</param>
internal sealed record ApplyCall(Dynamic Prior, Dynamic Planned, Dynamic Config, ByteString Private);

/// <summary>What was found.</summary>
internal sealed record Read(Held Held, ImmutableArray<Notice> Notices)
{
    public static Read Failed(Held held, params ImmutableArray<Notice> notices) => new(held, notices);
}

/// <summary>What will be.</summary>
internal sealed record Planned(Dynamic State, ByteString Private, ImmutableArray<Notice> Notices)
{
    /// <summary>Where a change makes the resource anew.</summary>
    public ImmutableArray<AttributePath> Replaces { get; init; } = [];
}

/// <summary>What became of it.</summary>
internal sealed record Applied(Held Held, ImmutableArray<Notice> Notices);
