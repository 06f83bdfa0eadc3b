namespace ChatHub.Bench.Translating;

/// <summary>Of what the hub sends, as much as is verified.</summary>
internal sealed record EventsFrame(long From, IReadOnlyList<EventFrame> Events);

internal sealed record EventFrame(long Seq, string Type, MessageFrame? Message);

internal sealed record MessageFrame(long Id, string Text);

internal sealed record PatchesFrame(string Language, IReadOnlyList<PatchFrame> Items);

internal sealed record PatchFrame(long Tseq, long Id, string State, string? Text);

internal sealed record JoinedFrame(long From, CursorFrame? Translations);

internal sealed record CursorFrame(long Tseq);

internal sealed record ReceiptFrame(long Id);
