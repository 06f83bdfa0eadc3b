using System.Net;
using ChatHub.Domain.Limits;

namespace ChatHub.Tests.Limits;

/// <summary>What counts as one address.</summary>
public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff")]
    [InlineData("fe80::1%1", "fe80::2%2")]
    public void TheseAreOne(string one, string other) => Of(one).Should().Be(Of(other));

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1")]
    [InlineData("0.0.0.1", "::1")]
    [InlineData("0.0.0.0", "::")]
    public void TheseAreTwo(string one, string other) => Of(one).Should().NotBe(Of(other));

    [Fact]
    public void WhatHasNoAddressHasNone() => ClientAddress.Of(null).Should().BeNull();

    private static ClientAddress? Of(string address) => ClientAddress.Of(IPAddress.Parse(address));
}
