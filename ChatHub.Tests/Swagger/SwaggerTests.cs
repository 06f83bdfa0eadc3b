using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace ChatHub.Tests.Swagger;

/// <summary>The HTTP interface describes itself, truly and wholly.</summary>
public sealed partial class SwaggerTests(ChatServer server) : IClassFixture<ChatServer>
{
    [Fact]
    public async Task ThePageLoadsWithAllItIsMadeOf()
    {
        using var http = server.NewHttp();

        var answer = await http.GetAsync(new Uri("/swagger", UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await answer.Content.ReadAsStringAsync();
        page.Should().Contain("ChatHub");
        var parts = Parts().Matches(page).Select(match => match.Groups["part"].Value).ToList();
        parts.Should().NotBeEmpty().And.OnlyContain(part => !part.Contains("//", StringComparison.Ordinal), "the page needs no other server");
        foreach (var part in parts)
            (await http.GetAsync(new Uri(answer.RequestMessage!.RequestUri!, part))).StatusCode.Should().Be(HttpStatusCode.OK, part);
        (await http.GetStringAsync(new Uri("/swagger/index.js", UriKind.Relative))).Should().Contain("/swagger/v1/swagger.json");
    }

    [Fact]
    public async Task TheDocumentIsMadeOnceWhateverIsAskedWithIt()
    {
        var provider = new CountedSwagger();
        await using var own = ChatServer.Start([], services => services.Replace(ServiceDescriptor.Singleton<ISwaggerProvider>(provider)));
        using var http = own.NewHttp();
        http.DefaultRequestHeaders.Authorization = new("Bearer", "x");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => http.GetStringAsync(new Uri($"/swagger/v1/swagger.json?any={number}", UriKind.Relative))));

        answers.Distinct().Should().ContainSingle();
        provider.Made.Should().Be(1);
    }

    [Fact]
    public async Task EveryControllersRouteIsListedAndTheHealthChecksAre()
    {
        string[] health = ["GET /health/live", "GET /health/ready"];
        var routes = server.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.SelectMany(action =>
            action.ActionConstraints!.OfType<HttpMethodActionConstraint>().Single().HttpMethods.Select(method => $"{method} /{action.AttributeRouteInfo!.Template}"));

        var listed = (await SwaggerReader.OperationsAsync(server)).Select(operation => $"{operation.Method} {operation.Path}").ToList();

        listed.Should().BeEquivalentTo(routes.Select(route => Constraint().Replace(route, "}")).Concat(health)).And.Contain("POST /signup");
    }

    [Fact]
    public async Task ACallHasTheLockExactlyWhenItNeedsAToken()
    {
        using var http = server.NewHttp();
        foreach (var (method, path, operation) in await SwaggerReader.OperationsAsync(server))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Parameter().Replace(path, "1"));
            using var answer = await http.SendAsync(request);

            var isLocked = operation.TryGetProperty("security", out var security)
                && security.EnumerateArray().Any(requirement => requirement.Keys().Any(scheme => scheme is "Bearer" or "ServerKey"));
            isLocked.Should().Be(answer.StatusCode == HttpStatusCode.Unauthorized, "{0} {1} answers a stranger {2}", method, path, answer.StatusCode);
        }

        var scheme = (await SwaggerReader.DocumentAsync(server)).GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer");
        scheme.GetProperty("type").GetString().Should().Be("http");
        scheme.GetProperty("scheme").GetString().Should().Be("bearer");
    }

    [Fact]
    public async Task EveryCallSaysHowItSucceedsAndItsErrorsAreProblemsOnly()
    {
        foreach (var (method, path, operation) in await SwaggerReader.OperationsAsync(server))
        {
            var answers = operation.GetProperty("responses").EnumerateObject().ToList();
            answers.Should().Contain(answer => answer.Name.StartsWith('2'), "{0} {1} succeeds somehow", method, path);
            // That a server is not ready is what was asked.
            foreach (var answer in answers.Where(answer => path != "/health/ready" && int.Parse(answer.Name, CultureInfo.InvariantCulture) >= 400))
            {
                var content = answer.Value.GetProperty("content").EnumerateObject().Should().ContainSingle("{0} {1} {2}", method, path, answer.Name).Which;
                content.Name.Should().Be("application/problem+json");
                content.Value.GetProperty("schema").GetProperty("$ref").GetString().Should().Be("#/components/schemas/ProblemDetails");
            }
        }
    }

    [GeneratedRegex("(href|src)=\"(?<part>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@":[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();

    private sealed class CountedSwagger : ISwaggerProvider
    {
        private int _made;

        public int Made => _made;

        public OpenApiDocument GetSwagger(string documentName, string? host = null, string? basePath = null)
        {
            Interlocked.Increment(ref _made);
            return new OpenApiDocument { Info = new OpenApiInfo { Title = "ChatHub", Version = "v1" } };
        }
    }
}
