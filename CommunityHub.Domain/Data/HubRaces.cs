using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Data;

public static class HubRaces
{
    /// For what an index keeps single: where another server was first, the act runs once more, and now sees the other's row.
    public static async Task<T> DoOnceAsync<T>(this HubWrites writes, Func<HubWork, Task<T>> act)
    {
        try
        {
            return await writes.DoAsync(act);
        }
        catch (DbUpdateException)
        {
            return await writes.DoAsync(act);
        }
    }

    public static Task DoOnceAsync(this HubWrites writes, Func<HubWork, Task> act) => writes.DoOnceAsync(async work =>
    {
        await act(work);
        return true;
    });
}
