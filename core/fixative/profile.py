"""ICC profiles: from a picture's own colours to sRGB."""

from __future__ import annotations

from io import BytesIO

from PIL import ImageCms

__all__ = ["BROKEN_PROFILE", "transform_to_srgb"]

BROKEN_PROFILE = (ImageCms.PyCMSError, OSError, ValueError)
"""What Pillow raises for a profile that cannot be read, or does not fit the pixels."""


def transform_to_srgb(icc: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Make the transform that shows pixels of a mode in sRGB, relative colorimetric with black point compensation.

    Parameters
    ----------
    icc : bytes
    mode : str
        As Pillow names it: `L`, `RGB` or `CMYK`.

    Returns
    -------
    ImageCmsTransform or None
        None for a profile that cannot be read, or is of other colours.
    """
    try:
        return ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(BytesIO(icc)),
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except BROKEN_PROFILE:
        return None
