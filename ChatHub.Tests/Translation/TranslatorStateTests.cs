using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Translation;

namespace ChatHub.Tests.Translation;

/// <summary>When a provider has recovered, so that all that failed is tried again at once.</summary>
public sealed class TranslatorStateTests
{
    private readonly TranslatorState _state = new();
    private int _recoveries;

    public TranslatorStateTests() => _state.Recovered += (_, _) => _recoveries++;

    [Fact]
    public void ATextThatNobodyTakesIsNoReasonToTryItAgainWheneverAnotherSucceeds()
    {
        for (var time = 0; time < 3; time++)
        {
            _state.Failed(TranslationFault.Rejected);
            _state.IsFailing.Should().BeTrue();
            _state.Succeeded();
            _state.IsFailing.Should().BeFalse();
        }

        _recoveries.Should().Be(0, "it has its own growing delay");
    }

    [Fact]
    public void AfterATrialFailedTheFirstSuccessIsARecovery()
    {
        _state.Failed(TranslationFault.Unavailable);
        _state.TrialFailed(TranslationFault.Unavailable);
        _state.TrialFailed(TranslationFault.Timeout);

        _state.Succeeded();
        _state.Succeeded();

        _recoveries.Should().Be(1);
    }
}
