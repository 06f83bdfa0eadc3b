using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ChatHub.Conformance.Proxy;

/// <summary>An HTTP call, there and back.</summary>
internal sealed class HttpForwarding(HttpContext context, Uri server, FaultList faults, Link? link)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    // They are about one connection, and there are two.
    private static readonly HashSet<string> OneHop = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.TransferEncoding, HeaderNames.Upgrade, HeaderNames.Host, HeaderNames.ContentLength, HeaderNames.AcceptEncoding,
    };

    private readonly string _name = CallNames.Of(context.Request);

    /// <exception cref="CutException">The connection ends here.</exception>
    public async Task RunAsync()
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, link?.Token ?? CancellationToken.None);
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, cut.Token);
        var asked = memory.ToArray();
        var call = new Passage(Way.Call, _name, Parse(asked));
        asked = _name == "frames" ? await PollForwarding.UpAsync(link!, asked) : await MeetAsync(call, asked, cut.Token);
        if (context.Response.HasStarted)
            return;

        using var request = Copy(asked);
        using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cut.Token);
        faults.Passed.Note(call);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OneHop.Contains(header.Key)))
            context.Response.Headers[name] = values.ToArray();
        if (link is not null && answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            await EventStreamForwarding.RunAsync(context, await answer.Content.ReadAsStreamAsync(cut.Token), link);
            return;
        }

        var answered = await answer.Content.ReadAsByteArrayAsync(cut.Token);
        var reply = new Passage(Way.Answer, _name, Parse(answered));
        if (_name == "poll" && answer.IsSuccessStatusCode)
            answered = await PollForwarding.DownAsync(link!, answered);
        else if (_name is not ("frames" or "poll"))
            answered = await MeetAsync(reply, answered, cut.Token);
        if (context.Response.HasStarted)
            return;
        await WriteAsync(answered, answered.Length);
        faults.Passed.Note(reply);
    }

    /// <returns>False when a socket was refused, and the refusal is written.</returns>
    /// <exception cref="CutException">The connection ends here.</exception>
    public async Task<bool> MayConnectAsync()
    {
        await MeetAsync(new Passage(Way.Call, _name, Body: null), [], context.RequestAborted);
        return !context.Response.HasStarted;
    }

    /// <summary>Writes what still gets through before the connection is cut.</summary>
    public async Task WriteHalfAsync(byte[] half)
    {
        if (half.Length > 0)
            await WriteAsync(half, half.Length * 2);
    }

    private async Task WriteAsync(byte[] body, int promised)
    {
        // 204 and 304 have no body, and may not speak of one.
        if (context.Response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
            context.Response.ContentLength = promised;
        await context.Response.Body.WriteAsync(body);
        await context.Response.Body.FlushAsync();
    }

    private async Task<byte[]> MeetAsync(Passage passage, byte[] body, CancellationToken cancel)
    {
        switch (faults.Meet(passage))
        {
            case Fate.Drop:
                throw new CutException([]);
            case Fate.Cut:
                // Half a request is nothing to the server.
                throw new CutException(passage.Way == Way.Call ? [] : body[..(body.Length / 2)]);
            case Fate.Hold(var until):
                await until.WaitAsync(cancel);
                return body;
            case Fate.Late(var until):
                await until.WaitAsync(cancel);
                return body;
            case Fate.Refuse refusal:
                await RefuseAsync(refusal);
                return [];
            case Fate.Change change:
                return JsonSerializer.SerializeToUtf8Bytes(change.To(passage));
            default:
                return body;
        }
    }

    private async Task RefuseAsync(Fate.Refuse refusal)
    {
        var problem = new JsonObject { ["type"] = "about:blank", ["title"] = refusal.Code, ["status"] = refusal.Status, ["detail"] = "The proxy says so.", ["code"] = refusal.Code };
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "application/problem+json";
        if (refusal.RetryAfter is { } after)
            context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var body = JsonSerializer.SerializeToUtf8Bytes(problem);
        await WriteAsync(body, body.Length);
    }

    private HttpRequestMessage Copy(byte[] body)
    {
        var address = new UriBuilder(server) { Path = context.Request.Path.ToUriComponent(), Query = context.Request.QueryString.Value }.Uri;
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), address);
        if (body.Length > 0 || context.Request.ContentLength is not null)
            request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in context.Request.Headers.Where(header => !OneHop.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return request;
    }

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
