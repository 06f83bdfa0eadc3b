using ChatHub.Domain.Accounts;

namespace ChatHub.Api.Accounts;

/// <summary>Where a request comes from.</summary>
internal static class RequestClient
{
    public static Client Of(HttpContext context)
    {
        var device = context.Request.Headers.UserAgent.ToString();
        var address = context.Connection.RemoteIpAddress;
        // A socket that listens for both kinds gives the older in the clothes of the newer.
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return new Client(device.Length > 0 ? device : null, plain?.ToString(), DeviceCookie.Read(context.Request));
    }
}
