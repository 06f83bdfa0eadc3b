using System.Net.Sockets;

namespace ChatHub.Api.Realtime.Sockets;

/// <summary>
/// What Kestrel hands over for a WebSocket, reading from Kestrel and writing to the socket beneath it: that saves a copy, and a change of threads, for each message
/// (docs/performance.md). One may read and one write at a time.
/// </summary>
/// <param name="upgraded">Kestrel's stream.</param>
/// <param name="socket">Kestrel's socket, which it owns and closes.</param>
internal sealed class SocketStream(Stream upgraded, Socket socket) : Stream
{
    private readonly NetworkStream _direct = new(socket, ownsSocket: false);
    private volatile bool _hasRead;
    private volatile bool _isWriting;
    private Stream? _output;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // A read waits for most of the time that a connection lives: past the first it holds nothing of ours.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => _hasRead ? upgraded.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Kestrel may still have its answer to the upgrade to send, until the client has shown by what it sent that it got it. What has once gone through Kestrel, stays with it, lest anything is overtaken.
        _output ??= _hasRead ? _direct : upgraded;
        _isWriting = true;
        try
        {
            await _output.WriteAsync(buffer, cancellationToken);
        }
        finally
        {
            _isWriting = false;
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => (_output ?? upgraded).FlushAsync(cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CutOff();
            upgraded.Dispose();
            _direct.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await upgraded.ReadAsync(buffer, cancellationToken);
        _hasRead |= count > 0;
        return count;
    }

    /// <summary>Kestrel knows of no write that hangs: so that it ends now, and not when Kestrel comes to close the socket.</summary>
    private void CutOff()
    {
        if (!_isWriting || _output != _direct)
            return;
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }
}
