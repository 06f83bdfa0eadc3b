using System.Net;
using System.Net.Sockets;

namespace ChatHub.Tests.Realtime;

/// <summary>Two sockets that are connected to each other.</summary>
internal sealed class LoopbackPair : IDisposable
{
    public LoopbackPair()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Client.Connect(listener.LocalEndPoint!);
        Server = listener.Accept();
    }

    public Socket Server { get; }

    public Socket Client { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public NetworkStream ServerStream => new(Server, ownsSocket: false);

    public NetworkStream ClientStream => new(Client, ownsSocket: false);

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
