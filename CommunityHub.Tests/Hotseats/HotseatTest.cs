using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats;

/// What every test of hotseats through the operations begins with.
public abstract class HotseatTest(TestDatabase database) : IAsyncLifetime
{
    private protected TestHub Hub { get; private set; } = null!;
    private protected Stage Stage { get; private set; } = null!;
    private protected Cast Cast => Hub.Cast;

    /// Setting a stage asks a lot at once, so limits are lifted unless they are what is tested.
    private protected virtual bool IsLimited => false;

    public async ValueTask InitializeAsync()
    {
        Hub = await TestHub.OnAsync(database);
        Stage = new Stage(Hub);
        Hub.Get<Limits>().AreOff = !IsLimited;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Hub is not null) await Hub.DisposeAsync();
    }

    protected static async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<RefusedException>(act)).Message;
}
