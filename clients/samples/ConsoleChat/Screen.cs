using System.Globalization;
using ChatHub.Client;
using Spectre.Console;

namespace ConsoleChat;

/// <summary>Prints each state of a message once, in the order of the room; what changes later is printed again.</summary>
internal sealed class Screen(string me)
{
    private readonly Dictionary<string, string> _printed = new(StringComparer.Ordinal);

    public async Task ShowAsync(ChatRoom room, CancellationToken cancel)
    {
        await foreach (var messages in room.WatchAsync(cancel))
        {
            foreach (var message in messages)
            {
                // A message that settles is the one that was pending: its key stays, its id comes.
                var (key, line) = (message.ClientMessageId ?? $"{message.Id}", Line(message));
                if (_printed.GetValueOrDefault(key) != line)
                    AnsiConsole.MarkupLine(line);
                _printed[key] = line;
            }
        }
    }

    public static async Task TellAsync(ChatClient chat, CancellationToken cancel)
    {
        await foreach (var happened in chat.ReadEventsAsync(cancel))
        {
            if (happened is TypingChanged { IsTyping: true } typing)
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{typing.Username} is typing[/]");
            else if (happened is ConnectionChanged { State: not ChatConnectionState.Ended } connection)
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{connection.State}[/]");
            else if (happened is RoomClosed closed)
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{closed.Room.Name} is closed: {closed.Reason}[/]");
            else if (happened is SessionEnded ended)
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]The session has ended: {ended.Reason}[/]");
        }
    }

    private string Line(ChatMessage message)
    {
        var text = message.IsDeleted ? "[grey](deleted)[/]" : Markup.Escape(message.Reading);
        var original = message.Reading == message.Text ? "" : $" [grey]({Markup.Escape(message.Text)})[/]";
        var state = message.State switch
        {
            ChatMessageState.Pending => " [grey](on its way)[/]",
            ChatMessageState.Failed => $" [red]({message.Error})[/]",
            _ => "",
        };
        var reactions = string.Concat(message.Reactions.Select(reaction => $" {Markup.Escape(reaction.Emoji)}{reaction.Users.Count}"));
        return $"[{(message.Sender == me ? "blue" : "yellow")}]{Markup.Escape(message.Sender)}[/]: {text}{original}{reactions}{state}";
    }
}
