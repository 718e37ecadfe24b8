using Refit;

namespace TeleCmi.Client.V2;

/// <summary>
/// The user calls of the global v2 API. Every one, reads included, is a POST with the credentials in its body. The
/// response is handed out unread: what it means is in its body, whatever the HTTP status.
/// </summary>
internal interface ITeleCmiV2Users
{
    /// <summary>Adds a user.</summary>
    /// <param name="request">The record.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    [Post("/v2/user/add")]
    Task<HttpResponseMessage> AddAsync([Body] UserRequest request, CancellationToken cancellationToken);

    /// <summary>Replaces the record of a user.</summary>
    /// <param name="request">The record.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    [Post("/v2/user/update")]
    Task<HttpResponseMessage> UpdateAsync([Body] UserRequest request, CancellationToken cancellationToken);

    /// <summary>Removes a user.</summary>
    /// <param name="request">The id.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    [Post("/v2/user/remove")]
    Task<HttpResponseMessage> RemoveAsync([Body] UserRequest request, CancellationToken cancellationToken);

    /// <summary>Lists one page of users.</summary>
    /// <param name="request">The page.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    [Post("/v2/user/list")]
    Task<HttpResponseMessage> ListAsync([Body] UserRequest request, CancellationToken cancellationToken);
}
