namespace Marketplace.Domain.Orders;

public sealed class OrderManager
{
    #region Everything

    public async void Forget() => await Task.Yield();

    public void Swallow()
    {
        try
        {
            Forget();
        }
        catch (Exception)
        {
        }
    }

    // Forget();
    // TODO: think about it
    #endregion
}

public sealed class GreedyConstructor(int a, int b, int c, int d, int e, int f, int g)
{
    public int Sum => a + b + c + d + e + f + g;

    public int Endless()
    {
        var sum = 0;
        sum += a;
        sum += b;
        sum += c;
        sum += d;
        sum += e;
        sum += f;
        sum += g;
        sum += a;
        sum += b;
        sum += c;
        sum += d;
        sum += e;
        sum += f;
        sum += g;
        sum += a;
        sum += b;
        sum += c;
        sum += d;
        sum += e;
        sum += f;
        sum += g;
        sum += a;
        sum += b;
        sum += c;
        sum += d;
        sum += e;
        sum += f;
        sum += g;
        sum += a;
        sum += b;
        sum += c;
        sum += d;
        sum += e;
        sum += f;
        sum += g;
        sum += a;
        sum += b;
        return sum;
    }
}
