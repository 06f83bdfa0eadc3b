using System.Text.Json;

namespace ChatHub.Tests.Support;

/// <summary>Reads a paged list as a client does: follows <c>next</c> until there is none.</summary>
public static class Pages
{
    private const int TooMany = 100;

    /// <summary>All pages, each with its items.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<JsonElement>>> ReadAsync(HttpClient http, string path, string query, string back)
    {
        var pages = new List<IReadOnlyList<JsonElement>>();
        for (var next = ""; next is not null && pages.Count < TooMany;)
        {
            var page = await http.GetAsync($"{path}?{query}{next}").JsonAsync();
            pages.Add([.. page.GetProperty("items").EnumerateArray()]);
            next = page.TryGetProperty("next", out var cursor) ? $"&{back}={cursor}" : null;
        }

        return pages;
    }
}
