namespace ChatHub.Domain.Accounts;

/// <summary>How hard a password is to guess for someone who tries words, names, dates and keyboard patterns first. Safe for any number of callers.</summary>
public interface IPasswordStrength
{
    /// <summary>How many guesses a password takes, on average: for one of at most <see cref="NewPassword.MaxEstimated"/> code points, in some milliseconds.</summary>
    /// <param name="password">The password.</param>
    /// <param name="names">Words that an attacker would try before all others: the user's names, the product's.</param>
    double EstimateGuesses(Password password, IReadOnlyCollection<string> names);
}
