using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Marketplace.Adapters.Sdk;
using Marketplace.Kernel;
using Marketplace.Ports.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Mail and text messages of a host, kept where a test can read them.</summary>
internal sealed partial class Mail
{
    private readonly ConcurrentQueue<OutgoingMessage> _messages = new();

    /// <summary>Makes a host send here.</summary>
    public void Instead(IServiceCollection services)
    {
        foreach (var kind in new[] { "email", "sms" })
            services.AddSingleton(new ProviderEntry(typeof(INotificationChannel), "test-" + kind, _ => new Channel(kind, _messages)));
    }

    /// <summary>Everything sent to an address so far, after waiting for what is on its way.</summary>
    public async Task<IReadOnlyList<OutgoingMessage>> To(TestHost host, string address)
    {
        await host.Settle();
        return [.. _messages.Where(m => m.To == address)];
    }

    /// <summary>The token of the last link sent to an address.</summary>
    public async Task<string> Token(TestHost host, string address) =>
        Link().Match((await To(host, address))[^1].Text) is { Success: true } link ? link.Groups[1].Value : "";

    /// <summary>The last code sent to a phone.</summary>
    public async Task<string> Code(TestHost host, string phone) =>
        Digits().Match((await To(host, phone))[^1].Text) is { Success: true } code ? code.Value : "";

    /// <summary>Some other code.</summary>
    public static string NotThe(string code) => code == "111111" ? "222222" : "111111";

    [GeneratedRegex("token=([A-Za-z0-9_-]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Digits();

    private sealed class Channel(string kind, ConcurrentQueue<OutgoingMessage> messages) : INotificationChannel
    {
        public string Kind => kind;

        public Task<SendOutcome> Send(OutgoingMessage message, CancellationToken ct)
        {
            messages.Enqueue(message);
            return Task.FromResult<SendOutcome>(new SendOutcome.Sent("test"));
        }
    }
}

/// <summary>A market that asks for everything: proved addresses and second factors.</summary>
public sealed class StrictMarket : Xunit.IAsyncLifetime
{
    internal Mail Mail { get; } = new();

    /// <summary>Its host.</summary>
    public TestHost Host { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Host = await TestHost.Start(
        new Dictionary<string, string?>
        {
            ["Identity:ConfirmationRequired"] = "true", ["Identity:SecondFactor:Staff"] = "true",
            ["Identity:SecondFactor:Sellers"] = "true", ["Adapters:Notifications:sandbox:Enabled"] = "false",
        },
        Mail.Instead);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A registered person whose address is proved.</summary>
    internal async Task<Person> Confirmed()
    {
        var person = await People.Register(Host);
        var token = await Mail.Token(Host, person.Email);
        await People.Json(await Host.Anyone().PostAsync("auth/email/verify", Body(new { token })), 204);
        return person;
    }

    internal static System.Net.Http.Json.JsonContent Body(object body) => System.Net.Http.Json.JsonContent.Create(body);
}
