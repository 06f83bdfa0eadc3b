using ChatHub.Domain.Nodes;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Nodes;

/// <inheritdoc/>
internal sealed class InProcessNoticeBus(ILogger<InProcessNoticeBus> logger) : InProcessBus<Notice>(logger), INoticeBus;
