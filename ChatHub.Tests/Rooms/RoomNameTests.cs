using System.Text.RegularExpressions;
using ChatHub.Domain.Rooms;

namespace ChatHub.Tests.Rooms;

public sealed partial class RoomNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("general")]
    [InlineData("-")]
    [InlineData("room_1-b")]
    [InlineData("dm")]
    [InlineData("dmitri")]
    [InlineData("directory")]
    public void APersonMayMakeIt(string name) => RoomName.Check(name).Should().BeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("General")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    [InlineData("é")]
    [InlineData("ａ")]
    [InlineData("٣")]
    public void NoRoomCanHaveIt(string? name)
    {
        RoomName.IsPossible(name).Should().BeFalse();
        RoomName.Check(name).Should().StartWith("Must have 1 to 64 of the characters");
    }

    [Theory]
    [InlineData("direct")]
    [InlineData("dm-")]
    [InlineData("dm-ada-bob")]
    public void OnlyTheServerMayMakeIt(string name)
    {
        RoomName.IsPossible(name).Should().BeTrue();
        RoomName.Check(name).Should().Be("Is reserved for direct conversations.");
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void ItHasAtMost64Characters(int length, bool isPossible) => RoomName.IsPossible(new string('x', length)).Should().Be(isPossible);

    [Fact]
    public void TheFirstRoomsNameIsPossible() => RoomName.IsPossible(RoomName.General).Should().BeTrue();

    [Fact]
    public void ItsRuleIsTheOneThatClientsKnow()
        => CsCheck.Check.Sample(CsCheck.Gen.String[CsCheck.Gen.Char["ab09-_AZ \n.é"], 0, 4], name => RoomName.IsPossible(name).Should().Be(Slug().IsMatch(name)));

    [GeneratedRegex(@"^[a-z0-9_-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Slug();
}
