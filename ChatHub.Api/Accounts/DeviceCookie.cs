using ChatHub.Domain.Accounts;

namespace ChatHub.Api.Accounts;

/// <summary>
/// By which a browser that somebody has logged in from is known again (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). It opens nothing, is sent
/// to <c>/login</c> only, and no script can read it.
/// </summary>
internal static class DeviceCookie
{
    private const string Name = "chathub-device";

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Write(HttpResponse response, string mark) => response.Cookies.Append(Name, mark, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = IDeviceMarks.Lifetime,
        Path = "/login",
        SameSite = SameSiteMode.Strict,
        Secure = response.HttpContext.Request.IsHttps,
    });
}
