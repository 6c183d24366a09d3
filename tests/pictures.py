"""Pictures for tests: drawn in memory, of every kind."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

LIMIT = 250_000_000


def photo(width: int = 96, height: int = 64, channels: int = 3, seed: int = 0) -> np.ndarray:
    """Draw something photo-like: smooth shades, an edge, some grain. uint8, (H, W, C), or (H, W) for one channel."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(float)
    planes = [
        128 + 70 * np.sin(x / (9 + 3 * c)) * np.cos(y / (7 + 2 * c)) + 40 * (x > width * (c + 1) / 5)
        for c in range(channels)
    ]
    samples = np.stack(planes, axis=-1) + rng.normal(0, 4, (height, width, channels))
    clipped = np.clip(np.rint(samples), 0, 255).astype(np.uint8)
    return clipped[..., 0] if channels == 1 else clipped


def photo16(width: int = 96, height: int = 64, channels: int = 3, seed: int = 0) -> np.ndarray:
    """The same with 16 bits that are all used."""
    fine = np.random.default_rng(seed + 1).integers(0, 257, (height, width, channels))
    coarse = photo(width, height, channels, seed).reshape(height, width, channels)
    return np.minimum(coarse.astype(np.int64) * 256 + fine, 65535).astype(np.uint16)


def marked(width: int = 48, height: int = 32) -> np.ndarray:
    """A picture whose corners differ, so that any turn shows: red, green, blue, white from the top left on."""
    samples = np.full((height, width, 3), 90, np.uint8)
    third, half = height // 3, width // 3
    samples[:third, :half] = (255, 0, 0)
    samples[:third, -half:] = (0, 255, 0)
    samples[-third:, -half:] = (0, 0, 255)
    samples[-third:, :half] = (255, 255, 255)
    return samples


def ramp(width: int = 96, height: int = 64) -> np.ndarray:
    """Alpha from clear to opaque, uint8 (H, W)."""
    return np.tile(np.linspace(0, 255, width).astype(np.uint8), (height, 1))


def coded(image: Image.Image, kind: str, **options: object) -> bytes:
    """Encode with Pillow."""
    data = BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


# Primaries of ROMM RGB (ISO 22028-2), adapted to D50: the widest gamut that cameras and editors write.
ROMM = ((0.7977, 0.2880, 0.0), (0.1352, 0.7119, 0.0), (0.0313, 0.0001, 0.8249))


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def wide_gamut(gamma: float = 1.8) -> bytes:
    """Write a display profile of three primaries and one gamma (ICC.1:2010, matrix and TRC)."""
    text = b"wide\0"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + _fixed(0.9642, 1.0, 0.8249),
    }
    for name, primary in zip((b"r", b"g", b"b"), ROMM, strict=True):
        tags[name + b"XYZ"] = b"XYZ " + bytes(4) + _fixed(*primary)
        tags[name + b"TRC"] = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))
    table, body = b"", b""
    for name, data in tags.items():
        table += struct.pack(">4sII", name, 128 + 4 + 12 * len(tags) + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = bytearray(128)
    header[8:12], header[12:24] = b"\x02\x40\0\0", b"mntrRGB XYZ "
    header[36:40], header[68:80] = b"acsp", _fixed(0.9642, 1.0, 0.8249)
    whole = bytes(header) + struct.pack(">I", len(tags)) + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


def exif_with(orientation: int, *, order: str = "<") -> bytes:
    """An EXIF block with a maker's name and an orientation."""
    make = b"Fixative\0\0"
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "LH", 8, 2)
    behind = 8 + 2 + 24 + 4
    entries = struct.pack(order + "HHLL", 0x010F, 2, len(make), behind)
    entries += struct.pack(order + "HHLHH", 0x0112, 3, 1, orientation, 0)
    return head + entries + bytes(4) + make


def xmp_with(orientation: int = 1) -> bytes:
    return (
        b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="%d"/></rdf:RDF></x:xmpmeta>'
        b'<?xpacket end="w"?>' % orientation
    )


def png_bomb(side: int = 30_000) -> bytes:
    """A small PNG that would unfold to `side` times `side` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = struct.pack(">LLBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(side * 3 + 1), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def animation(kind: str, frames: int = 3, *, alpha: bool = False, **options: object) -> bytes:
    """An animation of differing frames of 40, 80, 120 ... milliseconds."""
    images = [Image.fromarray(photo(seed=number)) for number in range(frames)]
    if alpha:
        for image in images:
            image.putalpha(Image.fromarray(np.where(ramp() > 100, 255, 0).astype(np.uint8)))
    durations = [40 * (number + 1) for number in range(frames)]
    options = {"save_all": True, "append_images": images[1:], "duration": durations, "loop": 0, **options}
    return coded(images[0], kind, **options)


def every_kind() -> Iterator[tuple[str, bytes]]:
    """One picture of each kind that Fixative reads: a name with its ending, and the bytes."""
    rgb, grey = Image.fromarray(photo()), Image.fromarray(photo(channels=1))
    rgba = rgb.copy()
    rgba.putalpha(Image.fromarray(ramp()))
    cmyk = rgb.convert("CMYK")
    grey16 = Image.fromarray(photo16(channels=1)[..., 0])
    yield "rgb.jpg", coded(rgb, "JPEG", quality=90)
    yield "progressive.jpg", coded(rgb, "JPEG", quality=80, progressive=True, subsampling=0)
    yield "grey.jpg", coded(grey, "JPEG")
    yield "cmyk.jpg", coded(cmyk, "JPEG")
    yield "rgb.png", coded(rgb, "PNG")
    yield "rgba.png", coded(rgba, "PNG")
    yield "grey.png", coded(grey, "PNG")
    yield "grey-alpha.png", coded(rgba.convert("LA"), "PNG")
    yield "palette.png", coded(rgb.quantize(16), "PNG")
    yield "bilevel.png", coded(grey.convert("1"), "PNG")
    yield "grey16.png", coded(grey16, "PNG")
    yield "animated.png", animation("PNG")
    yield "lossy.webp", coded(rgb, "WEBP", quality=80)
    yield "lossless.webp", coded(rgba, "WEBP", lossless=True)
    yield "animated.webp", animation("WEBP", quality=80)
    yield "rgb.tif", coded(rgb, "TIFF")
    yield "lzw.tif", coded(rgb, "TIFF", compression="tiff_lzw")
    yield "cmyk.tif", coded(cmyk, "TIFF")
    yield "bilevel.tif", coded(grey.convert("1"), "TIFF", compression="group4")
    yield "palette.tif", coded(rgb.quantize(16), "TIFF")
    yield "grey16.tif", coded(grey16, "TIFF")
    yield "pages.tif", coded(rgb, "TIFF", save_all=True, append_images=[rgb.resize((40, 30))])
    yield "rgb.avif", coded(rgb, "AVIF")
    yield "rgba.avif", coded(rgba, "AVIF")
    yield "still.gif", coded(rgb.quantize(64), "GIF")
    yield "animated.gif", animation("GIF")
