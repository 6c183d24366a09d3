from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from fixative_app.drop import carries_pictures, image_in, paths_in, place_for_pasted


def with_urls(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def with_text(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def test_files_and_folders(draw):
    path = draw("a name with ünïcode.png")
    data = with_urls(QUrl.fromLocalFile(str(path)).toString(), QUrl.fromLocalFile(str(path.parent)).toString())
    assert paths_in(data) == [path, path.parent]
    assert carries_pictures(data)


def test_paths_in_text_count_where_they_exist(draw):
    path = draw()
    assert paths_in(with_text(f"{path}\n\nfile://{path}\n/not/there.png\nplain words")) == [path, path]


@pytest.mark.parametrize("text", ["", "hello", "a\0b", "/" + "x" * 5000])
def test_other_text_is_no_path(text):
    assert paths_in(with_text(text)) == []


def test_what_is_online_is_no_path():
    data = with_urls("https://example.org/picture.png")
    assert paths_in(data) == []
    assert image_in(data) is None


def test_a_picture_without_a_file():
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    data = QMimeData()
    data.setImageData(image)
    assert carries_pictures(data)
    assert image_in(data).size() == image.size()


def test_an_empty_drop():
    assert not carries_pictures(QMimeData())
    assert image_in(QMimeData()) is None


def test_pasted_pictures_do_not_replace_each_other(monkeypatch, tmp_path):
    monkeypatch.setattr("fixative_app.drop.QStandardPaths.writableLocation", lambda _: str(tmp_path))
    first = place_for_pasted()
    first.parent.mkdir()
    first.touch()
    assert place_for_pasted() != first
