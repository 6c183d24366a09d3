"""Real files, whole and broken: a picture or a code, and where another reader can judge, the same pixels."""

import cv2
import numpy as np
import pytest
from pictures import LIMIT
from PIL import Image
from shared import files_below, shared

from fixative import codecs
from fixative.errors import InputError


def test_every_file_is_a_picture_or_a_code(tmp_path, capfd):
    decoded = 0
    for path in files_below(shared("corpora")):
        before = path.stat()
        try:
            picture = codecs.decode(path, max_pixels=LIMIT)
        except InputError:
            continue
        decoded += 1
        target = tmp_path / "result"
        target.write_bytes(codecs.encode(picture, format=picture.format).data)
        probe = codecs.probe(target, max_pixels=LIMIT)
        assert (probe.width, probe.height, probe.depth) == (picture.width, picture.height, picture.depth), path.name
        assert probe.icc == picture.carried.icc or picture.format.value == "gif"
        after = path.stat()
        assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    assert decoded > 250
    assert capfd.readouterr().err == ""


def test_png_suite_is_read_as_others_read_it():
    compared = 0
    for path in files_below(shared("corpora", "pngsuite")):
        # Names that begin with x are the broken ones.
        if path.suffix != ".png" or path.name.startswith("x"):
            continue
        picture = codecs.decode(path, max_pixels=LIMIT)
        frame = picture.frames[0]
        if picture.depth == 16:
            theirs = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
            theirs = theirs.reshape(picture.height, picture.width, -1)
            expected = theirs[..., :1] if frame.pixels.shape[2] == 1 else theirs[..., 2::-1]
            np.testing.assert_array_equal(frame.pixels, expected, path.name)
        else:
            with Image.open(path) as image:
                theirs = np.asarray(image.convert("RGBA"))
            np.testing.assert_array_equal(np.broadcast_to(frame.pixels, (*theirs.shape[:2], 3)), theirs[..., :3])
            alpha = np.full(theirs.shape[:2], 255) if frame.alpha is None else frame.alpha
            np.testing.assert_array_equal(alpha, theirs[..., 3], path.name)
        compared += 1
    assert compared > 150


@pytest.mark.parametrize(
    "name", ["xcsn0g01.png", "xhdn0g08.png", "xd0n2c08.png", "xdtn0g01.png", "xs1n0g01.png", "xc1n0g08.png"]
)
def test_broken_pngs_are_refused(name):
    with pytest.raises(InputError):
        codecs.decode(shared("corpora", "pngsuite", name), max_pixels=LIMIT)
