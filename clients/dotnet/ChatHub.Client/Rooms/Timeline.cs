using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>
/// A room's messages, by id. Applying the same events in the same order ends in the same state, wherever it began: live events, replays, and pages of history that are ahead of the events or behind them. For one caller at a time.
/// </summary>
internal sealed class Timeline
{
    /// <summary>The oldest go when there are more.</summary>
    public const int Most = 10_000;

    private const string DeletedUser = "deleted-user";

    private readonly SortedDictionary<long, ChatMessage> _messages = [];

    public IReadOnlyCollection<ChatMessage> Messages => _messages.Values;

    public long? Oldest => _messages.Count == 0 ? null : _messages.First().Key;

    public bool IsFull => _messages.Count >= Most;

    public bool Has(long id) => _messages.ContainsKey(id);

    public void Clear() => _messages.Clear();

    /// <returns>Whether it was about a message that is not here; it may yet come with a page of history.</returns>
    public bool Apply(RoomEventDto entry)
    {
        if (entry is { Type: "message.posted", Message: { } posted })
            Put(posted);
        else if (entry is { Type: "message.edited" or "message.deleted", Message: { } changed })
            return !Change(changed.Id, _ => Put(changed));
        else if (entry is { Type: "reaction.added" or "reaction.removed", Reaction: { } reaction, Actor: { } actor } && actor != DeletedUser)
            return !Change(reaction.Id, message => _messages[message.Id] = React(message, reaction.Emoji, actor, entry.Type == "reaction.added"));
        return false;
    }

    /// <summary>A page of history. What is here already is newer or as new, but for its translation.</summary>
    public void Merge(IEnumerable<MessageDto> page, bool isTranslated)
    {
        foreach (var item in page)
        {
            var message = isTranslated ? item : item with { Translation = null };
            if (!_messages.TryGetValue(item.Id, out var here))
                _messages[item.Id] = ChatMessage.From(message);
            else if (message.Translation is { } translation && !here.IsDeleted && here.Revision == message.Revision && IsNews(here.Translation, translation))
                _messages[item.Id] = here with { Translation = translation };
        }
    }

    /// <returns>Whether it was about a message that is not here.</returns>
    public bool Translate(TranslationPatchDto patch, string language) => !Change(patch.Id, message =>
    {
        if (message.Revision == patch.Revision && !message.IsDeleted && patch.State != "superseded")
            _messages[message.Id] = message with { Translation = new(language, patch.State, patch.Text, patch.Provider) };
    });

    public void ClearTranslations()
    {
        foreach (var message in _messages.Values.Where(message => message.Translation is not null).ToList())
            _messages[message.Id] = message with { Translation = null };
    }

    /// <summary>One's own message, whose receipt came before its event.</summary>
    public void Accept(ChatMessage message)
    {
        if (!Has(message.Id))
            _messages[message.Id] = message;
        LetGo();
    }

    public void Restore(IEnumerable<ChatMessage> messages)
    {
        foreach (var message in messages)
            _messages[message.Id] = message;
    }

    private bool Change(long id, Action<ChatMessage> change)
    {
        if (!_messages.TryGetValue(id, out var message))
            return false;
        change(message);
        return true;
    }

    /// <summary>In the place of what is here, unless that is newer: read from history, or from a replay that has each message as it is now.</summary>
    private void Put(MessageDto message)
    {
        var next = ChatMessage.From(message);
        if (_messages.TryGetValue(message.Id, out var here))
        {
            if (here.IsDeleted || (!next.IsDeleted && here.Revision > next.Revision))
                return;
            if (here.Revision == next.Revision && !next.IsDeleted)
                next = next with { Translation = next.Translation ?? here.Translation };
        }

        _messages[message.Id] = next;
        LetGo();
    }

    private void LetGo()
    {
        if (_messages.Count > Most)
            _messages.Remove(_messages.First().Key);
    }

    private static ChatMessage React(ChatMessage message, string emoji, string actor, bool isAdded)
    {
        if (message.IsDeleted)
            return message;
        var others = message.Reactions.ToList();
        var index = others.FindIndex(group => group.Emoji == emoji);
        if (index < 0)
            return isAdded ? message with { Reactions = [.. others, new ReactionDto(emoji, [actor])] } : message;
        var users = others[index].Users.Where(user => user != actor || isAdded).ToList();
        if (isAdded && !users.Contains(actor, StringComparer.Ordinal))
            users.Add(actor);
        if (users.Count == 0)
            others.RemoveAt(index);
        else
            others[index] = new ReactionDto(emoji, users);
        return message with { Reactions = others };
    }

    private static bool IsNews(MessageTranslationDto? here, MessageTranslationDto news)
        => here is null || here.Language != news.Language || here.State == "pending" || (here.State == "failed" && news.State == "ready");
}
