"""Files to pictures and back.

`decode` reads a file by its content, `encode` writes a picture as its source was made, `probe` reads a
written file back for the check, and `demand` tells from a file's head what memory it will take. A module for
each format; `guard` turns what coders throw into errors of ours.
"""

from fixative.codecs.decode import decode, identify
from fixative.codecs.demand import Demand, demand
from fixative.codecs.encode import Encoded, encode
from fixative.codecs.probe import Extent, Probe, measure, probe

__all__ = ["Demand", "Encoded", "Extent", "Probe", "decode", "demand", "encode", "identify", "measure", "probe"]
