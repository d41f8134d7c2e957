using System.Security.Cryptography;
using System.Text;

namespace CommunityHub.Backups;

/// The sum of a table's rows: the same whichever database they are in and in whatever order they come, and another as soon as one sign differs.
sealed class TableSum
{
    readonly byte[] sum = new byte[32];

    public long Rows { get; private set; }
    public string Hash => Convert.ToHexString(sum);

    public void Add(string row)
    {
        Rows++;
        var one = SHA256.HashData(Encoding.UTF8.GetBytes(row));
        // Added with carry, not folded: two equal rows must not cancel out.
        for (int i = 0, carry = 0; i < sum.Length; i++)
        {
            carry += sum[i] + one[i];
            (sum[i], carry) = ((byte)carry, carry >> 8);
        }
    }
}
