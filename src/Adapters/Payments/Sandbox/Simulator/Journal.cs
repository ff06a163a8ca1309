using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Marketplace.Adapters.Payments.Sandbox.Wire;

namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>The provider's memory on disk: an append-only file of JSON lines; writers that come together share one flush.</summary>
/// <remarks>A line cut short by a crash was never acknowledged and is dropped at the next start.</remarks>
internal sealed class Journal : IAsyncDisposable
{
    private readonly Channel<(byte[] Line, TaskCompletionSource Written)> _waiting =
        Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly FileStream _file;
    private readonly bool _flushToDisk;
    private readonly Task _writer;
    private volatile Task _last = Task.CompletedTask;

    private Journal(FileStream file, bool flushToDisk)
    {
        (_file, _flushToDisk) = (file, flushToDisk);
        _writer = Task.Run(WriteAll);
    }

    /// <summary>Opens (or begins) the journal of a folder and hands over what it holds; one process at a time.</summary>
    public static Journal Open(string folder, bool flushToDisk, Action<IReadOnlyList<Entry>> replay)
    {
        Directory.CreateDirectory(folder);
        var file = new FileStream(
            Path.Combine(folder, "journal.jsonl"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        file.SetLength(Replay(file, replay));
        file.Seek(0, SeekOrigin.End);
        return new Journal(file, flushToDisk);
    }

    /// <summary>Queues a line; the order of calls is the order in the file.</summary>
    public void Append(IReadOnlyList<Entry> entries)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = _waiting.Writer.TryWrite((JsonSerializer.SerializeToUtf8Bytes(entries, WireFormat.Json), written));
        ObjectDisposedException.ThrowIf(!taken, this);
        _last = written.Task;
    }

    /// <summary>Completes when everything queued so far survives a crash.</summary>
    public Task Durable() => _last;

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writer;
        await _file.DisposeAsync();
    }

    private async Task WriteAll()
    {
        var batch = new List<TaskCompletionSource>();
        var buffer = new ArrayBufferWriter<byte>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < 1000 && _waiting.Reader.TryRead(out var next))
            {
                buffer.Write(next.Line);
                buffer.Write("\n"u8);
                batch.Add(next.Written);
            }

            try
            {
                await _file.WriteAsync(buffer.WrittenMemory);
                _file.Flush(_flushToDisk);
                batch.ForEach(b => b.TrySetResult());
            }
            catch (IOException e)
            {
                // What cannot be remembered must not be promised: callers see the failure as a lost answer.
                batch.ForEach(b => b.TrySetException(e));
            }

            batch.Clear();
            buffer.ResetWrittenCount();
        }
    }

    private static long Replay(FileStream file, Action<IReadOnlyList<Entry>> replay)
    {
        using var reader = new BinaryReader(file, System.Text.Encoding.UTF8, leaveOpen: true);
        var (complete, line) = (0L, new MemoryStream());
        var chunk = new byte[1 << 16];
        for (int read; (read = reader.Read(chunk, 0, chunk.Length)) > 0;)
        {
            foreach (var value in chunk.AsSpan(0, read))
            {
                if (value != (byte)'\n')
                {
                    line.WriteByte(value);
                    continue;
                }

                replay(JsonSerializer.Deserialize<List<Entry>>(line.GetBuffer().AsSpan(0, (int)line.Length), WireFormat.Json)!);
                complete += line.Length + 1;
                line.SetLength(0);
            }
        }

        return complete;
    }
}
