namespace ChatHub.Api.Documents;

/// <summary>What no attribute of the code says: how the hub's messages travel.</summary>
internal static class AsyncApiTexts
{
    public const string Description =
        """
        Everything that happens now goes over one SignalR connection, to `/hubs/chat`. The official clients (`@microsoft/signalr`, `Microsoft.AspNetCore.SignalR.Client`) speak it; this document says
        what they carry. The guarantees behind it (order, durability, resuming by cursor) are in `docs/protocol.md`.

        **Messages.** A message here is the one argument of an invocation, or the result or the error of its completion; around it goes the envelope of
        [SignalR's hub protocol](https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md), in which a reply names its call by `invocationId`. MessagePack carries
        the same maps as JSON: the same keys, the same words, times as the same strings. Fields that one does not know are ignored.

        **Values.** Times are UTC, ISO 8601 with milliseconds and `Z`. Languages are BCP 47 tags. Integers stay below 2^53.

        **Refusals.** The error of a completion is `code: sentence`, after words of SignalR's own; `/(?:^|HubException: )([a-z_]+): /` captures the code. Codes are stable, sentences are not. `rate_limited`,
        `slow_mode` and `unavailable` end with `retry after N ms`. Any method may answer `invalid_token` or `token_expired` (the connection's session has ended), `rate_limited`, `unavailable` and `internal`. What SignalR
        itself refuses, an unknown method or arguments that it cannot bind, has no code.
        """;
}
