using Microsoft.AspNetCore.Http;

namespace ChatHub.Conformance.Proxy;

/// <summary>The names of HTTP calls: those that do what a hub method does have its name, so that a case holds for clients that call either.</summary>
internal static class CallNames
{
    public const string Hub = "/hubs/chat";
    public const string Negotiate = "negotiate";
    public const string Connect = "connect";

    public static string Of(HttpRequest request)
    {
        var path = request.Path.Value ?? "/";
        if (path == Hub + "/negotiate")
            return Negotiate;
        if (path == Hub)
            return OfHub(request);
        return (request.Method, path.Trim('/').Split('/')) switch
        {
            ("POST", ["rooms", _, "messages"]) => "SendMessage",
            ("PATCH", ["rooms", _, "messages", _]) => "EditMessage",
            ("DELETE", ["rooms", _, "messages", _]) => "DeleteMessage",
            ("DELETE", ["rooms", _, "members", _]) => "LeaveRoom",
            ("PUT", ["rooms", _, "messages", _, "reactions", _]) => "AddReaction",
            ("DELETE", ["rooms", _, "messages", _, "reactions", _]) => "RemoveReaction",
            var (method, _) => $"{method} {path}",
        };
    }

    // Polls after the first are nothing that a case could name: what they bring is.
    private static string OfHub(HttpRequest request) => request.Method switch
    {
        "GET" when request.HttpContext.WebSockets.IsWebSocketRequest => Connect,
        "GET" when IsEventStream(request) => Connect,
        "GET" => "poll",
        "POST" => "frames",
        _ => "end",
    };

    public static bool IsEventStream(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);
}
