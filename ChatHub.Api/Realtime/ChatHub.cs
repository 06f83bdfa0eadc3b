using ChatHub.Api.Accounts;
using ChatHub.Api.Messages;
using ChatHub.Contracts;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Presence;
using ChatHub.Domain.Reactions;
using ChatHub.Domain.Translation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>
/// The hub. Every method takes one object and fails with <c>code: sentence</c>. Methods of one connection start in the order in which they were
/// called and may run side by side. More than <c>Limits:InvocationsPerSecond</c> of them are <c>rate_limited</c>, whichever they are.
/// </summary>
[Authorize]
internal sealed class ChatHub(
    MessageService messages, ReactionService reactions, ReadMarkerService markers, TypingService typing, RoomSubscriptions subscriptions, ReadingLanguages languages,
    ConnectionTokens tokens, UserService users)
    : Hub<IChatClient>
{
    private ClientConnection Connection => Context.Features.Get<ClientConnection>()!;

    /// <summary>
    /// Becomes a member of a public room if not one yet, and follows it on this connection. The events come through <c>RoomEvents</c>, perhaps
    /// before this answer. On a connection that follows the room already nothing is sent again.
    /// </summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>room_archived</c>, <c>conflict</c> when no more rooms may be joined or followed, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task<RoomSyncDto> JoinRoom(JoinRoomRequest? request) => subscriptions.JoinAsync(Connection, Require(request));

    /// <summary>Ends the membership, and following with it. After the answer no more of the room's events come.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c> in a direct conversation, <c>conflict</c> for the last owner, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task LeaveRoom(RoomRequest? request) => subscriptions.LeaveAsync(Connection, Require(request).Room);

    /// <summary>Stops following on this connection; the membership stays. After the answer no more of the room's events come.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task Unfollow(RoomRequest? request) => subscriptions.UnfollowAsync(Connection, Require(request).Room);

    /// <summary>
    /// Posts a message. The receipt comes when it is committed. One connection's messages keep the order in which they were sent.
    /// </summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>message_too_long</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>muted</c>,
    /// <c>slow_mode</c>, <c>message_not_found</c>, <c>conflict</c>, <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public async Task<ReceiptDto> SendMessage(SendMessageRequest? request)
    {
        // Nothing may be awaited before the service has taken the message's place in the order.
        var (room, text, key, replyTo, language) = Require(request);
        return ReceiptDto.From(await messages.SendAsync(Connection.Caller, new NewMessage(room, text, key, replyTo, language)));
    }

    /// <summary>Gives a message of one's own another text; the same text again changes nothing.</summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>message_too_long</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>muted</c>,
    /// <c>message_not_found</c>, <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public async Task<ChangeDto> EditMessage(EditMessageCall? request)
    {
        var (room, id, text) = Require(request);
        return ChangeDto.From(await messages.EditAsync(Connection.Caller, new MessageAddress(room, id), text));
    }

    /// <summary>Deletes a message of one's own, or as a moderator another's; deleting it again changes nothing.</summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>message_not_found</c>, <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public async Task<ChangeDto> DeleteMessage(MessageCall? request)
    {
        var (room, id) = Require(request);
        return ChangeDto.From(await messages.DeleteAsync(Connection.Caller, new MessageAddress(room, id)));
    }

    /// <summary>Adds one's reaction to a message; adding it again changes nothing.</summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>muted</c>, <c>message_not_found</c>,
    /// <c>conflict</c> when the message bears all that it can, <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public async Task<ChangeDto> AddReaction(ReactionCall? request) => ChangeDto.From(await reactions.AddAsync(Connection.Caller, ToReaction(Require(request))));

    /// <summary>Takes one's reaction away; where there is none nothing changes.</summary>
    /// <exception cref="RefusedException">
    /// <c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>muted</c>, <c>message_not_found</c>,
    /// <c>rate_limited</c>, <c>unavailable</c>.
    /// </exception>
    public async Task<ChangeDto> RemoveReaction(ReactionCall? request) => ChangeDto.From(await reactions.RemoveAsync(Connection.Caller, ToReaction(Require(request))));

    /// <summary>Moves one's read marker forward, for all of one's devices; backwards it stays, and the answer says where.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public async Task<ReadMarkerDto> MarkRead(MarkReadCall? request)
    {
        var (room, seq) = Require(request);
        return ReadMarkerDto.From(await markers.MarkAsync(Connection.Caller, room, seq, Connection.Id));
    }

    /// <summary>Says whether one is typing. It is passed on at most every 2 s, and ends by itself after 6 s, with the message, and with the last connection.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>banned</c>, <c>forbidden</c>, <c>room_archived</c>, <c>muted</c>, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task SetTyping(SetTypingCall? request)
    {
        var (room, isTyping) = Require(request);
        return typing.SetAsync(Connection.Caller, room, isTyping, Connection.Aborted);
    }

    /// <summary>Sets this connection's reading language from now on; null for no translation.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task<ReadingLanguageDto> SetLanguage(SetLanguageRequest? request) => languages.SetAsync(Connection, Require(request).Language);

    /// <summary>Lets this connection live on past its token's expiry, by a newer token of the same user; without that it ends with <c>token_expired</c>.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>invalid_token</c>, <c>token_expired</c>, <c>forbidden</c> for another user's token, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public Task<RenewTokenDto> RenewToken(RenewTokenRequest? request) => tokens.RenewAsync(Connection, Require(request).AccessToken);

    /// <summary>Takes the reading language from <c>?language=</c>, else from the profile.</summary>
    public override async Task OnConnectedAsync()
    {
        var asked = Context.GetHttpContext()?.Request.Query["language"].ToString();
        _ = LanguageTag.Check(asked is { Length: > 0 } ? asked : null, out var tag);
        await ReadingLanguages.StartAsync(Connection, tag?.Value, async () => (await users.GetAsync(Context.User!.ToCaller(), Context.ConnectionAborted)).Language);
    }

    private static ReactionRequest ToReaction(ReactionCall call) => new(call.Room, call.Id, call.Emoji);

    private static T Require<T>(T? request)
        where T : class
        => request ?? throw new RefusedException("request", "Is required.");
}
