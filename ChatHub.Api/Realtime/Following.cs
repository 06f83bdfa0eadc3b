using ChatHub.Domain.Rooms;

namespace ChatHub.Api.Realtime;

/// <summary>
/// That one connection follows one room. It first catches up, chunk by chunk, then goes live with the room's <see cref="RoomFeed"/>, whose lock
/// guards everything here but <see cref="Next"/>, which belongs to whoever catches up.
/// </summary>
internal sealed class Following(ClientConnection connection, RoomFeed feed, Room room) : IStale
{
    private volatile bool _isClosed;

    public ClientConnection Connection => connection;

    public RoomFeed Feed => feed;

    public Room Room => room;

    /// <summary>The seq of the next event to be sent, until the following goes live.</summary>
    public long Next { get; set; }

    public bool IsLive { get; set; }

    /// <summary>The language that this connection reads the room in; null for none.</summary>
    public ReadingLanguage? Language { get; set; }

    /// <summary>The head of the log when the user was last known to be a member; removals up to there are past.</summary>
    public long Since { get; set; }

    /// <summary>Set while this connection itself leaves the room: then the leaving needs no <c>RoomClosed</c>.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Why it was closed while it was leaving; to be said if the leaving is refused.</summary>
    public string? UnsaidReason { get; set; }

    /// <summary>Nothing more of the room is written to the connection, not even what waits in its outbox.</summary>
    public bool IsClosed
    {
        get => _isClosed;
        set => _isClosed = value;
    }

    public bool IsStale => _isClosed;
}

/// <summary>
/// A following's language until the next change of it, so that translations into the one before are dropped from the outbox. Its translations first catch up, once its events
/// have, then go live. Guarded by the room feed's lock, but for <see cref="Tseq"/> while it catches up.
/// </summary>
internal sealed class ReadingLanguage(Following following, PatchFeed feed) : IStale
{
    /// <summary>The language of the texts.</summary>
    public string Tag => feed.Language;

    public PatchFeed Feed => feed;

    public ClientConnection Connection => following.Connection;

    /// <summary>The last patch that was sent, or that came before the first one to be sent, until it is live.</summary>
    public long Tseq { get; set; }

    /// <summary>Whether <see cref="Tseq"/> is known.</summary>
    public bool IsBegun { get; set; }

    public bool IsLive { get; set; }

    public bool IsStale => following.IsClosed || following.Language != this;
}
