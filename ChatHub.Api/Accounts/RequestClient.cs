using ChatHub.Domain.Accounts;

namespace ChatHub.Api.Accounts;

/// <summary>Where a request comes from.</summary>
internal static class RequestClient
{
    public static Client Of(HttpContext context)
    {
        var device = context.Request.Headers.UserAgent.ToString();
        return new Client(device.Length > 0 ? device : null, context.Connection.RemoteIpAddress?.ToString(), DeviceCookie.Read(context.Request));
    }
}
