using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatHub.Tests.Model;

/// <summary>Each call of the model as a call to the server.</summary>
internal sealed partial class Players
{
    /// <returns>The answer, in one line, as the model says it.</returns>
    public async Task<string> DoAsync(Call call) => call switch
    {
        CreateRoom c => await RoomAsync(c, HttpMethod.Post, "/rooms", new { room = c.Room, visibility = c.Visibility }),
        OpenDirect c => await OpenAsync(c),
        UpdateRoom c => await RoomAsync(c, HttpMethod.Patch, $"/rooms/{c.Room}", Given(("title", c.Title), ("topic", c.Topic), ("visibility", c.Visibility), ("slowModeSeconds", c.SlowModeSeconds))),
        ArchiveRoom c => await PlainAsync(c, HttpMethod.Delete, $"/rooms/{c.Room}"),
        JoinRoom { Way: Way.Http } c => await MemberAsync(c, $"/rooms/{c.Room}/members/{c.By}", null),
        JoinRoom c => await DeviceOf(c.By, c.Way).JoinAsync(c.Room, c.Start),
        LeaveRoom { Way: Way.Http } c => await PlainAsync(c, HttpMethod.Delete, $"/rooms/{c.Room}/members/{c.By}"),
        LeaveRoom c => await StopAsync(c.By, c.Way, "LeaveRoom", c.Room),
        Unfollow c => await StopAsync(c.By, c.Way, "Unfollow", c.Room),
        SetMember c => await MemberAsync(c, $"/rooms/{c.Room}/members/{c.Target}", c.Role),
        RemoveMember c => await PlainAsync(c, HttpMethod.Delete, $"/rooms/{c.Room}/members/{c.Target}"),
        Restrict c => await PlainAsync(c, HttpMethod.Put, $"/rooms/{c.Room}/{c.Kind}s/{c.Target}", Given(("reason", c.Reason))),
        Lift c => await PlainAsync(c, HttpMethod.Delete, $"/rooms/{c.Room}/{c.Kind}s/{c.Target}"),
        SendMessage c => await SendAsync(c),
        EditMessage c => await ChangeAsync(c, c.Way, "EditMessage", HttpMethod.Patch, $"/rooms/{c.Room}/messages/{c.Id}", new { room = _names.ToServer(c.Room), id = c.Id, text = c.Said.Sent }),
        DeleteMessage c => await ChangeAsync(c, c.Way, "DeleteMessage", HttpMethod.Delete, $"/rooms/{c.Room}/messages/{c.Id}", new { room = _names.ToServer(c.Room), id = c.Id }),
        React c => await ChangeAsync(
            c, c.Way, c.IsAdded ? "AddReaction" : "RemoveReaction", c.IsAdded ? HttpMethod.Put : HttpMethod.Delete,
            $"/rooms/{c.Room}/messages/{c.Id}/reactions/{Uri.EscapeDataString(c.Emoji)}", new { room = _names.ToServer(c.Room), id = c.Id, emoji = c.Emoji }),
        MarkRead c => await MarkAsync(c),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "Nobody can do this."),
    };

    private async Task<string> RoomAsync(Call call, HttpMethod method, string path, object body)
    {
        var (room, refusal) = await HttpAsync(call, method, path, body);
        return refusal ?? Lines.Room(room);
    }

    private async Task<string> OpenAsync(OpenDirect call)
    {
        using var answer = await _users[call.By].Http.PostAsJsonAsync("/rooms/direct", new { username = call.With });
        if (answer.IsSuccessStatusCode)
            _names.Learn(ChatModel.DirectName(call.By, call.With), (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("room").GetString()!);
        var (room, refusal) = await ReadAsync(answer);
        return refusal ?? $"{(answer.StatusCode == HttpStatusCode.Created ? "new" : "known")} {Lines.Room(room)}";
    }

    private async Task<string> MemberAsync(Call call, string path, string? role)
    {
        var (member, refusal) = await HttpAsync(call, HttpMethod.Put, path, Given(("role", role)));
        return refusal ?? Lines.MemberOf(member);
    }

    private async Task<string> PlainAsync(Call call, HttpMethod method, string path, object? body = null)
    {
        var (answer, refusal) = await HttpAsync(call, method, path, body);
        answer.ValueKind.Should().Be(JsonValueKind.Undefined);
        return refusal ?? Lines.Ok;
    }

    private async Task<string> StopAsync(string by, Way way, string method, string room)
    {
        var (_, refusal) = await DeviceOf(by, way).CallAsync(method, new { room = _names.ToServer(room) });
        if (refusal is null)
            DeviceOf(by, way).Stop(room);
        return refusal ?? Lines.Ok;
    }

    private async Task<string> SendAsync(SendMessage c)
    {
        var (receipt, refusal) = await EitherAsync(
            c, c.Way, "SendMessage", HttpMethod.Post, $"/rooms/{c.Room}/messages",
            new { room = _names.ToServer(c.Room), text = c.Said.Sent, clientMessageId = c.Key, replyTo = c.ReplyTo });
        if (refusal is not null)
            return refusal;
        var id = receipt.GetProperty("id").GetInt64();
        Promise(c.Room, receipt, id);
        return Lines.Posted(id, receipt.GetProperty("duplicate").GetBoolean());
    }

    private async Task<string> ChangeAsync(Call call, Way way, string hubMethod, HttpMethod method, string path, object argument)
    {
        var (receipt, refusal) = await EitherAsync(call, way, hubMethod, method, path, argument);
        if (refusal is not null)
            return refusal;
        var seq = receipt.GetProperty("seq").GetInt64();
        Promise(receipt.GetProperty("room").GetString()!, receipt, seq);
        return Lines.Changed(seq);
    }

    private async Task<string> MarkAsync(MarkRead c)
    {
        var (marker, refusal) = await EitherAsync(c, c.Way, "MarkRead", HttpMethod.Put, $"/rooms/{c.Room}/read", new { room = _names.ToServer(c.Room), seq = c.Seq });
        return refusal ?? Lines.Read(marker.GetProperty("seq").GetInt64());
    }

    private void Promise(string room, JsonElement receipt, long seq)
    {
        receipt.GetProperty("room").GetString().Should().Be(room);
        Promises.Enqueue((room, seq, receipt.GetProperty("at").GetString()!));
    }

    /// <summary>HTTP ignores what a body says besides; so the hub's argument will do for both.</summary>
    private Task<(JsonElement Answer, string? Refusal)> EitherAsync(Call call, Way way, string hubMethod, HttpMethod method, string path, object argument)
        => way == Way.Http ? HttpAsync(call, method, path, method == HttpMethod.Delete || hubMethod == "AddReaction" ? null : argument) : DeviceOf(call.By, way).CallAsync(hubMethod, argument);

    private async Task<(JsonElement Answer, string? Refusal)> HttpAsync(Call call, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, ToServer(path)) { Content = body is null ? null : JsonContent.Create(body) };
        return await ReadAsync(await _users[call.By].Http.SendAsync(request));
    }

    private static Dictionary<string, object> Given(params (string Field, object? Value)[] fields)
        => fields.Where(field => field.Value is not null).ToDictionary(field => field.Field, field => field.Value!);
}
