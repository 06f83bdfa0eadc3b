using System.Text;
using ChatHub.Api.Realtime.Sockets;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Realtime;

/// <summary>Where what is written goes: past Kestrel, but never past what Kestrel still has to send.</summary>
public sealed class SocketStreamTests : IDisposable
{
    private readonly LoopbackPair _pair = new();
    private readonly MemoryStream _kestrel = new();
    private readonly SocketStream _stream;

    public SocketStreamTests() => _stream = new SocketStream(_kestrel, _pair.Server);

    public void Dispose()
    {
        _stream.Dispose();
        _kestrel.Dispose();
        _pair.Dispose();
    }

    [Fact]
    public async Task OnceTheClientHasSentSomethingItIsWrittenToTheSocket()
    {
        await ReadSomethingAsync();

        await _stream.WriteAsync("hello"u8.ToArray());
        await _stream.FlushAsync();

        var got = new byte[5];
        await _pair.ClientStream.ReadExactlyAsync(got);
        Encoding.UTF8.GetString(got).Should().Be("hello");
        _kestrel.Length.Should().Be(1, "nothing was written there");
    }

    [Fact]
    public async Task WhatIsWrittenBeforeTheClientHasSentAnythingGoesThroughKestrelAndSoDoesAllBehindIt()
    {
        await _stream.WriteAsync("ab"u8.ToArray());
        _kestrel.Position = 0;
        (await _stream.ReadAsync(new byte[2])).Should().Be(2);

        await _stream.WriteAsync("cd"u8.ToArray());

        Encoding.UTF8.GetString(_kestrel.ToArray()).Should().Be("abcd");
        _pair.Client.Available.Should().Be(0);
    }

    [Fact]
    public async Task AWriteThatHangsEndsWithTheStream()
    {
        await ReadSomethingAsync();
        var hanging = _stream.WriteAsync(new byte[64 << 20]).AsTask();
        await Eventually.TrueAsync(() => _pair.Client.Available > 0 && !hanging.IsCompleted, "it writes, and nobody reads");

        await _stream.DisposeAsync();

        var writing = async () => await hanging.WaitAsync(TimeSpan.FromSeconds(30));
        await writing.Should().ThrowAsync<IOException>();
    }

    private async Task ReadSomethingAsync()
    {
        _kestrel.WriteByte(1);
        _kestrel.Position = 0;
        (await _stream.ReadAsync(new byte[1])).Should().Be(1);
    }
}
