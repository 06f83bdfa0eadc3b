using ChatHub.Fuzz;
using ChatHub.Tests.Permissions;

namespace ChatHub.Tests.Fuzzing;

/// <summary>What is broken on purpose must be good before: an attack made from a call that is refused anyway finds little.</summary>
public sealed class CorpusTests(FuzzTarget target) : IClassFixture<FuzzTarget>
{
    private const int Tries = 8;

    // What no sample can be good for: a token that the server has not signed, usage for those who run the server.
    private static readonly string[] Hopeless = ["401 invalid_token", "invalid_token", "403 forbidden"];

    // Named at random by the server.
    private static readonly string[] Unknowable = ["DELETE /me/sessions/{id}"];

    private Attacker? _attacker;

    [Fact]
    public void EveryEndpointAndEveryHubMethodIsAttacked()
    {
        target.Http.Documented.Select(operation => $"{operation}").Should().Contain(PermissionTable.Rows.Where(row => !row.IsHub).Select(row => row.Name));
        target.Hub.Methods.Should().Contain(PermissionTable.Rows.Where(row => row.IsHub).Select(row => row.Name));
    }

    [Fact]
    public async Task EveryRequestIsGoodBeforeItIsBroken()
    {
        var wrong = new List<string>();
        foreach (var operation in target.Http.Documented.Where(operation => !Unknowable.Contains($"{operation}", StringComparer.Ordinal)))
            await CheckAsync($"{operation}", (attacker, random) => GoodCalls.MakeAsync(target.Server.Url, target.Http, operation, attacker, random), wrong);
        wrong.Should().BeEmpty("the samples of {0} fit", nameof(Samples));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryHubCallIsGoodBeforeItIsBroken(bool isMessagePack)
    {
        var wrong = new List<string>();
        foreach (var method in target.Hub.Methods)
            await CheckAsync(method, (attacker, random) => GoodCalls.MakeAsync(target.Server.Url, target.Hub, method, isMessagePack, attacker, random), wrong);
        wrong.Should().BeEmpty("the samples of {0} fit", nameof(Samples));
    }

    /// <summary>Samples are drawn: one of several draws must be good.</summary>
    private async Task CheckAsync(string call, Func<Attacker, Random, Task<string>> make, List<string> wrong)
    {
        var outcomes = new List<string>();
        for (var number = 0; number < Tries && !outcomes.Exists(IsGood); number++)
        {
            outcomes.Add(await make(_attacker ??= await target.Attackers.NewAsync(), Draws.Of(1, number)));
            // Calls before may have taken from the attacker what this one needs.
            if (!IsGood(outcomes[^1]))
                _attacker = null;
        }

        if (!outcomes.Exists(IsGood))
            wrong.Add($"{call}: {string.Join(", ", outcomes)}");
    }

    private static bool IsGood(string outcome) => outcome == "ok" || outcome[0] == '2' || Hopeless.Contains(outcome, StringComparer.Ordinal);
}
