using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Bench.Translating;

/// <summary>The stock .NET client, for those who send and for a few others, over WebSockets, in JSON as browsers speak it.</summary>
internal static class HubCalls
{
    public static async Task<HubConnection> OpenAsync(Uri server, Person person, string? language, Action<HubConnection> prepare)
    {
        var url = new Uri(server, "/hubs/chat" + (language is null ? "" : $"?language={language}"));
        var connection = new HubConnectionBuilder()
            .WithUrl(url, HttpTransportType.WebSockets, http =>
            {
                http.AccessTokenProvider = () => Task.FromResult<string?>(person.Token);
                http.SkipNegotiation = true;
            })
            .Build();
        prepare(connection);
        await connection.StartAsync();
        return connection;
    }

    public static Task<JoinedFrame> JoinAsync(this HubConnection connection)
        => connection.InvokeAsync<JoinedFrame>("JoinRoom", new { room = People.Room, backlog = 0 });
}
