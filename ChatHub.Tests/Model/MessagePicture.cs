using System.Text.Json;

namespace ChatHub.Tests.Model;

/// <summary>A message as anyone sees it; times and order of reactions of different emoji apart, which are compared elsewhere.</summary>
internal sealed record MessagePicture(long Id, string Sender, string Text, int Revision)
{
    public bool IsDeleted { get; init; }

    public long? ReplyTo { get; init; }

    public string? Key { get; init; }

    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<(string Emoji, string User)> Reactions { get; init; } = [];

    /// <summary>Reads a message of the wire, which must have the fields of one, or of a tombstone, and no others.</summary>
    public static MessagePicture Read(JsonElement message)
    {
        var picture = new MessagePicture(
            message.GetProperty("id").GetInt64(), message.GetProperty("sender").GetString()!,
            message.TryGetProperty("text", out var text) ? text.GetString()! : "", message.GetProperty("revision").GetInt32());
        if (message.TryGetProperty("deleted", out var deleted))
        {
            deleted.GetBoolean().Should().BeTrue();
            message.EnumerateObject().Select(field => field.Name).Should().BeEquivalentTo("id", "sender", "at", "revision", "deleted");
            return picture with { IsDeleted = true };
        }

        message.TryGetProperty("editedAt", out _).Should().Be(picture.Revision > 1, "only what was edited says when: {0}", message);
        message.GetProperty("language").ValueKind.Should().Be(JsonValueKind.Null);
        return picture with
        {
            ReplyTo = message.TryGetProperty("replyTo", out var replyTo) ? replyTo.GetInt64() : null,
            Key = message.TryGetProperty("clientMessageId", out var key) ? key.GetString() : null,
            Mentions = message.TryGetProperty("mentions", out var mentions) ? [.. mentions.EnumerateArray().Select(name => name.GetString()!)] : [],
            Reactions = message.TryGetProperty("reactions", out var reactions) ? [.. reactions.EnumerateArray().SelectMany(ReadGroup)] : [],
        };
    }

    public MessagePicture With(string emoji, string user) => Without(emoji, user) is var others ? others with { Reactions = [.. others.Reactions, (emoji, user)] } : this;

    public MessagePicture Without(string emoji, string user) => this with { Reactions = [.. Reactions.Where(reaction => reaction != (emoji, user))] };

    public MessagePicture ToTombstone() => new(Id, Sender, "", Revision) { IsDeleted = true };

    /// <param name="isOrdered">Whether the order of the reactions counts.</param>
    public string Render(bool isOrdered)
    {
        if (IsDeleted)
            return $"{Id} {Sender} r{Revision} deleted";
        var reactions = isOrdered ? Reactions : [.. Reactions.OrderBy(reaction => $"{reaction.Emoji} {reaction.User}", StringComparer.Ordinal)];
        var groups = reactions.GroupBy(reaction => reaction.Emoji, StringComparer.Ordinal).Select(group => $"{group.Key}({string.Join(',', group.Select(reaction => reaction.User))})");
        return $"{Id} {Sender} r{Revision} \"{Text}\" reply to {ReplyTo} key {Key} names {string.Join(',', Mentions)} reactions {string.Join(' ', groups)}";
    }

    private static IEnumerable<(string Emoji, string User)> ReadGroup(JsonElement group)
        => group.GetProperty("users").EnumerateArray().Select(user => (group.GetProperty("emoji").GetString()!, user.GetString()!));
}
