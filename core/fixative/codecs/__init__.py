"""Files to pictures and back.

`decode` reads a file by its content, `encode` writes a picture as its source was made, `probe` reads a
written file back for the check. A module for each format; `guard` turns what coders throw into errors of ours.
"""

from fixative.codecs.decode import decode, identify
from fixative.codecs.encode import Encoded, encode
from fixative.codecs.probe import Extent, Probe, measure, probe

__all__ = ["Encoded", "Extent", "Probe", "decode", "encode", "identify", "measure", "probe"]
