"""Draw the three sample pictures that travel with Fixative, into assets/fixative_assets/samples.

    python packaging/draw_samples.py [--to FOLDER]

The same versions of NumPy, OpenCV and Pillow draw the same bytes; others draw the same to the eye.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from drawing.lake import draw_lake
from drawing.shell import draw_shell
from drawing.still_life import draw_still_life
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

SAMPLES = Path(__file__).resolve().parent.parent / "assets" / "fixative_assets" / "samples"


def main() -> int:
    """Draw them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=SAMPLES)
    folder = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    lake = Image.fromarray(draw_lake(33))
    lake.save(folder / "lake.jpg", quality=88, subsampling="4:2:0", icc_profile=profile, exif=_camera(), dpi=(300, 300))
    pears = Image.fromarray(draw_still_life(3))
    pears.save(folder / "pears.jpg", quality=80, subsampling="4:4:4", icc_profile=profile, dpi=(240, 240))
    words = PngImagePlugin.PngInfo()
    words.add_itxt("Title", "Ammonite, ink on paper")
    shell = Image.fromarray(draw_shell(2))
    shell.save(folder / "shell.png", optimize=True, pnginfo=words, dpi=(300, 300))
    for name in ("lake.jpg", "pears.jpg", "shell.png"):
        print(f"{name}: {(folder / name).stat().st_size:,} bytes")
    return 0


def _camera() -> Image.Exif:
    """Give what a camera would have written; the camera is of our own making, as the picture is."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Fixative"
    exif[ExifTags.Base.Model] = "Drawn by arithmetic"
    exif[ExifTags.Base.ImageDescription] = "Lake after sunset"
    exif[ExifTags.Base.DateTime] = "2025:09:21 19:42:10"
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = "2025:09:21 19:42:10"
    inner[ExifTags.Base.ExposureTime] = (1, 15)
    inner[ExifTags.Base.FNumber] = (56, 10)
    inner[ExifTags.Base.ISOSpeedRatings] = 400
    inner[ExifTags.Base.FocalLength] = (40, 1)
    inner[ExifTags.Base.FocalLengthIn35mmFilm] = 40
    inner[ExifTags.Base.LensModel] = "40mm f/2.8"
    return exif


if __name__ == "__main__":
    sys.exit(main())
