namespace ChatHub.Bench.Fanout;

/// <summary>Of ChatHub.</summary>
/// <param name="tokens">Of the people, each of whom has an account.</param>
/// <param name="readingLanguages">In which they read, in turn; none for no translation.</param>
internal sealed class ChatHubWire(IReadOnlyList<string> tokens, IReadOnlyList<string> readingLanguages) : Wire
{
    public override string GetPath(int person)
    {
        var language = readingLanguages.Count == 0 ? "" : $"&language={readingLanguages[person % readingLanguages.Count]}";
        return $"/hubs/chat?access_token={tokens[person]}{language}";
    }

    public override byte[] Join(string room) => ToRecord($$$"""{"type":1,"invocationId":"{{{JoinCall}}}","target":"JoinRoom","arguments":[{"room":"{{{room}}}","backlog":0}]}""");

    public override byte[] Send(string room, Marker message)
    {
        var language = readingLanguages.Count == 0 ? "" : $",\"language\":\"{readingLanguages[message.Sender % readingLanguages.Count]}\"";
        return ToRecord($$$"""
            {"type":1,"invocationId":"{{{message.Number}}}","target":"SendMessage","arguments":[{"room":"{{{room}}}","text":"{{{message.ToText()}}}","clientMessageId":"{{{Guid.CreateVersion7()}}}"{{{language}}}}]}
            """);
    }
}
