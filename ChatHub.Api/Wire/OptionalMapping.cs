namespace ChatHub.Api.Wire;

/// <summary>Fields that may be left out: the domain has a type of its own for them, as it refers to nothing.</summary>
internal static class OptionalMapping
{
    extension<T>(Contracts.Optional<T> field)
    {
        public Domain.Optional<T> ToDomain() => field.IsSet ? new(field.Value) : default;
    }

    extension<T>(Domain.Optional<T> field)
    {
        public Contracts.Optional<T> ToField() => field.IsSet ? new(field.Value) : default;
    }
}
