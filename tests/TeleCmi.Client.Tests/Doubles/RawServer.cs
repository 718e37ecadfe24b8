using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TeleCmi.Client.Tests.Doubles;

/// <summary>A server on loopback that does with its connections whatever a script says, also what HTTP forbids.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<Connection, Task> _script;
    private readonly Task _accepting;
    private int _requests;

    public RawServer(Func<Connection, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Requests that arrived with their whole body.</summary>
    public int Requests => _requests;

    public static string Response(string body, string status = "200 OK", string headers = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}";

    /// <summary>An address at which nobody listens.</summary>
    public static string NobodyThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _script(new Connection(client, () => Interlocked.Increment(ref _requests), _end.Token));
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client may leave first: that is what some tests are about.
                client.Close();
            }
        }
    }

    /// <summary>One connection as the script sees it.</summary>
    internal sealed class Connection(TcpClient client, Action received, CancellationToken end)
    {
        private readonly NetworkStream _stream = client.GetStream();

        public CancellationToken End => end;

        /// <summary>Reads one request with its body; false where the client closed instead.</summary>
        public async Task<bool> ReadRequestAsync()
        {
            var text = new StringBuilder();
            var buffer = new byte[4096];
            while (true)
            {
                var read = await _stream.ReadAsync(buffer, end);
                if (read == 0)
                {
                    return false;
                }

                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
                var (all, head) = (text.ToString(), text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal));
                if (head >= 0 && all.Length - head - 4 >= ContentLength(all[..head]))
                {
                    received();
                    return true;
                }
            }
        }

        public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

        public Task WriteAsync(byte[] bytes) => _stream.WriteAsync(bytes, end).AsTask();

        /// <summary>Closes with a reset instead of a farewell.</summary>
        public void Reset()
        {
            client.LingerState = new LingerOption(true, 0);
            client.Close();
        }

        private static int ContentLength(string head)
        {
            var line = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            return line is null ? 0 : int.Parse(line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1));
        }
    }
}
