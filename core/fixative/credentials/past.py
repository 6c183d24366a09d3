"""The credentials that a source carries: what becomes of them in those of its result."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import ModuleType
from typing import BinaryIO

from fixative.containers import has_credentials
from fixative.credentials import sdk
from fixative.formats import Format

__all__ = ["Past", "past_of"]


@dataclass(frozen=True, slots=True)
class Past:
    """A source's credentials.

    Attributes
    ----------
    there : bool
        Whether they are in the file, and can be read.
    broken : bool
        Whether they are in the file, and cannot.
    thumbnails, places : tuple of str
        Where in them small copies of the picture stand, and where the place does where it was taken (JUMBF URIs).
    """

    there: bool = False
    broken: bool = False
    thumbnails: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def past_of(library: ModuleType, source: BinaryIO, kind: Format) -> Past:
    """Look for the credentials of a source."""
    source.seek(0)
    try:
        with library.Reader(sdk.media_type(kind), source, context=sdk.context(library)) as reader:
            manifests = json.loads(reader.detailed_json())["manifests"]
    except library.C2paError as error:
        # Of a kind of file that it does not know it says that, too.
        return Past(broken=not sdk.is_elsewhere(library, error) and has_credentials(source))
    assertions = [
        (f"self#jumbf=/c2pa/{label}/c2pa.assertions/{name}", name, data)
        for label, manifest in manifests.items()
        for name, data in manifest["assertion_store"].items()
    ]
    thumbnails = tuple(uri for uri, name, _ in assertions if name.startswith("c2pa.thumbnail."))
    # By the names of EXIF, in whatever vocabulary: GPSLatitude, GPSLongitude.
    places = tuple(uri for uri, _, data in assertions if uri not in thumbnails and "GPSL" in json.dumps(data))
    return Past(there=True, thumbnails=thumbnails, places=places)
