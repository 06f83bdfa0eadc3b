using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatHub.Tests.Support;

/// <summary>A certificate that a test makes and signs itself, for 127.0.0.1 and one name, as the two files that a server is given.</summary>
public sealed class Certificate : IDisposable
{
    public const string Name = "chat.example";

    private readonly TemporaryDirectory _directory = new();

    public Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Hash = certificate.GetCertHashString();
        File.WriteAllText(PemPath, certificate.ExportCertificatePem());
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Tells it from every other.</summary>
    public string Hash { get; }

    public string PemPath => _directory.File("certificate.pem");

    public string KeyPath => _directory.File("key.pem");

    /// <summary>A client that trusts this certificate and no other, and follows no redirection.</summary>
    public HttpClient NewHttp(Uri server)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(PemPath));
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } }) { BaseAddress = server };
    }

    public void Dispose() => _directory.Dispose();
}
