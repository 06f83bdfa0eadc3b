namespace ChatHub.Contracts;

/// <summary>The hub, and the names of what can be called on it. What it calls on clients is <see cref="IChatClient"/>.</summary>
public static class HubMethods
{
    /// <summary>Where the hub is.</summary>
    public const string Path = "/hubs/chat";

    /// <summary><see cref="JoinRoomRequest"/> to <see cref="RoomSyncDto"/>.</summary>
    public const string JoinRoom = nameof(JoinRoom);

    /// <summary><see cref="RoomRequest"/> to nothing: membership ends, and following with it.</summary>
    public const string LeaveRoom = nameof(LeaveRoom);

    /// <summary><see cref="RoomRequest"/> to nothing: this connection receives nothing more of the room.</summary>
    public const string Unfollow = nameof(Unfollow);

    /// <summary><see cref="SendMessageRequest"/> to <see cref="ReceiptDto"/>.</summary>
    public const string SendMessage = nameof(SendMessage);

    /// <summary><see cref="EditMessageCall"/> to <see cref="ChangeDto"/>.</summary>
    public const string EditMessage = nameof(EditMessage);

    /// <summary><see cref="MessageCall"/> to <see cref="ChangeDto"/>.</summary>
    public const string DeleteMessage = nameof(DeleteMessage);

    /// <summary><see cref="ReactionCall"/> to <see cref="ChangeDto"/>.</summary>
    public const string AddReaction = nameof(AddReaction);

    /// <summary><see cref="ReactionCall"/> to <see cref="ChangeDto"/>.</summary>
    public const string RemoveReaction = nameof(RemoveReaction);

    /// <summary><see cref="MarkReadCall"/> to <see cref="ReadMarkerDto"/>.</summary>
    public const string MarkRead = nameof(MarkRead);

    /// <summary><see cref="SetTypingCall"/> to nothing.</summary>
    public const string SetTyping = nameof(SetTyping);

    /// <summary><see cref="SetLanguageRequest"/> to <see cref="ReadingLanguageDto"/>.</summary>
    public const string SetLanguage = nameof(SetLanguage);

    /// <summary><see cref="RenewTokenRequest"/> to <see cref="RenewTokenDto"/>.</summary>
    public const string RenewToken = nameof(RenewToken);
}
