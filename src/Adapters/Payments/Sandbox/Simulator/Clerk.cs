using System.Net.Http.Headers;
using System.Text;
using Marketplace.Adapters.Payments.Sandbox.Wire;

namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>Does what becomes due at the provider: pending things resolve, webhooks go out and are repeated until they are taken.</summary>
internal sealed class Clerk(SandboxSecrets secrets, Book book, Desk desk, Charges charges, Transfers transfers) : IDisposable
{
    private const int MaxAttempts = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _post = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 8 })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    public async Task Work(CancellationToken stopping)
    {
        using var turns = new PeriodicTimer(Pause);
        while (!stopping.IsCancellationRequested)
        {
            var due = book.TakeDue(Desk.Real);
            foreach (var entry in due.Where(d => d.Notice is null)) Ripen(entry);
            await Task.WhenAll(due.Where(d => d.Notice is not null).Select(d => Deliver(d.Notice!, stopping)));
            if (due.Count > 0) continue;

            try
            {
                await turns.WaitForNextTickAsync(stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public void Dispose() => _post.Dispose();

    private void Ripen(Entry due)
    {
        if (due.Charge is { } charge) charges.Ripen(charge);
        if (due.Refund is { } refund) transfers.Ripen(refund);
        if (due.Payout is { } payout) transfers.Ripen(payout);
    }

    private async Task Deliver(Notice notice, CancellationToken stopping)
    {
        if (book.Read(b => b.Notice(notice.Id)) != notice) return;

        var delivered = desk.CallbackUrl is { } url && await Post(url, notice, stopping);
        if (stopping.IsCancellationRequested && !delivered) return;

        var attempts = notice.Attempts + 1;
        var done = delivered || attempts >= MaxAttempts;
        book.Change(draft =>
        {
            draft.Put(notice with { Delivered = done, Attempts = attempts, Due = Desk.Real + TimeSpan.FromSeconds(Math.Min(60, 1 << attempts)) });
            return true;
        });
    }

    private async Task<bool> Post(Uri url, Notice notice, CancellationToken stopping)
    {
        try
        {
            var body = Encoding.UTF8.GetBytes(notice.Body);
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add(WireFormat.SignatureHeader, Signature.Sign(secrets.WebhookSecret, Desk.Real, body));
            using var response = await _post.SendAsync(request, stopping);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
