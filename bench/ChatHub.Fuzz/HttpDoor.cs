using System.Net.Sockets;
using System.Text;

namespace ChatHub.Fuzz;

/// <summary>
/// Sends each attack over a connection of its own, raw. What follows the attack is so long, and so wrong, that it completes any body that the attack has promised and
/// is refused as a request: so the server has every reason to answer and to close.
/// </summary>
internal sealed class HttpDoor(Uri server, HttpAttacks attacks, TimeSpan patience) : IDoor
{
    private const int LargestBody = 64 * 1024;

    private static readonly byte[] Tail = Encoding.ASCII.GetBytes($"\r\n\r\n{new string('\0', LargestBody + 1)}\r\n\r\n");

    public byte[] Describe(Random random) => attacks.Make(random).Bytes;

    public Task<Settled> AttackAsync(Random random, Attacker attacker) => SendAsync(attacks.Make(random), attacker);

    public async Task<Settled> SendAsync(HttpAttack attack, Attacker attacker)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port, deadline.Token);
        try
        {
            var sending = SendAsync(socket, attack, attacker, deadline.Token);
            if (attack.HangsUp)
            {
                await sending;
                return new Settled(["hung up"]);
            }

            var received = await ReceiveAsync(socket, deadline.Token);
            return HttpAnswers.IsEndless(received) ? new Settled(["endless"]) : HttpAnswers.Judge(received);
        }
        catch (OperationCanceledException)
        {
            return new Settled([], "neither an answer nor a close");
        }
        catch (SocketException)
        {
            // The server closed while the attack was still being sent.
            return new Settled(["closed"]);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task SendAsync(Socket socket, HttpAttack attack, Attacker attacker, CancellationToken deadline)
    {
        var (bytes, at) = (attacker.Sign(attack.Bytes), 0);
        try
        {
            foreach (var cut in attack.Cuts.Select(cut => Math.Min(cut, bytes.Length)).Append(bytes.Length))
            {
                await socket.SendAsync(bytes.AsMemory(at, cut - at), deadline);
                at = cut;
            }

            if (!attack.HangsUp)
                await socket.SendAsync(Tail, deadline);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It need not read to the end what it refuses.
        }
    }

    private static async Task<string> ReceiveAsync(Socket socket, CancellationToken deadline)
    {
        var (received, part) = (new StringBuilder(), new byte[8192]);
        try
        {
            while (await socket.ReceiveAsync(part, deadline) is var count and > 0)
            {
                received.Append(Encoding.Latin1.GetString(part, 0, count));
                if (HttpAnswers.IsEndless(received.ToString(0, Math.Min(received.Length, 2000))))
                    break;
            }
        }
        catch (SocketException) when (received.Length > 0)
        {
            // Closed with the rest of the attack unread, which resets the connection; what came before it counts.
        }

        return received.ToString();
    }
}
