using Marketplace.Kernel;
using Marketplace.Ports.Payments;
using Xunit;

namespace Marketplace.Contracts.Kit.Payments;

// What the provider tells by itself.
public abstract partial class PaymentGatewayContract
{
    private static DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    [Theory, MemberData(nameof(Amounts))]
    public void Genuine_news_is_read_with_our_id_and_exactly_our_amount(string currency, long minor)
    {
        var (payment, amount) = (PaymentId.New(Now), new Money(minor, Currency.Of(currency)));

        var news = Gateway.Read(_provider.CaptureNews("evt-1", payment, amount, Now, Signer.Provider));

        Assert.NotNull(news);
        Assert.Equal(("evt-1", NewsKind.Charge, payment.Value), (news.EventId, news.Kind, news.OurId));
        Assert.Equal(amount, Assert.IsType<ChargeOutcome.Captured>(news.Charge).Amount);
    }

    [Fact]
    public void Repeated_news_reads_the_same()
    {
        var webhook = _provider.CaptureNews("evt-1", PaymentId.New(Now), Amount, Now, Signer.Provider);

        Assert.Equal(Gateway.Read(webhook), Gateway.Read(webhook));
    }

    [Fact]
    public void News_changed_on_the_way_is_null()
    {
        var webhook = _provider.CaptureNews("evt-1", PaymentId.New(Now), Amount, Now, Signer.Provider);

        for (var at = 0; at < webhook.Body.Length; at += 7)
        {
            var body = webhook.Body.ToArray();
            body[at] ^= 1;
            Assert.Null(Gateway.Read(webhook with { Body = body }));
        }
    }

    [Fact]
    public void News_signed_by_a_stranger_is_null() =>
        Assert.Null(Gateway.Read(_provider.CaptureNews("evt-1", PaymentId.New(Now), Amount, Now, Signer.Stranger)));

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    [InlineData(86_400)]
    public void News_signed_too_long_ago_or_ahead_is_null(int seconds)
    {
        var webhook = _provider.CaptureNews("evt-1", PaymentId.New(Now), Amount, Now, Signer.Provider);

        Assert.Null(Gateway.Read(webhook with { At = Now.AddSeconds(seconds) }));
        Assert.NotNull(Gateway.Read(webhook with { At = Now.AddSeconds(Math.Sign(seconds) * 299) }));
    }

    [Fact]
    public void Unsigned_news_and_rubbish_are_null()
    {
        var webhook = _provider.CaptureNews("evt-1", PaymentId.New(Now), Amount, Now, Signer.Provider);
        var empty = new Dictionary<string, string>();
        var rubbish = webhook.Headers.ToDictionary(h => h.Key, _ => new string('x', 4000));

        Assert.Null(Gateway.Read(webhook with { Headers = empty }));
        Assert.Null(Gateway.Read(webhook with { Headers = rubbish }));
        Assert.Null(Gateway.Read(webhook with { Body = ReadOnlyMemory<byte>.Empty }));
        Assert.Null(Gateway.Read(webhook with { Body = new byte[] { 0xff, 0xfe, 0x00 } }));
    }

    [Fact]
    public void Genuine_news_of_an_unknown_type_is_readable_as_other()
    {
        var news = Gateway.Read(_provider.StrangeNews("evt-9", Now));

        Assert.NotNull(news);
        Assert.Equal(("evt-9", NewsKind.Other), (news.EventId, news.Kind));
    }
}
