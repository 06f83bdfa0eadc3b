using System.Text.Json.Nodes;
using ChatHub.Conformance.Playing;

namespace ChatHub.Conformance.Adapter;

/// <summary>A client under test, and what it was told to do.</summary>
public sealed class Client : IAsyncDisposable
{
    private readonly AdapterCommand _command;
    private readonly Patience _patience;
    private readonly string _storage = Directory.CreateTempSubdirectory("chathub-client-").FullName;
    private readonly List<Sent> _sent = [];
    private AdapterProcess _process;

    public Client(AdapterCommand command, string username, string room, Patience patience)
    {
        _command = command;
        _process = AdapterProcess.Start(command, _storage);
        _patience = patience;
        (Username, Room) = (username, room);
    }

    public string Username { get; }

    public string Room { get; }

    /// <summary>What it reads in.</summary>
    public string? Language { get; private set; }

    /// <summary>Everything that it was told to send and that must stand in the log, in order.</summary>
    public IReadOnlyList<Sent> AllSent => _sent;

    /// <summary>What its processes wrote to their standard errors.</summary>
    public string Errors { get; private set; } = "";

    public async Task ConnectAsync(Uri url, string password, string? language)
    {
        Language = language;
        await DoAsync(new() { ["do"] = "connect", ["url"] = url.ToString().TrimEnd('/'), ["username"] = Username, ["password"] = password, ["language"] = language });
    }

    public Task JoinAsync() => DoAsync(new() { ["do"] = "join", ["room"] = Room });

    /// <summary>Ends the membership.</summary>
    public Task LeaveAsync() => DoAsync(new() { ["do"] = "leave", ["room"] = Room });

    /// <summary>Tells it to send what will be refused for good.</summary>
    /// <returns>The code.</returns>
    public Task<string> RefusalOfSendAsync(string text) => RefusalAsync(new JsonObject { ["do"] = "send", ["room"] = Room, ["text"] = text });

    /// <returns>The code of a call that must be refused.</returns>
    public async Task<string> RefusalAsync(JsonObject command)
    {
        var answer = await CommandAsync(command);
        return answer["ok"]?.GetValue<bool>() == false ? answer["code"]?.GetValue<string>() ?? "(no code)" : throw new AdapterException($"{command["do"]} went well, and should have been refused.");
    }

    /// <summary>Tells it to send.</summary>
    /// <returns>What settles: the answer with the message's id.</returns>
    public Sent Send(string text)
    {
        var sent = new Sent(text, SendAsync(text));
        _sent.Add(sent);
        return sent;
    }

    public async Task EditAsync(long id, string text)
    {
        await DoAsync(new() { ["do"] = "edit", ["room"] = Room, ["id"] = id, ["text"] = text });
        _sent.Single(sent => sent.Settled.IsCompletedSuccessfully && sent.Settled.Result == id).Text = text;
    }

    public async Task DeleteAsync(long id)
    {
        await DoAsync(new() { ["do"] = "delete", ["room"] = Room, ["id"] = id });
        _sent.Single(sent => sent.Settled.IsCompletedSuccessfully && sent.Settled.Result == id).Text = null;
    }

    public Task ReactAsync(long id, string emoji) => DoAsync(new() { ["do"] = "react", ["room"] = Room, ["id"] = id, ["emoji"] = emoji });

    public async Task ReadInAsync(string? language)
    {
        await DoAsync(new() { ["do"] = "language", ["language"] = language });
        Language = language;
    }

    /// <summary>What it shows now: messages in its order, and the texts that wait.</summary>
    internal async Task<(IReadOnlyList<ShownMessage> Messages, IReadOnlyList<string> Pending)> ShowAsync()
    {
        var answer = await DoAsync(new() { ["do"] = "show", ["room"] = Room });
        return (answer["messages"]!.AsArray().Select(message => ShownMessage.From(message!.AsObject())).ToList(),
            answer["pending"]!.AsArray().Select(text => text!.GetValue<string>()).ToList());
    }

    /// <summary>Kills its process and starts another with the same storage. What waits for an answer will not get one; it must still settle.</summary>
    public async Task RestartAsync()
    {
        await EndProcessAsync();
        foreach (var sent in _sent.Where(sent => !sent.Settled.IsCompletedSuccessfully))
            sent.IsAnswerLost = true;
        _process = AdapterProcess.Start(_command, _storage);
    }

    /// <summary>Stops it politely; its process must end well.</summary>
    public async Task StopAsync()
    {
        await DoAsync(new() { ["do"] = "stop" });
        if (await _process.EndAsync(_patience.Limit) is not 0 and var code)
            throw new AdapterException($"It ended with code {code}.");
    }

    public async ValueTask DisposeAsync()
    {
        await EndProcessAsync();
        Directory.Delete(_storage, recursive: true);
    }

    private async Task EndProcessAsync()
    {
        await _process.KillAsync();
        Errors = $"{Errors}\n{_process.Errors}".Trim();
        await _process.DisposeAsync();
    }

    private async Task<long> SendAsync(string text)
        => (await DoAsync(new() { ["do"] = "send", ["room"] = Room, ["text"] = text }))["id"]?.GetValue<long>() ?? throw new AdapterException("A send was answered without an id.");

    private async Task<JsonObject> DoAsync(JsonObject command)
    {
        var answer = await CommandAsync(command);
        return answer["ok"]?.GetValue<bool>() == true ? answer : throw new AdapterException($"{command["do"]} was refused: {answer["code"] ?? answer.ToJsonString()}");
    }

    private async Task<JsonObject> CommandAsync(JsonObject command)
    {
        try
        {
            return await _process.CommandAsync(command).WaitAsync(_patience.Limit);
        }
        catch (TimeoutException)
        {
            throw new AdapterException($"{command["do"]} was not answered within {_patience.Limit.TotalSeconds:0} s.");
        }
    }
}

/// <summary>Something that a client was told to send.</summary>
public sealed class Sent(string text, Task<long> settled)
{
    /// <summary>What the message must say in the end; null once it was deleted.</summary>
    public string? Text { get; set; } = text;

    /// <summary>The id, once the client says that it has settled.</summary>
    public Task<long> Settled => settled;

    /// <summary>Whether the process that was to answer is gone.</summary>
    public bool IsAnswerLost { get; set; }
}
