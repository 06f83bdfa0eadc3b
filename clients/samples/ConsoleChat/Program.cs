using System.Globalization;
using ChatHub.Client;
using ConsoleChat;
using Spectre.Console;

// A chat in the terminal, read in one's own language:
//   dotnet run --project clients/samples/ConsoleChat -- http://localhost:5000 ana general es
// The password is asked for, or comes from CHATHUB_PASSWORD. What is not sent yet survives a restart.
if (args is not [var url, var username, var name, ..])
{
    AnsiConsole.MarkupLine("[red]Give[/] URL USERNAME ROOM [grey]LANGUAGE[/]");
    return 1;
}

var password = Environment.GetEnvironmentVariable("CHATHUB_PASSWORD") ?? AnsiConsole.Prompt(new TextPrompt<string>("Password:").Secret());
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

try
{
    await using var chat = await ChatClient.ConnectAsync(
        new ChatClientOptions
        {
            Url = new Uri(url),
            Username = username,
            Password = password,
            Language = args.ElementAtOrDefault(3),
            Storage = new FileChatStorage(Environment.GetEnvironmentVariable("CHATHUB_STORAGE") ?? Path.Combine(Path.GetTempPath(), $"console-chat-{username}")),
        },
        stop.Token);
    var room = await chat.JoinAsync(name, stop.Token);
    AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[green]{room.Info!.Title}[/], as {chat.User.DisplayName}. Write a line; /older for older ones, /quit to end.");
    var screen = new Screen(chat.User.Username);
    // Whichever ends first ends the others; what went wrong with it is told below.
    await await Task.WhenAny(screen.ShowAsync(room, stop.Token), Screen.TellAsync(chat, stop.Token), WriteAsync(room));
    await stop.CancelAsync();
    return 0;
}
catch (ChatException e)
{
    AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{e.Code}[/]: {e.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    return 0;
}

// Each line is shown at once and sent as soon as it can be, however long the server is away.
async Task WriteAsync(ChatRoom room)
{
    while (await Console.In.ReadLineAsync(stop.Token) is { } line && line != "/quit")
    {
        if (line == "/older")
            await room.LoadOlderAsync(cancel: stop.Token);
        else if (line.Trim().Length > 0)
            _ = SendAsync(room, line);
    }
}

// What the server refuses shows as failed, too; what is too long to be sent shows nowhere else.
async Task SendAsync(ChatRoom room, string line)
{
    try
    {
        await room.SendAsync(line, cancel: stop.Token);
    }
    catch (ChatException e)
    {
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{e.Code}[/]: {e.Message}");
    }
}
