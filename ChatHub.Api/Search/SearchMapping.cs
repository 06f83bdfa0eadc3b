using ChatHub.Api.Messages;
using ChatHub.Contracts;
using ChatHub.Domain.Search;

namespace ChatHub.Api.Search;

/// <summary>What was found.</summary>
internal static class SearchMapping
{
    extension(FoundMessageDto)
    {
        public static FoundMessageDto From(FoundMessage found) => new(
            found.Hit.Room.Name, MessageDto.From(found.Hit.Message), found.Snippet, found.Hit.IsByTranslation ? found.Hit.Message.Translation?.Language : null);
    }
}
