using ChatHub.Domain.Log;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Nodes;

/// <summary>A listener that failed finds what it missed in the log.</summary>
internal sealed class InProcessRoomEventBus(ILogger<InProcessRoomEventBus> logger) : InProcessBus<IReadOnlyList<RoomEvent>>(logger), IRoomEventBus;
