using System.Text;
using System.Text.Json;
using Marketplace.Adapters.Payments.Sandbox;
using Marketplace.Adapters.Payments.Sandbox.Simulator;
using Marketplace.Adapters.Payments.Sandbox.Wire;
using Marketplace.Contracts.Kit;
using Marketplace.Contracts.Kit.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;

namespace Marketplace.Tests.Integration.Adapters;

/// <summary>The sandbox gateway keeps every promise of a payment gateway.</summary>
public sealed class SandboxGatewayTests : PaymentGatewayContract
{
    protected override async Task<PaymentProviderScript> Begin() => await SandboxScript.Start();

    private sealed class SandboxScript(SandboxBench bench) : PaymentProviderScript
    {
        public override IPaymentGateway Gateway => bench.Gateway;

        public override ScriptedProvider Server => bench.Server;

        public override int Captures => bench.Booked("capture");

        public override int Refunds => bench.Booked("refund");

        public static async Task<PaymentProviderScript> Start() => new SandboxScript(await SandboxBench.Start());

        public override string? Prepare(ChargeScene scene) => scene switch
        {
            ChargeScene.Accepted => "tok_ok",
            ChargeScene.Insufficient => "tok_insufficient",
            _ => "tok_redirect",
        };

        public override IncomingWebhook CaptureNews(
            string eventId, PaymentId payment, Money amount, DateTimeOffset signedAt, Signer signer)
        {
            var charge = new ChargeView("ch_1", payment.Value, ChargeStatus.Captured, amount.Minor, amount.Currency.Code, amount.Minor, 0);
            return bench.Webhook(new EventView(eventId, "charge.captured", signedAt, charge), signedAt, signer);
        }

        public override IncomingWebhook StrangeNews(string eventId, DateTimeOffset signedAt) =>
            bench.Webhook(new EventView(eventId, "mandate.renewed", signedAt), signedAt, Signer.Provider);

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await bench.DisposeAsync();
        }
    }
}

/// <summary>The sandbox gateway keeps every promise of a payout gateway.</summary>
public sealed class SandboxPayoutTests : PayoutGatewayContract
{
    protected override async Task<PayoutProviderScript> Begin() => new SandboxScript(await SandboxBench.Start());

    private sealed class SandboxScript(SandboxBench bench) : PayoutProviderScript
    {
        public override IPayoutGateway Gateway => bench.Gateway;

        public override ScriptedProvider Server => bench.Server;

        public override int Payouts => bench.Booked("payout");

        public override string Prepare(PayoutScene scene) => scene switch
        {
            PayoutScene.Paid => "acct_ok:shop-1",
            PayoutScene.OnItsWay => "acct_slow",
            _ => "acct_closed",
        };

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await bench.DisposeAsync();
        }
    }
}

/// <summary>The simulator behind a wire that can be made to fail, and a gateway that talks to it over TCP.</summary>
internal sealed class SandboxBench : IAsyncDisposable
{
    private readonly LocalProvider _provider;
    private readonly HttpClient _http;
    private readonly SandboxSecrets _secrets;

    private SandboxBench(SandboxOptions options, SandboxSecrets secrets, LocalProvider provider, ScriptedProvider server)
    {
        (Options, _secrets, _provider, Server) = (options, secrets, provider, server);
        _http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(1) };
        Gateway = new SandboxGateway(new SandboxWire(_http), secrets);
    }

    public SandboxOptions Options { get; }

    public SandboxGateway Gateway { get; }

    public ScriptedProvider Server { get; }

    public LocalProvider Provider => _provider;

    public static async Task<SandboxBench> Start(Action<SandboxOptions>? adjust = null)
    {
        var options = new SandboxOptions
        {
            DataPath = Directory.CreateTempSubdirectory("sandbox-").FullName, ApiKey = "key", WebhookSecret = "whsec", FlushToDisk = false,
            PendingFor = TimeSpan.FromMilliseconds(300),
        };
        adjust?.Invoke(options);
        var secrets = new SandboxSecrets(options);
        var provider = new LocalProvider(options, secrets, TimeProvider.System);
        var server = await ScriptedProvider.Start(async (request, ct) =>
        {
            var answer = await provider.Front.Handle(new SimRequest(
                request.Method, request.Path, request.Query, request.Headers.GetValueOrDefault("idempotency-key"),
                request.Headers.GetValueOrDefault("authorization"), request.Body), ct);
            return answer == SimAnswer.Cut ? ScriptedAnswer.HangUp : new ScriptedAnswer(answer.Status, answer.ContentType, answer.Body);
        });
        return new SandboxBench(options, secrets, provider, server);
    }

    public int Booked(string kind) => Movements.Count(m => m.Kind == kind);

    public IReadOnlyList<Movement> Movements =>
        [.. new[] { -1, 0 }.SelectMany(d => _provider.Movements(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(d)))];

    public IncomingWebhook Webhook(EventView news, DateTimeOffset signedAt, Signer signer)
    {
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(news, WireFormat.Json));
        var secret = signer == Signer.Provider ? _secrets.WebhookSecret : "another secret";
        var headers = new Dictionary<string, string> { [WireFormat.SignatureHeader] = Signature.Sign(secret, signedAt, body) };
        return new IncomingWebhook(body, headers, signedAt);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
        await _provider.DisposeAsync();
        Directory.Delete(Options.DataPath, recursive: true);
    }
}
