namespace ChatHub.Domain.Reactions;

/// <summary>One user's reaction to a message: at most one per emoji.</summary>
/// <param name="Seq">The event that added it.</param>
/// <param name="At">When that was committed.</param>
public sealed record Reaction(long Seq, DateTimeOffset At);

/// <summary>All who reacted to a message with one emoji, the first first.</summary>
public sealed record ReactionGroup(string Emoji, IReadOnlyList<string> Users);

/// <summary>What a message bears already.</summary>
/// <param name="Total">Reactions of everyone.</param>
/// <param name="Emoji">Different emoji.</param>
/// <param name="HasEmoji">Whether the emoji in question is among them.</param>
public sealed record ReactionCount(int Total, int Emoji, bool HasEmoji);
