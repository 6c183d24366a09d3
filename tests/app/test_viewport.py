from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixative_app.viewport import Viewport

SIZES = st.integers(1, 8000)
AREAS = st.floats(100, 4000)


@given(width=SIZES, height=SIZES, across=AREAS, down=AREAS)
def test_a_fitted_picture_is_all_in_view_and_not_enlarged(width, height, across, down):
    view = Viewport().within((across, down)).of((width, height)).fit()
    left, top, shown_width, shown_height = view.place
    assert view.zoom <= 1
    assert left >= -1
    assert top >= -1
    assert left + shown_width <= across + 1
    assert top + shown_height <= down + 1


@given(x=st.floats(0, 800), y=st.floats(0, 600), zoom=st.floats(1.5, 16))
def test_zooming_keeps_what_is_under_the_pointer(x, y, zoom):
    view = Viewport((800, 600), (4000, 3000), zoom=1.0, centre=(2000, 1500), fitted=False)
    before = ((x - view.place[0]) / view.zoom, (y - view.place[1]) / view.zoom)
    after = view.zoomed(zoom, (x, y))
    at = (after.place[0] + before[0] * after.zoom, after.place[1] + before[1] * after.zoom)
    assert at == pytest.approx((x, y), abs=0.5 + 0.5 * zoom)


@given(x=st.floats(-1e5, 1e5), y=st.floats(-1e5, 1e5))
def test_a_picture_cannot_be_lost_by_panning(x, y):
    view = Viewport((800, 600), (4000, 3000), zoom=1.0, centre=(2000, 1500), fitted=False).panned(x, y)
    left, top, width, height = view.place
    assert left <= 0
    assert top <= 0
    assert left + width >= 799
    assert top + height >= 599


def test_the_corner_lies_on_a_device_pixel():
    view = Viewport().within((801, 599)).of((333, 222)).zoomed(1.0)
    assert all(value == int(value) for value in view.place)


def test_a_fitted_picture_follows_the_window_and_another_does_not():
    fitted = Viewport().within((800, 600)).of((4000, 3000))
    assert fitted.within((400, 300)).zoom < fitted.zoom
    assert fitted.zoomed(1.0).within((400, 300)).zoom == 1.0


def test_the_view_stays_for_a_picture_of_the_same_size():
    view = Viewport().within((800, 600)).of((4000, 3000)).zoomed(2.0)
    assert view.of((4000, 3000)) == view
    assert view.of((100, 100)).fitted
