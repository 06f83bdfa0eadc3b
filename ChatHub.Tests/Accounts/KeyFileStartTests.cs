using System.Security.Cryptography;
using ChatHub.Tests.Support;

namespace ChatHub.Tests.Accounts;

/// <summary>Keys that cannot be used end the start: a server that nobody can log in to must not look as if it ran.</summary>
public sealed class KeyFileStartTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string, string> UnusableKeys => new()
    {
        { "empty", "" },
        { "not PEM", "not a key" },
        { "a public key", ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfoPem() },
        { "another curve", ECDsa.Create(ECCurve.NamedCurves.nistP384).ExportPkcs8PrivateKeyPem() },
        { "another algorithm", RSA.Create(2048).ExportPkcs8PrivateKeyPem() },
    };

    [Theory]
    [MemberData(nameof(UnusableKeys), DisableDiscoveryEnumeration = true)]
    public async Task ASigningKeyThatIsNoneIsRefused(string what, string content)
    {
        Directory.CreateDirectory(_directory.File("keys"));
        await File.WriteAllTextAsync(_directory.File("keys/signing.pem"), content);

        var attempt = await StartAttempt.RunAsync(_directory.Path, []);

        attempt.ShouldBeRefusedNaming("DataDirectory", "signing.pem");
        (await File.ReadAllTextAsync(_directory.File("keys/signing.pem"))).Should().Be(content, "{0}, it is still the operator's", what);
    }

    [Theory]
    [InlineData("keys/signing.pem")]
    [InlineData("keys/pepper")]
    public async Task AKeyThatCannotBeReadIsRefused(string file)
    {
        // Not by its mode: tests may run as a user whom no mode stops.
        Directory.CreateDirectory(_directory.File(file));

        (await StartAttempt.RunAsync(_directory.Path, [])).ShouldBeRefusedNaming("DataDirectory", file);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task APepperThatDoesNotBelongToTheDatabaseIsRefused(bool isLost)
    {
        await using (ChatServer.Start(new() { ["DataDirectory"] = _directory.Path }))
        {
        }

        var pepper = _directory.File("keys/pepper");
        if (isLost)
            File.Delete(pepper);
        else
            await File.WriteAllBytesAsync(pepper, new byte[48]);

        // Twice: a refusal must not settle the matter for the next start.
        for (var start = 0; start < 2; start++)
            (await StartAttempt.RunAsync(_directory.Path, [])).ShouldBeRefusedNaming("DataDirectory", "keys/pepper", "chathub.db");
    }

    public void Dispose() => _directory.Dispose();
}
