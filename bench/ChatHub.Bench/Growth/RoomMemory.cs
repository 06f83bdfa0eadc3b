using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ChatHub.Bench.Servers;
using ChatHub.Bench.Translating;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Bench.Growth;

/// <summary>The memory of rooms in which nothing happens: of those that only exist, and of those that somebody follows.</summary>
internal static class RoomMemory
{
    private const int Few = 500;
    private const int Many = 10_000;
    private const double Kibibyte = 1024;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    public static async Task PrintAsync(int rounds)
    {
        var (existing, followed) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var (few, _) = await MeasureAsync(Few, isFollowed: false);
            var (many, each) = await MeasureAsync(Many, isFollowed: true);
            existing.Add((many - few) / Kibibyte / (Many - Few));
            followed.Add(each);
        }

        var table = new MarkdownTable("an idle room", "KiB of the server's resident memory");
        table.Add($"that exists ({Many:N0} against {Few})", Spread.Of(existing, size => size).ToString("F2"));
        table.Add($"that one connection follows ({Many - Few:N0} more of them)", Spread.Of(followed, size => size).ToString("F2"));
        table.Print("Memory: medians (least to most)");
    }

    /// <returns>The memory of a server that has so many rooms and has just been started, in bytes; and what each room more adds that is followed, in KiB.</returns>
    private static async Task<(long Memory, double Each)> MeasureAsync(int rooms, bool isFollowed)
    {
        var directory = Directory.CreateTempSubdirectory("chathub-bench-");
        try
        {
            var program = ServerProgram.UnlimitedChatHub(directory.FullName, AppPeople.Settings);
            await using (var server = await ServerProcess.StartAsync(program, Processors.Server))
                await MakeRoomsAsync(server.Url, rooms);
            await using (var server = await ServerProcess.StartAsync(program, Processors.Server))
            {
                var token = (await AppPeople.SignInAsync(server.Url, 1))[0];
                await using var connection = await HubCalls.OpenAsync(server.Url, new Person(token, "en"), language: null, _ => { });
                await FollowAsync(connection, 0, Few);
                await Task.Delay(Settle);
                var memory = server.Memory;
                if (!isFollowed)
                    return (memory, 0);
                await FollowAsync(connection, Few, rooms);
                await Task.Delay(Settle);
                return (memory, (server.Memory - memory) / Kibibyte / (rooms - Few));
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task MakeRoomsAsync(Uri url, int count)
    {
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await AppPeople.SignInAsync(url, 1))[0]);
        await Parallel.ForAsync(0, count, async (number, cancel) =>
        {
            using var answer = await http.PostAsJsonAsync("/rooms", new { room = NameOf(number) }, cancel);
            answer.EnsureSuccessStatusCode();
        });
    }

    private static Task FollowAsync(HubConnection connection, int first, int end) => Parallel.ForAsync(first, end, async (number, cancel) =>
        await connection.InvokeAsync<JoinedFrame>("JoinRoom", new { room = NameOf(number), backlog = 0 }, cancel));

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"idle-{number}");
}
