from __future__ import annotations

import numpy as np
from PIL import Image
from PySide6.QtGui import QColorSpace, QImage

from fixative.formats import Format
from fixative.picture import Carried, Colour, Frame, Picture
from fixative_app.pictures import Loader, Shown, to_image
from fixative_app.thumbnail_files import ThumbnailFiles
from fixative_app.thumbnails import Thumbnails, make_thumbnail


def picture(pixels, colour=Colour.RGB, alpha=None, icc=None) -> Picture:
    return Picture((Frame(pixels, alpha),), colour, Format.PNG, carried=Carried(icc=icc))


def colour_at(image: QImage, x=0, y=0) -> tuple[int, ...]:
    return image.pixelColor(x, y).getRgb()


def test_rgb_as_it_is():
    pixels = np.arange(3 * 5 * 7, dtype=np.uint8).reshape(5, 7, 3)
    image = to_image(picture(pixels))
    assert (image.width(), image.height()) == (7, 5)
    assert all(colour_at(image, x, y)[:3] == tuple(pixels[y, x]) for x in range(7) for y in range(5))


def test_16_bit_grey_with_alpha():
    pixels = np.full((2, 2, 1), 0x8080, dtype=np.uint16)
    alpha = np.array([[0, 0xFFFF], [0xFFFF, 0xFFFF]], dtype=np.uint16)
    image = to_image(picture(pixels, Colour.GREY, alpha))
    assert colour_at(image, 1, 1) == (128, 128, 128, 255)
    assert colour_at(image)[3] == 0


def test_cmyk_without_ink_is_white():
    assert colour_at(to_image(picture(np.zeros((2, 2, 4), dtype=np.uint8), Colour.CMYK)))[:3] == (255, 255, 255)


def test_a_profile_is_applied():
    icc = QColorSpace(QColorSpace.NamedColorSpace.DisplayP3).iccProfile().data()
    red, green, blue = colour_at(to_image(picture(np.full((2, 2, 3), (200, 100, 50), dtype=np.uint8), icc=icc)))[:3]
    assert red > 205
    assert green < 100
    assert blue < 50


def test_a_profile_that_does_not_fit_is_let_go():
    pixels = np.full((2, 2, 3), (200, 100, 50), dtype=np.uint8)
    assert colour_at(to_image(picture(pixels, icc=b"no profile")))[:3] == (200, 100, 50)


def test_a_large_picture_has_levels(qtbot, draw):
    loader = Loader()
    with qtbot.waitSignal(loader.loaded, timeout=20_000) as loaded:
        loading = loader.ask(draw("large.png", (2400, 1800)), 10**8)
    told, shown = loaded.args
    assert told == loading
    assert [level.width() for level in shown.levels] == [2400, 1200, 600]
    assert shown.level_for(700).width() == 1200
    assert shown.level_for(9000).width() == 2400
    loader.shut_down()


def test_what_cannot_be_read_says_why(qtbot, tmp_path):
    path = tmp_path / "text.jpg"
    path.write_text("not a picture")
    loader = Loader()
    with qtbot.waitSignal(loader.loaded, timeout=20_000) as loaded:
        loader.ask(path, 10**8)
    assert loaded.args[1] == Shown(problem=loaded.args[1].problem)
    assert loaded.args[1].problem.code == "not-a-picture"
    loader.shut_down()


def test_a_picture_nobody_waits_for_is_not_told(qtbot, draw):
    loader = Loader()
    with qtbot.assertNotEmitted(loader.loaded, wait=300):
        loader.forget(loader.ask(draw(), 10**8))
        loader.shut_down()


def test_thumbnails_are_upright_and_square(draw, tmp_path):
    path = tmp_path / "turned.jpg"
    image = Image.new("RGB", (200, 100), "red")
    image.paste("blue", (100, 0, 200, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn to the right
    image.save(path, exif=exif, quality=95)
    thumbnail = make_thumbnail(path, ThumbnailFiles(tmp_path / "kept"))
    assert thumbnail.width() == thumbnail.height()
    assert colour_at(thumbnail, 64, 8)[0] > 200
    assert colour_at(thumbnail, 64, 120)[2] > 200


def test_no_thumbnail_of_what_is_no_picture(tmp_path):
    path = tmp_path / "text.jpg"
    path.write_text("not a picture")
    files = ThumbnailFiles(tmp_path / "kept")
    assert make_thumbnail(path, files).isNull()
    assert make_thumbnail(tmp_path / "not there.png", files).isNull()
    assert not (tmp_path / "kept").exists()


def test_thumbnails_come_by_themselves(qtbot, draw, tmp_path):
    thumbnails = Thumbnails(tmp_path / "kept")
    path = draw()
    with qtbot.waitSignal(thumbnails.ready, timeout=20_000) as ready:
        assert thumbnails.get(path) is None
        assert thumbnails.get(path) is None
    assert ready.args == [path]
    assert not thumbnails.get(path).isNull()
    thumbnails.shut_down()


def test_thumbnails_are_kept_on_disk_for_the_picture_as_it_is(draw, tmp_path):
    path, files = draw("one.png", (300, 200)), ThumbnailFiles(tmp_path / "kept")
    first = make_thumbnail(path, files)
    kept = list((tmp_path / "kept").iterdir())
    assert len(kept) == 1
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700
    Image.new("RGB", (128, 128), "red").save(kept[0], "WEBP")
    assert colour_at(make_thumbnail(path, files), 64, 64)[0] > 240
    # Another picture by the same name is another picture, and a broken file is no obstacle.
    draw("one.png", (320, 200), seed=2)
    assert colour_at(make_thumbnail(path, files), 64, 64)[0] < 240
    for file in (tmp_path / "kept").iterdir():
        file.write_bytes(b"RIFF")
    assert not make_thumbnail(path, files).isNull()
    assert first.width() == 128


def test_of_too_many_thumbnails_the_oldest_go(draw, tmp_path, monkeypatch):
    monkeypatch.setattr("fixative_app.thumbnail_files._LOOK_EVERY", 1)
    files = ThumbnailFiles(tmp_path / "kept", most=3)
    paths = [draw(f"{number}.png", seed=number) for number in range(5)]
    for path in paths:
        make_thumbnail(path, files)
    assert len(list((tmp_path / "kept").iterdir())) == 3


def test_where_nothing_can_be_kept_thumbnails_are_made_all_the_same(draw, tmp_path):
    (tmp_path / "kept").write_text("no folder")
    assert not make_thumbnail(draw(), ThumbnailFiles(tmp_path / "kept")).isNull()
