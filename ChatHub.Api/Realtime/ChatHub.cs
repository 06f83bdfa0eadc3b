using ChatHub.Api.Accounts;
using ChatHub.Api.Messages;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Translation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace ChatHub.Api.Realtime;

/// <summary>
/// The hub. Every method takes one object and fails with <c>code: sentence</c>. Methods of one connection start in the order in which they were
/// called and may run side by side.
/// </summary>
[Authorize]
internal sealed class ChatHub(MessageService messages, RoomSubscriptions subscriptions, UserService users) : Hub<IChatClient>
{
    private ClientConnection Connection => Context.Features.Get<ClientConnection>()!;

    /// <summary>
    /// Becomes a member of a public room if not one yet, and follows it on this connection. The events come through <c>RoomEvents</c>, perhaps
    /// before this answer. On a connection that follows the room already nothing is sent again.
    /// </summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>.</exception>
    public Task<RoomSyncDto> JoinRoom(JoinRoomRequest? request) => subscriptions.JoinAsync(Connection, Require(request));

    /// <summary>Ends the membership, and following with it. After the answer no more of the room's events come.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>, <c>conflict</c> for the last owner.</exception>
    public Task LeaveRoom(RoomRequest? request) => subscriptions.LeaveAsync(Connection, Require(request).Room);

    /// <summary>Stops following on this connection; the membership stays. After the answer no more of the room's events come.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>room_not_found</c>.</exception>
    public Task Unfollow(RoomRequest? request) => subscriptions.UnfollowAsync(Connection, Require(request).Room);

    /// <summary>
    /// Posts a message. The receipt comes when it is committed. One connection's messages keep the order in which they were sent.
    /// </summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>message_too_long</c>, <c>room_not_found</c>, <c>forbidden</c>, <c>message_not_found</c>, <c>conflict</c>, <c>unavailable</c>.</exception>
    public async Task<ReceiptDto> SendMessage(SendMessageRequest? request)
    {
        // Nothing may be awaited before the service has taken the message's place in the order.
        var (room, text, key, replyTo, language) = Require(request);
        return ReceiptDto.From(await messages.SendAsync(Connection.Caller, new NewMessage(room, text, key, replyTo, language)));
    }

    /// <summary>Sets this connection's reading language from now on; null for no translation.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>.</exception>
    public Task<LanguageDto> SetLanguage(SetLanguageRequest? request) => RoomSubscriptions.SetLanguageAsync(Connection, Require(request).Language);

    /// <summary>Takes the reading language from <c>?language=</c>, else from the profile.</summary>
    public override async Task OnConnectedAsync()
    {
        var asked = Context.GetHttpContext()?.Request.Query["language"].ToString();
        _ = LanguageTag.Check(asked is { Length: > 0 } ? asked : null, out var tag);
        Connection.Language = tag?.Value ?? (await users.GetAsync(Context.User!.ToCaller(), Context.ConnectionAborted)).Language;
    }

    private static T Require<T>(T? request)
        where T : class
        => request ?? throw new RefusedException("request", "Is required.");
}
