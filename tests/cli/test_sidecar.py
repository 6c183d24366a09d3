import pytest
from exiftool import read_tags
from pictures import photo
from PIL import Image
from program import fixative, lines


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "below").mkdir()
    Image.fromarray(photo(64, 48)).save(tmp_path / "a.jpg")
    Image.fromarray(photo(64, 48)).save(tmp_path / "below" / "a.png")
    (tmp_path / "below" / "a.crw").write_bytes(b"II\x1a\0\0\0HEAPCCDR" + bytes(50))
    (tmp_path / "notes.txt").write_text("no picture", "utf-8")
    return tmp_path


def test_a_folder(folder):
    done = fixative("sidecar", "-r", ".", "--owner", "Ada", "--policy", "prohibit-all", cwd=folder)
    assert (done.returncode, done.stdout.splitlines()) == (0, ["a.jpg.xmp", "below/a.xmp", "below/a.png.xmp"])
    for tags in read_tags(*folder.rglob("*.xmp")):
        assert (tags["XMP-plus:DataMining"], tags["XMP-dc:Creator"]) == ("Prohibited", ["Ada"])
    again = fixative("sidecar", "-r", ".", "--owner", "Ada", "--policy", "prohibit-all", cwd=folder)
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr.startswith("3 skipped")


def test_a_trial_and_what_programs_get(folder):
    *outcomes, summary = lines(fixative("sidecar", "a.jpg", "notes.txt", "-n", "--json", cwd=folder).stdout)
    assert [(each["status"], each["result"]) for each in outcomes] == [("planned", "a.jpg.xmp"), ("failed", None)]
    assert outcomes[1]["problems"][0]["code"] == "not-a-picture"
    assert (summary["planned"], summary["failed"]) == (1, 1)
    assert not list(folder.rglob("*.xmp"))


def test_nothing_to_do_and_trouble(folder):
    (folder / "a.jpg.xmp").write_text("mine", "utf-8")
    done = fixative("sidecar", "a.jpg", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("a.jpg: Nothing can be merged into the file that is there (it is no XMP).")
    empty = folder / "empty"
    empty.mkdir()
    assert fixative("sidecar", "-r", empty).returncode == 2
