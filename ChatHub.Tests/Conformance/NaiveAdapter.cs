using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Tests.Conformance;

/// <summary>
/// A client such as one writes in an afternoon, behind the kit's adapter protocol: it applies what comes, and that is all. No cursor, no retry, no outbox, no coming back, no refresh. The kit must find it wanting.
/// This assembly's entry point, so that it can be a process of its own.
/// </summary>
internal sealed class NaiveAdapter
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, JsonObject> _messages = [];
    private readonly List<string> _pending = [];
    private HubConnection? _hub;

    private static async Task Main()
    {
        var adapter = new NaiveAdapter();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var command = JsonNode.Parse(line)!.AsObject();
            _ = adapter.AnswerAsync(command);
        }
    }

    private async Task AnswerAsync(JsonObject command)
    {
        JsonObject answer;
        try
        {
            answer = await DoAsync(command);
            answer["ok"] = true;
        }
        catch (Exception e) when (e is HubException or HttpRequestException or InvalidOperationException or OperationCanceledException or IOException or System.Net.WebSockets.WebSocketException)
        {
            answer = new JsonObject { ["ok"] = false, ["code"] = e.Message.Split("HubException: ")[^1].Split(':')[0] };
        }

        answer["n"] = command["n"]!.DeepClone();
        Console.WriteLine(answer.ToJsonString());
        if (Word(command, "do") == "stop")
            Environment.Exit(0);
    }

    private async Task<JsonObject> DoAsync(JsonObject command)
    {
        switch (Word(command, "do"))
        {
            case "connect":
                await ConnectAsync(command);
                return [];
            case "join":
                await CallAsync("JoinRoom", new { room = Word(command, "room"), backlog = 200 });
                return [];
            case "send":
                return new JsonObject { ["id"] = await SendAsync(command) };
            case "show":
                lock (_lock)
                    return new JsonObject { ["messages"] = new JsonArray([.. _messages.Values.Select(message => message.DeepClone())]), ["pending"] = new JsonArray([.. _pending.Select(text => (JsonNode)text)]) };
            case "stop":
                await _hub!.StopAsync();
                return [];
            case var other:
                var method = other switch { "edit" => "EditMessage", "delete" => "DeleteMessage", "react" => "AddReaction", _ => "SetLanguage" };
                await CallAsync(method, command);
                return [];
        }
    }

    private async Task ConnectAsync(JsonObject command)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Word(command, "url")!) };
        using var login = await http.PostAsJsonAsync("/login", new { username = Word(command, "username"), password = Word(command, "password") });
        var token = JsonNode.Parse(await login.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["accessToken"]!.GetValue<string>();
        var language = Word(command, "language") is { } tag ? $"?language={tag}" : "";
        _hub = new HubConnectionBuilder().WithUrl(new Uri(http.BaseAddress, "/hubs/chat" + language), options => options.AccessTokenProvider = () => Task.FromResult<string?>(token)).Build();
        _hub.On<JsonObject>("RoomEvents", batch => Apply(batch["events"]!.AsArray()));
        _hub.On<JsonObject>("Translations", batch => Translate(batch));
        await _hub.StartAsync();
    }

    private Task<JsonObject> CallAsync(string method, object argument) => _hub!.InvokeAsync<JsonObject>(method, argument);

    private async Task<long> SendAsync(JsonObject command)
    {
        lock (_lock)
            _pending.Add(Word(command, "text")!);
        try
        {
            return (await CallAsync("SendMessage", new { room = Word(command, "room"), text = Word(command, "text") }))["id"]!.GetValue<long>();
        }
        finally
        {
            lock (_lock)
                _pending.Remove(Word(command, "text")!);
        }
    }

    private void Apply(JsonArray events)
    {
        lock (_lock)
        {
            foreach (var entry in events.Select(entry => entry!.AsObject()))
            {
                if (entry["message"] is JsonObject message)
                    Put(message);
                else if (entry["reaction"] is JsonObject reaction && _messages.TryGetValue(reaction["id"]!.GetValue<long>(), out var bearer))
                    React(bearer, reaction["emoji"]!.GetValue<string>(), Word(entry, "actor")!, isAdded: Word(entry, "type") == "reaction.added");
            }
        }
    }

    private void Put(JsonObject message)
    {
        var copy = message.DeepClone().AsObject();
        copy["deleted"] ??= false;
        copy["text"] ??= "";
        _messages[copy["id"]!.GetValue<long>()] = copy;
    }

    private static void React(JsonObject message, string emoji, string user, bool isAdded)
    {
        if (message["reactions"] is not JsonArray reactions)
            message["reactions"] = reactions = [];
        if (reactions.FirstOrDefault(reaction => reaction!["emoji"]!.GetValue<string>() == emoji) is not JsonObject known)
            reactions.Add(known = new JsonObject { ["emoji"] = emoji, ["users"] = new JsonArray() });
        var users = known["users"]!.AsArray();
        foreach (var same in users.Where(name => name!.GetValue<string>() == user).ToList())
            users.Remove(same);
        if (isAdded)
            users.Add(user);
    }

    private void Translate(JsonObject batch)
    {
        lock (_lock)
        {
            foreach (var patch in batch["items"]!.AsArray().Select(item => item!.AsObject()))
            {
                if (_messages.TryGetValue(patch["id"]!.GetValue<long>(), out var message) && message["revision"]!.GetValue<int>() == patch["revision"]!.GetValue<int>())
                    message["translation"] = new JsonObject { ["language"] = Word(batch, "language"), ["state"] = Word(patch, "state"), ["text"] = Word(patch, "text") };
            }
        }
    }

    private static string? Word(JsonObject from, string name) => from[name]?.GetValue<string>();
}
