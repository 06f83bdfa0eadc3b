using System.Text.Json.Nodes;

namespace ChatHub.Client.Conformance;

/// <summary>Does with the client what the kit says.</summary>
internal sealed class Adapter(string? storage) : IAsyncDisposable
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(50);
    private const int MostDelays = 10;

    private ChatClient? _chat;

    private ChatClient Chat => _chat ?? throw new ChatException("not_connected", "The first command must be 'connect'.");

    public async Task<JsonObject> RunAsync(JsonObject command)
    {
        try
        {
            var answer = await DoAsync(command);
            answer["ok"] = true;
            return answer;
        }
        catch (ChatException e)
        {
            return new JsonObject { ["ok"] = false, ["code"] = e.Code };
        }
        catch (Exception e)
        {
            // The kit shows it when a case fails.
            await Console.Error.WriteLineAsync(e.ToString());
            return new JsonObject { ["ok"] = false, ["code"] = e.GetType().Name };
        }
    }

    public ValueTask DisposeAsync() => _chat?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<JsonObject> DoAsync(JsonObject command)
    {
        string Text(string name) => (string)command[name]!;
        long Id() => (long)command["id"]!;
        switch (Text("do"))
        {
            case "connect":
                _chat = await ChatClient.ConnectAsync(Options(Text("url"), Text("username"), Text("password"), (string?)command["language"]));
                break;
            case "join":
                await Chat.JoinAsync(Text("room"));
                break;
            case "send":
                return new JsonObject { ["id"] = (await Room(command).SendAsync(Text("text"))).Id };
            case "leave":
                await Room(command).LeaveAsync();
                break;
            case "edit":
                await Room(command).EditAsync(Id(), Text("text"));
                break;
            case "delete":
                await Room(command).DeleteAsync(Id());
                break;
            case "react":
                await Room(command).AddReactionAsync(Id(), Text("emoji"));
                break;
            case "language":
                await Chat.SetLanguageAsync((string?)command["language"]);
                break;
            case "show":
                return Show(Room(command).Messages);
            case "stop":
                await DisposeAsync();
                break;
            default:
                throw new ChatException("unknown_command", $"There is no command '{Text("do")}'.");
        }

        return [];
    }

    private ChatRoom Room(JsonObject command) => Chat.GetRoom((string)command["room"]!);

    private ChatClientOptions Options(string url, string username, string password, string? language) => new()
    {
        Url = new Uri(url),
        Username = username,
        Password = password,
        Language = language,
        Storage = storage is null ? new MemoryChatStorage() : new FileChatStorage(storage),
        // As the client does by itself, but sooner: a kit has many cases.
        ReconnectDelay = attempt => ShortestDelay * Math.Min(attempt + 1, MostDelays),
    };

    private static JsonObject Show(IReadOnlyList<ChatMessage> messages) => new()
    {
        ["messages"] = new JsonArray([.. messages.Where(message => message.State == ChatMessageState.Settled).Select(Show)]),
        ["pending"] = new JsonArray([.. messages.Where(message => message.State == ChatMessageState.Pending).Select(message => JsonValue.Create(message.Text))]),
    };

    private static JsonObject Show(ChatMessage message) => new()
    {
        ["id"] = message.Id,
        ["sender"] = message.Sender,
        ["text"] = message.Text,
        ["revision"] = message.Revision,
        ["deleted"] = message.IsDeleted,
        ["reactions"] = new JsonArray([.. message.Reactions.Select(reaction => new JsonObject
        {
            ["emoji"] = reaction.Emoji,
            ["users"] = new JsonArray([.. reaction.Users.Select(user => JsonValue.Create(user))]),
        })]),
        ["translation"] = message.Translation is not { } translation ? null : new JsonObject
        {
            ["language"] = translation.Language,
            ["state"] = translation.State,
            ["text"] = translation.Text,
        },
    };
}
