using ChatHub.Domain.Errors;
using ChatHub.Domain.Rooms;

namespace ChatHub.Domain.Log;

/// <summary>How far a client has come in a room: the seq of the last event it holds, of which history, and its last translation patch.</summary>
public sealed record Cursor(string Epoch, long Seq, TranslationCursor? Translations = null);

/// <summary>How far a client has come in a room's translations into one language.</summary>
public sealed record TranslationCursor(string Language, long Tseq);

/// <summary>Why a client must forget what it holds of a room.</summary>
public enum ResetReason
{
    EpochChanged,
    CursorAhead,
    TooFarBehind,
    Retention,
}

/// <summary>Where a client that joins goes on: the seq of the first event it gets, and why not from its cursor if so.</summary>
public readonly record struct ResumePoint(long From, ResetReason? Reset)
{
    public const int DefaultBacklog = 50;
    public const int MaxBacklog = 200;

    /// <summary>A client further behind than this reloads instead of catching up, in events.</summary>
    public const int MaxBehind = 10_000;

    /// <summary>Finds the point in a room's log.</summary>
    /// <param name="after">The client's cursor; null for the last <paramref name="backlog"/> events.</param>
    /// <param name="backlog">0 to 200; null for 50.</param>
    /// <param name="epoch">The log's.</param>
    /// <param name="room">The room as it stands.</param>
    /// <exception cref="RefusedException"><c>invalid_request</c>.</exception>
    public static ResumePoint Find(Cursor? after, int? backlog, string epoch, Room room)
    {
        Check(after, backlog);
        ResetReason? reset = after is null ? null
            : after.Epoch != epoch ? ResetReason.EpochChanged
            : after.Seq > room.Head ? ResetReason.CursorAhead
            : after.Seq < room.Floor ? ResetReason.Retention
            : room.Head - after.Seq > MaxBehind ? ResetReason.TooFarBehind
            : null;
        return after is null || reset is not null
            ? new ResumePoint(Math.Max(room.Floor, room.Head - (backlog ?? DefaultBacklog)) + 1, reset)
            : new ResumePoint(after.Seq + 1, null);
    }

    /// <summary>Checks what a client asks for, before anything is done.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>.</exception>
    public static void Check(Cursor? after, int? backlog)
    {
        var faults = new FieldFaults();
        if (after is not null)
            faults.Add("after", string.IsNullOrEmpty(after.Epoch) || after.Seq < 0 ? "Must have an 'epoch' and a 'seq' of 0 or more." : null);
        if (after?.Translations is { } patches)
            faults.Add("after.translations", string.IsNullOrEmpty(patches.Language) || patches.Tseq < 0 ? "Must have a 'language' and a 'tseq' of 0 or more." : null);
        faults.Add("backlog", backlog is < 0 or > MaxBacklog ? $"Must be a whole number from 0 to {MaxBacklog}." : null);
        faults.ThrowIfAny();
    }
}
