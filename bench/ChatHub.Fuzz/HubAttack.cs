namespace ChatHub.Fuzz;

/// <summary>Bytes for a hub connection.</summary>
/// <param name="Bytes">All of them.</param>
/// <param name="Cuts">Where they are cut into WebSocket frames.</param>
/// <param name="IsHandshake">Whether they take the place of SignalR's handshake on a new connection.</param>
public sealed record HubAttack(byte[] Bytes, IReadOnlyList<int> Cuts, bool IsHandshake);
