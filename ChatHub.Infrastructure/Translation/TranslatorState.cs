using ChatHub.Domain.Translation;

namespace ChatHub.Infrastructure.Translation;

/// <summary>How the translator was doing when it was last asked. Safe for any number of callers.</summary>
internal sealed class TranslatorState
{
    private volatile bool _isFailing;
    private int _isProven;

    /// <summary>Raised when it answers again after a trial had failed, too. Listeners return at once.</summary>
    public event EventHandler? Recovered;

    /// <summary>Whether the last call failed by the provider's fault.</summary>
    public bool IsFailing => _isFailing;

    public void Succeeded()
    {
        _isFailing = false;
        if (Interlocked.Exchange(ref _isProven, 0) != 0)
            Recovered?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>A translation failed. It may be the text that the provider does not take, again and again, while it does well with all others.</summary>
    public void Failed(TranslationFault fault) => _isFailing |= RetrySchedule.IsOfProvider(fault);

    /// <summary>A trial failed, which no text is to blame for.</summary>
    public void TrialFailed(TranslationFault fault)
    {
        Failed(fault);
        Interlocked.Exchange(ref _isProven, 1);
    }
}
