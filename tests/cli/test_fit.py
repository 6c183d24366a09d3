"""`fixative protect --for`."""

from __future__ import annotations

from drawn import draw
from PIL import Image
from program import fixative, lines


def test_a_copy_for_each_platform(tmp_path):
    source = draw(tmp_path / "a.jpg", width=1600, height=900)
    done = fixative("protect", source, "--for", "pinterest", "--for", "instagram", "--json", FIXATIVE_SECRET="s")
    *outcomes, summary = lines(done.stdout)
    assert (done.returncode, summary["protected"]) == (0, 2)
    names = {"a-pinterest.jpg": (736, 414), "a-instagram.jpg": (1080, 608)}
    assert [each["result"] for each in outcomes] == [str(tmp_path / "protected" / name) for name in names]
    for name, size in names.items():
        with Image.open(tmp_path / "protected" / name) as image:
            assert image.size == size


def test_results_beside_sources_are_no_sources(tmp_path):
    draw(tmp_path / "a.png", width=800, height=600)
    words = ("protect", "-r", tmp_path, "-o", tmp_path, "--for", "pinterest", "--for", "etsy", "--preset", "off", "-q")
    assert fixative(*words).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-etsy.png", "a-pinterest.png", "a.png"]


def test_what_cannot_be_read_is_told_once(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"nothing")
    done = fixative("protect", tmp_path / "a.jpg", "--for", "pinterest", "--for", "x", "-n")
    assert done.returncode == 1
    assert done.stderr.count("This is not a picture") == 1


def test_a_platform_that_is_none(tmp_path):
    done = fixative("protect", draw(tmp_path / "a.jpg"), "--for", "myspace")
    assert done.returncode == 2
    assert "no platform named myspace is known; there are: artstation," in done.stderr
