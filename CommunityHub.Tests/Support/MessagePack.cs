using System.Buffers.Binary;
using System.Text;

namespace CommunityHub.Tests.Support;

/// As much of MessagePack as a circuit speaks: nil, booleans, whole numbers, strings, bytes, arrays and maps.
static class MessagePack
{
    /// With the length before it, as SignalR frames a message.
    public static byte[] Frame(params object?[] message)
    {
        using var body = new MemoryStream();
        Write(body, message);
        using var framed = new MemoryStream();
        for (var left = (uint)body.Length; ; left >>= 7)
        {
            framed.WriteByte((byte)(left > 0x7f ? (left & 0x7f) | 0x80 : left));
            if (left <= 0x7f) break;
        }
        body.WriteTo(framed);
        return framed.ToArray();
    }

    /// The messages of one frame. A message cut short throws.
    public static IEnumerable<object?[]> Unframe(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int length = 0, shift = 0, at = 0;
            byte part;
            do
            {
                part = bytes.Span[at++];
                length |= (part & 0x7f) << shift;
                shift += 7;
            }
            while ((part & 0x80) != 0);
            yield return (object?[])new Reader(bytes.Slice(at, length)).Read()!;
            bytes = bytes[(at + length)..];
        }
    }

    static void Write(Stream into, object? value)
    {
        switch (value)
        {
            case null: into.WriteByte(0xc0); break;
            case bool yes: into.WriteByte((byte)(yes ? 0xc3 : 0xc2)); break;
            case int or long: Number(into, 0xd3, Convert.ToInt64(value, null), 8); break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                Number(into, 0xdb, bytes.Length, 4);
                into.Write(bytes);
                break;
            case object?[] list:
                Number(into, 0xdd, list.Length, 4);
                foreach (var item in list) Write(into, item);
                break;
            case Dictionary<string, string>: into.WriteByte(0x80); break; // headers: always empty here
            default: throw new NotSupportedException(value.GetType().Name);
        }
    }

    static void Number(Stream into, byte kind, long value, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        into.WriteByte(kind);
        into.Write(bytes[(8 - size)..]);
    }

    sealed class Reader(ReadOnlyMemory<byte> bytes)
    {
        int at;

        public object? Read()
        {
            var kind = bytes.Span[at++];
            return kind switch
            {
                < 0x80 => (long)kind,
                < 0x90 => Map(kind & 0x0f),
                < 0xa0 => List(kind & 0x0f),
                < 0xc0 => Text(kind & 0x1f),
                0xc0 => null,
                0xc2 => false,
                0xc3 => true,
                0xc4 => Bytes((int)Take(1)),
                0xc5 => Bytes((int)Take(2)),
                0xc6 => Bytes((int)Take(4)),
                0xcc => Take(1),
                0xcd => Take(2),
                0xce => Take(4),
                0xcf => Take(8),
                0xd0 => (long)(sbyte)Take(1),
                0xd1 => (long)(short)Take(2),
                0xd2 => (long)(int)Take(4),
                0xd3 => Take(8),
                0xd9 => Text((int)Take(1)),
                0xda => Text((int)Take(2)),
                0xdb => Text((int)Take(4)),
                0xdc => List((int)Take(2)),
                0xdd => List((int)Take(4)),
                0xde => Map((int)Take(2)),
                >= 0xe0 => (long)(sbyte)kind,
                _ => throw new NotSupportedException($"MessagePack {kind:x2}"),
            };
        }

        long Take(int size)
        {
            long value = 0;
            foreach (var part in bytes.Span.Slice(at, size)) value = (value << 8) | part;
            at += size;
            return value;
        }

        byte[] Bytes(int size) => bytes.Slice((at += size) - size, size).ToArray();

        string Text(int size) => Encoding.UTF8.GetString(bytes.Span.Slice((at += size) - size, size));

        object?[] List(int size)
        {
            var list = new object?[size];
            for (var i = 0; i < size; i++) list[i] = Read();
            return list;
        }

        object? Map(int size)
        {
            for (var i = 0; i < 2 * size; i++) Read();
            return null;
        }
    }
}
