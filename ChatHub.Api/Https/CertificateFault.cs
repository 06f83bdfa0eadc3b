using System.Security.Cryptography;

namespace ChatHub.Api.Https;

/// <summary>What an operator can do about a certificate with which Kestrel does not start.</summary>
internal static class CertificateFault
{
    /// <summary>A line that names the keys to look at; null when the exception is about something else.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        InvalidOperationException when exception.Message.Contains("HTTPS", StringComparison.OrdinalIgnoreCase)
            => "Urls: an https address needs a certificate; name it in Kestrel:Certificates:Default:Path, and its key in Kestrel:Certificates:Default:KeyPath.",
        CryptographicException => $"Kestrel:Certificates: the certificate, its key or its password is not right. {exception.Message}",
        _ => null,
    };
}
