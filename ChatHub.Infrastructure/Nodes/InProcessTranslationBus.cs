using ChatHub.Domain.Translation;
using Microsoft.Extensions.Logging;

namespace ChatHub.Infrastructure.Nodes;

/// <summary>A listener that failed finds what it missed in the log of patches.</summary>
internal sealed class InProcessTranslationBus(ILogger<InProcessTranslationBus> logger) : InProcessBus<IReadOnlyList<TranslationPatch>>(logger), ITranslationBus;
