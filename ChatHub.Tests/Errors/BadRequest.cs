using System.Net.Http.Headers;
using System.Text;

namespace ChatHub.Tests.Errors;

/// <summary>A row of the table of bad requests: what is sent, and how it must be refused.</summary>
public sealed record BadRequest(string What, As Who, string Method, string Path, int Status, string Code, params string[] Fields)
{
    public byte[]? Body { get; init; }

    public string? ContentType { get; init; } = "application/json";

    public string? Origin { get; init; }

    /// <summary>Asks before the body is sent, so that a refusal by its length does not race with it.</summary>
    public bool AsksFirst { get; init; }

    public static BadRequest Get(string what, string path, int status, string code, params string[] fields)
        => new(what, As.Owner, "GET", path, status, code, fields);

    /// <summary>A request with a body that is refused as <c>invalid_request</c>.</summary>
    public static BadRequest Invalid(string what, As who, string method, string path, string body, params string[] fields)
        => new(what, who, method, path, 400, "invalid_request", fields) { Body = Encoding.UTF8.GetBytes(body) };

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(Path, UriKind.Relative));
        if (Body is not null)
            request.Content = new ByteArrayContent(Body);
        if (Body is not null && ContentType is not null)
            request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        if (Origin is not null)
            request.Headers.Add("Origin", Origin);
        request.Headers.ExpectContinue = AsksFirst;
        return request;
    }

    public override string ToString() => $"{Method} {Path}: {What}";
}
