using SkiaSharp;

namespace CommunityHub.Files;

/// A picture as it is kept: drawn anew, so that nothing else that was in the file comes along (where it was taken, who took it, words, programs).
public sealed record Picture(byte[] Bytes, string MediaType, string Extension, int Width, int Height)
{
    /// Before it is unpacked: a small file can be a very large picture.
    public const int MostPixels = 40_000_000;

    /// Larger ones are made smaller. Pages show them at up to half of it.
    public const int LongestSide = 2_000;

    /// Refuses what is no picture, and what would unpack to more than <see cref="MostPixels"/>. One that moves stands still: its first picture is kept.
    public static Picture Of(ReadOnlyMemory<byte> file)
    {
        using var data = SKData.CreateCopy(file.Span);
        using var codec = SKCodec.Create(data) ?? throw Damaged();
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels) throw new RefusedException("This picture is too large. Make it smaller than 40 million points, and choose it again.");
        using var drawn = SKBitmap.Decode(codec) ?? throw Damaged();

        using var upright = Turn(drawn, codec.EncodedOrigin);
        var scale = Math.Min(1f, (float)LongestSide / Math.Max(upright.Width, upright.Height));
        var size = new SKSizeI(Math.Max(1, (int)(upright.Width * scale)), Math.Max(1, (int)(upright.Height * scale)));
        using var small = (scale < 1 ? upright.Resize(size, new SKSamplingOptions(SKCubicResampler.Mitchell)) : upright.Copy()) ?? throw Damaged();
        var isOpaque = codec.EncodedFormat is SKEncodedImageFormat.Jpeg;
        using var encoded = small.Encode(isOpaque ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png, 85) ?? throw Damaged();
        return new(encoded.ToArray(), isOpaque ? "image/jpeg" : "image/png", isOpaque ? "jpg" : "png", size.Width, size.Height);
    }

    static RefusedException Damaged() => new("This picture cannot be read. It may be damaged.");

    // A camera writes beside the picture how it was held (Exif 2.32, Orientation): what it says is done, as it does not come along.
    static SKBitmap Turn(SKBitmap drawn, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft) return drawn.Copy();
        var isOnItsSide = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = isOnItsSide ? (drawn.Height, drawn.Width) : (drawn.Width, drawn.Height);
        var turned = new SKBitmap(width, height, drawn.ColorType, drawn.AlphaType);
        using var canvas = new SKCanvas(turned);
        var turn = origin switch
        {
            SKEncodedOrigin.TopRight => SKMatrix.CreateScale(-1, 1).PostConcat(SKMatrix.CreateTranslation(width, 0)),
            SKEncodedOrigin.BottomRight => SKMatrix.CreateRotationDegrees(180).PostConcat(SKMatrix.CreateTranslation(width, height)),
            SKEncodedOrigin.BottomLeft => SKMatrix.CreateScale(1, -1).PostConcat(SKMatrix.CreateTranslation(0, height)),
            SKEncodedOrigin.LeftTop => SKMatrix.CreateRotationDegrees(90).PostConcat(SKMatrix.CreateScale(-1, 1)).PostConcat(SKMatrix.CreateTranslation(0, 0)),
            SKEncodedOrigin.RightTop => SKMatrix.CreateRotationDegrees(90).PostConcat(SKMatrix.CreateTranslation(width, 0)),
            SKEncodedOrigin.RightBottom => SKMatrix.CreateRotationDegrees(-90).PostConcat(SKMatrix.CreateScale(-1, 1)).PostConcat(SKMatrix.CreateTranslation(width, height)),
            _ => SKMatrix.CreateRotationDegrees(-90).PostConcat(SKMatrix.CreateTranslation(0, height)),
        };
        canvas.SetMatrix(turn);
        canvas.DrawBitmap(drawn, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
        return turned;
    }
}
