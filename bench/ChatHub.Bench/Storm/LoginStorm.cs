using System.Diagnostics;
using System.Net.Http.Json;

namespace ChatHub.Bench.Storm;

/// <summary>People who all log in, again and again, each over a connection of their own.</summary>
internal sealed class LoginStorm(HttpClient http)
{
    private const int People = 8;
    private const string Password = "correct horse battery";

    /// <summary>Gives them their accounts.</summary>
    public async Task SignUpAsync()
    {
        for (var person = 0; person < People; person++)
        {
            using var answer = await http.PostAsJsonAsync("/signup", new { username = Name(person), password = Password });
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <returns>Logins per second.</returns>
    /// <exception cref="InvalidOperationException">One was refused.</exception>
    public async Task<double> RunAsync(CancellationToken end)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, People).Select(person => LogInAsync(Name(person), end)));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private async Task<int> LogInAsync(string username, CancellationToken end)
    {
        var count = 0;
        for (; !end.IsCancellationRequested; count++)
        {
            using var answer = await http.PostAsJsonAsync("/login", new { username, password = Password }, CancellationToken.None);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"The login of {username} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
        }

        return count;
    }

    private static string Name(int person) => $"stormy{person}";
}
