using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatHub.Tests.Support;

/// <summary>Reading what the server answers over HTTP.</summary>
public static class Answers
{
    public static Task<JsonElement> JsonAsync(this HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>Asserts that the answer is a problem with this code, and gives its body.</summary>
    public static async Task<JsonElement> ShouldBeRefusedAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.Should().Be(status);
        answer.Content.Headers.ContentType?.MediaType.Should().Be("application/problem+json");
        var problem = await answer.JsonAsync();
        problem.GetProperty("code").GetString().Should().Be(code);
        problem.GetProperty("status").GetInt32().Should().Be((int)status);
        return problem;
    }

    public static IEnumerable<string> Keys(this JsonElement map) => map.EnumerateObject().Select(item => item.Name);
}
