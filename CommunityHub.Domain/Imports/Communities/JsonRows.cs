using System.Globalization;
using System.Text.Json;

namespace CommunityHub.Imports.Communities;

/// A value at the top of the file, or the beginning of a list (Row is 0; the list has no value), or a row of that list, counted from 1.
readonly record struct JsonPart(string Name, int Row, JsonElement Value);

/// Reads a JSON document of lists row by row, so that its size does not matter. Refuses what is broken or cut off, and a row that is huge.
sealed class JsonRows(Stream stream)
{
    const int LongestRow = 4 * 1024 * 1024;
    const int Deepest = 6;

    byte[] buffer = new byte[64 * 1024];
    int start, end;
    bool isLast;
    JsonReaderState state = new(new JsonReaderOptions { MaxDepth = Deepest });

    delegate bool Taking<T>(ref Utf8JsonReader reader, out T taken);

    public IEnumerable<JsonPart> Read()
    {
        Require(Token() is JsonTokenType.StartObject);
        while (true)
        {
            var (type, name) = Take<(JsonTokenType, string)>(Name);
            if (type is JsonTokenType.EndObject) break;
            var (isList, first) = Take<(bool, JsonElement)>(ListOrValue);
            yield return new JsonPart(name, 0, first);
            for (var row = 1; isList; row++)
            {
                var (isRow, value) = Take<(bool, JsonElement)>(Row);
                if (!isRow) break;
                yield return new JsonPart(name, row, value);
            }
        }
        // Nothing may follow.
        Skip();
    }

    JsonTokenType Token() => Take<JsonTokenType>((ref reader, out type) =>
    {
        type = default;
        if (!reader.Read()) return false;
        type = reader.TokenType;
        return true;
    });

    static bool Name(ref Utf8JsonReader reader, out (JsonTokenType, string) taken)
    {
        taken = default;
        if (!reader.Read()) return false;
        taken = (reader.TokenType, reader.TokenType is JsonTokenType.PropertyName ? reader.GetString()! : "");
        return true;
    }

    static bool ListOrValue(ref Utf8JsonReader reader, out (bool, JsonElement) taken)
    {
        taken = default;
        if (!reader.Read()) return false;
        taken = (true, default);
        return reader.TokenType is JsonTokenType.StartArray || Value(ref reader, ref taken, isList: false);
    }

    static bool Row(ref Utf8JsonReader reader, out (bool, JsonElement) taken)
    {
        taken = default;
        if (!reader.Read()) return false;
        return reader.TokenType is JsonTokenType.EndArray || Value(ref reader, ref taken, isList: true);
    }

    static bool Value(ref Utf8JsonReader reader, ref (bool, JsonElement) taken, bool isList)
    {
        if (!JsonElement.TryParseValue(ref reader, out var value)) return false;
        taken = (isList, value.Value);
        return true;
    }

    T Take<T>(Taking<T> taking)
    {
        while (true)
        {
            try
            {
                var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isLast, state);
                if (taking(ref reader, out var taken))
                {
                    start += (int)reader.BytesConsumed;
                    state = reader.CurrentState;
                    return taken;
                }
            }
            catch (JsonException fault)
            {
                throw Broken(fault);
            }
            catch (InvalidOperationException) // a name of bytes that are no text
            {
                throw Broken(null);
            }
            if (isLast) throw Broken(null);
            Fill();
        }
    }

    void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            if (buffer.Length >= LongestRow) throw new RefusedException("A row of community.json is over 4 megabytes. No export has such a row.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        try
        {
            var some = stream.Read(buffer.AsSpan(end));
            end += some;
            isLast = some == 0;
        }
        catch (InvalidDataException)
        {
            throw new RefusedException("community.json is damaged.");
        }
    }

    void Skip()
    {
        try
        {
            while (true)
            {
                var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isLast, state);
                reader.Read();
                start += (int)reader.BytesConsumed;
                state = reader.CurrentState;
                if (isLast) return;
                Fill();
            }
        }
        catch (JsonException fault)
        {
            throw Broken(fault);
        }
    }

    static void Require(bool isRight)
    {
        if (!isRight) throw new RefusedException("community.json does not begin as an export of a community does.");
    }

    static RefusedException Broken(JsonException? fault) => new(fault?.LineNumber is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"community.json is cut off or broken in its line {line + 1}.")
        : "community.json is cut off or broken.");
}
