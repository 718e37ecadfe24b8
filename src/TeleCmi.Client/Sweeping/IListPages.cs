namespace TeleCmi.Client.Sweeping;

/// <summary>The pages of a generation's user list: how one is asked for, and how an answer is read.</summary>
internal interface IListPages
{
    /// <summary>For traces, e.g. <c>/v2/user/list</c>.</summary>
    string Path { get; }

    /// <summary>Asks for a page, 1 or more.</summary>
    Task<HttpResponseMessage> SendAsync(int number, CancellationToken cancellationToken);

    /// <summary>Reads the body of a list answer; null where it holds no list.</summary>
    ListPage? Read(ReadOnlyMemory<byte> body);
}
