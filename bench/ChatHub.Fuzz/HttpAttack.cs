namespace ChatHub.Fuzz;

/// <summary>Bytes for a connection of their own.</summary>
/// <param name="Bytes">All of them; <see cref="Samples.Token"/> stands for a token.</param>
/// <param name="Cuts">Where they are cut into writes.</param>
/// <param name="HangsUp">Whether the client is gone right after the last byte, and waits for no answer.</param>
public sealed record HttpAttack(byte[] Bytes, IReadOnlyList<int> Cuts, bool HangsUp);
