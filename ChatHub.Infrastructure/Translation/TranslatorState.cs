using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation;

/// <summary>How the translator was doing when it was last asked. Safe for any number of callers.</summary>
internal sealed class TranslatorState
{
    private volatile bool _isFailing;

    /// <summary>Raised when it answers again after it had failed. Listeners return at once.</summary>
    public event EventHandler? Recovered;

    /// <summary>Whether the last call failed by the provider's fault.</summary>
    public bool IsFailing => _isFailing;

    public void Succeeded()
    {
        if (!_isFailing)
            return;
        _isFailing = false;
        Recovered?.Invoke(this, EventArgs.Empty);
    }

    public void Failed(TranslationFault fault) => _isFailing |= RetrySchedule.IsOfProvider(fault);
}
