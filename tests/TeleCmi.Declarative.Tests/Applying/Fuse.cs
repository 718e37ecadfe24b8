namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>Ends a run as <c>kill -9</c> would: each thing done burns a piece, and nothing is done once it has burnt down.</summary>
internal sealed class Fuse(int length)
{
    private int _left = length;

    public void Burn()
    {
        if (Interlocked.Decrement(ref _left) < 0)
        {
            throw new ProcessDied();
        }
    }

    internal sealed class ProcessDied : Exception;
}
