namespace LiveCost.Live;

/// One circuit's ear for one topic. Keeps the culture it began to listen with.
sealed class Listener : IDisposable, IThreadPoolWorkItem
{
    readonly Func<Task> onChange;
    readonly Action<Listener> forget;
    readonly ExecutionContext? context = ExecutionContext.Capture();
    readonly Bell? own;

    public Listener(Func<Task> onChange, TimeSpan? pace, Action<Listener> forget)
    {
        (this.onChange, this.forget) = (onChange, forget);
        if (pace is { } own) this.own = new Bell(own, onChange);
    }

    public void Ring() => own!.Ring();

    public void Queue() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    public void Call()
    {
        if (context is null) _ = onChange();
        else ExecutionContext.Run(context, static self => _ = ((Listener)self!).onChange(), this);
    }

    void IThreadPoolWorkItem.Execute() => Call();

    public void Dispose()
    {
        forget(this);
        own?.Dispose();
    }
}
