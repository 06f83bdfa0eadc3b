using ChatHub.Api.Documents;
using ChatHub.Api.Realtime;
using ChatHub.Contracts;
using ChatHub.Domain.Log;

namespace ChatHub.Tests.Documents;

/// <summary>The words that fields may hold are those that the code writes there.</summary>
public sealed class WordListTests
{
    [Fact]
    public void EveryEventThatTakesSomebodyOutOfARoomIsAReasonForItsClosingAndNoOtherIs()
    {
        var removals = Enum.GetValues<RoomEventType>().Where(type => new RoomEvent(1, "general", 1, type, DateTimeOffset.UnixEpoch, Actor: null).IsRemoval).ToList();

        Enum.GetValues<RoomEventType>().Where(type => RoomClosingWords.Of(type) is not null).Should().Equal(removals);
        WordLists.Of(typeof(RoomClosedDto).GetProperty(nameof(RoomClosedDto.Reason))!)!.Words.Should().Equal(removals.Select(RoomClosingWords.Of));
    }
}
