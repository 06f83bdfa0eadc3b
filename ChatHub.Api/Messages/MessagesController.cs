using ChatHub.Api.Accounts;
using ChatHub.Contracts;
using ChatHub.Domain.Messages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ChatHub.Api.Messages;

/// <summary>Sending and reading messages, and the room's log itself.</summary>
[ApiController]
[Authorize]
[Route("/rooms/{room}")]
[Tags("Messages")]
[Produces("application/json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
public sealed class MessagesController(MessageService messages, HistoryService history) : ControllerBase
{
    /// <summary>
    /// A page of messages, oldest first: the latest, or those before or after an id; each with its translation into the reader's language. What is not translated
    /// yet is waited for, 2 s at most, and is <c>pending</c> after that.
    /// </summary>
    /// <param name="room">The room's name.</param>
    /// <param name="before">Only messages with a smaller id.</param>
    /// <param name="after">Only messages with a larger id; not together with <paramref name="before"/>.</param>
    /// <param name="limit">1 to 200; 50 if left out.</param>
    /// <param name="language">The language to read in, a BCP 47 tag; the profile's if left out.</param>
    /// <param name="cancel">Ends with the request.</param>
    /// <response code="200">The page.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>.</response>
    [HttpGet("messages")]
    [ProducesResponseType<MessagesDto>(StatusCodes.Status200OK)]
    public async Task<MessagesDto> List(string room, long? before, long? after, int? limit, string? language, CancellationToken cancel)
    {
        var page = await history.ReadAsync(User.ToCaller(), room, new HistoryQuery(before, after, limit, language), cancel);
        return new MessagesDto(page.Messages.Select(MessageDto.From).ToList(), page.Next);
    }

    /// <summary>Posts a message; the answer comes when it is committed.</summary>
    /// <response code="201">The receipt.</response>
    /// <response code="200">The first receipt again: the message was accepted before, under the same <c>clientMessageId</c>.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>forbidden</c>: not a member; <c>muted</c>, <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>, or <c>message_not_found</c> for <c>replyTo</c>.</response>
    /// <response code="409"><c>conflict</c>: the <c>clientMessageId</c> was used for another text; <c>room_archived</c>.</response>
    /// <response code="413"><c>message_too_long</c>.</response>
    /// <response code="429"><c>rate_limited</c>, <c>slow_mode</c>; <c>Retry-After</c> says when to try again.</response>
    /// <response code="503"><c>unavailable</c>; <c>Retry-After</c> says when to try again.</response>
    [HttpPost("messages")]
    [ProducesResponseType<ReceiptDto>(StatusCodes.Status201Created)]
    [ProducesResponseType<ReceiptDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<ActionResult<ReceiptDto>> Post(string room, PostMessageRequest request)
    {
        var message = new NewMessage(room, request.Text, request.ClientMessageId, request.ReplyTo, request.Language);
        var receipt = ReceiptDto.From(await messages.SendAsync(User.ToCaller(), message));
        return receipt.Duplicate ? Ok(receipt) : Created($"/rooms/{receipt.Room}/messages/{receipt.Id}", receipt);
    }

    /// <summary>One message, with its translation into the language of one's profile.</summary>
    /// <response code="200">The message, or its tombstone.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c> or <c>message_not_found</c>.</response>
    [HttpGet("messages/{id:long}")]
    [ProducesResponseType<MessageDto>(StatusCodes.Status200OK)]
    public async Task<MessageDto> Get(string room, long id, CancellationToken cancel)
        => MessageDto.From(await history.GetAsync(User.ToCaller(), room, id, cancel));

    /// <summary>Gives a message of one's own another text; the one before is gone. The same text again changes nothing.</summary>
    /// <response code="200">The change.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>forbidden</c>: not the author, or not a member; <c>muted</c>, <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>, or <c>message_not_found</c>: there is none, or it is deleted.</response>
    /// <response code="409"><c>room_archived</c>.</response>
    /// <response code="413"><c>message_too_long</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    /// <response code="503"><c>unavailable</c>.</response>
    [HttpPatch("messages/{id:long}")]
    [ProducesResponseType<ChangeDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<ChangeDto> Edit(string room, long id, EditMessageRequest request)
        => ChangeDto.From(await messages.EditAsync(User.ToCaller(), new MessageAddress(room, id), request.Text));

    /// <summary>Deletes a message of one's own, or as a moderator another's: its place stays, its text is gone. Deleting it again changes nothing.</summary>
    /// <response code="200">The change.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>forbidden</c>: neither the author nor a moderator, or not a member; <c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c> or <c>message_not_found</c>.</response>
    /// <response code="409"><c>room_archived</c>.</response>
    /// <response code="429"><c>rate_limited</c>; <c>Retry-After</c> says when to try again.</response>
    /// <response code="503"><c>unavailable</c>.</response>
    [HttpDelete("messages/{id:long}")]
    [ProducesResponseType<ChangeDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<ChangeDto> Delete(string room, long id) => ChangeDto.From(await messages.DeleteAsync(User.ToCaller(), new MessageAddress(room, id)));

    /// <summary>A stretch of the room's log; each message as it is now, with its translation into the language of one's profile, which is not waited for.</summary>
    /// <param name="room">The room's name.</param>
    /// <param name="epoch">The epoch that <paramref name="after"/> belongs to; compared only when given.</param>
    /// <param name="after">The seq after which to start; 0 for the start.</param>
    /// <param name="limit">1 to 1,000; 200 if left out.</param>
    /// <param name="cancel">Ends with the request.</param>
    /// <response code="200">The events.</response>
    /// <response code="400"><c>invalid_request</c>.</response>
    /// <response code="403"><c>banned</c>.</response>
    /// <response code="404"><c>room_not_found</c>.</response>
    [HttpGet("events")]
    [ProducesResponseType<EventsDto>(StatusCodes.Status200OK)]
    public async Task<EventsDto> ListEvents(string room, string? epoch, long? after, int? limit, CancellationToken cancel)
    {
        var page = await history.ReadEventsAsync(User.ToCaller(), room, epoch, after, limit, cancel);
        return new EventsDto(
            page.Room.Name, page.Epoch, page.Room.Head, page.From, ResetDto.From(page.Reset), page.Events.Select(RoomEventDto.From).ToList());
    }
}
