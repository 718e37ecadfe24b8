using Google.Protobuf.WellKnownTypes;
using TeleCmi.PulumiPlugin.Protocol;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>One type of resource: what the engine asks of it.</summary>
internal interface IResource
{
    Task<CheckResponse> CheckAsync(CheckRequest request, CancellationToken cancellationToken);

    Task<DiffResponse> DiffAsync(DiffRequest request, CancellationToken cancellationToken);

    Task<CreateResponse> CreateAsync(CreateRequest request, CancellationToken cancellationToken);

    Task<ReadResponse> ReadAsync(ReadRequest request, CancellationToken cancellationToken);

    Task<UpdateResponse> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken);

    Task<Empty> DeleteAsync(DeleteRequest request, CancellationToken cancellationToken);
}
