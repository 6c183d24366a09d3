"""The colours of the window, by what they are for. A test holds every pair of text and ground to 4.5 : 1."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DARK", "LIGHT", "Tones"]


@dataclass(frozen=True, slots=True)
class Tones:
    """One palette, as #RRGGBB (sRGB).

    Attributes
    ----------
    ground, surface, sunken : str
        Behind everything; behind lists and fields; behind what is pressed or empty.
    canvas : str
        Behind pictures: neutral, so that it does not tint how they look.
    line : str
        Between parts.
    text, muted, faint : str
        What is read first, what is read second, and what cannot be used now.
    accent, accent_hover, on_accent, accent_soft : str
        The one thing to do; under the pointer; what stands on it; its quiet ground.
    good, warn, bad : str
        How it ended, or what is to be thought of it.
    good_soft, warn_soft, bad_soft : str
        Their quiet grounds.
    """

    name: str
    ground: str
    surface: str
    sunken: str
    canvas: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    good: str
    warn: str
    bad: str
    good_soft: str
    warn_soft: str
    bad_soft: str


LIGHT = Tones(
    name="light",
    ground="#F6F4F0",
    surface="#FFFFFF",
    sunken="#ECE9E3",
    canvas="#E3E3E2",
    line="#DDD8CF",
    text="#23211E",
    muted="#625C54",
    faint="#B3ACA2",
    accent="#1D6A62",
    accent_hover="#175750",
    on_accent="#FFFFFF",
    accent_soft="#DFECE9",
    good="#1E6B3A",
    warn="#7A4B00",
    bad="#A8322A",
    good_soft="#E0EFE4",
    warn_soft="#F8EBD0",
    bad_soft="#FAE5E1",
)

DARK = Tones(
    name="dark",
    ground="#1B1A19",
    surface="#242322",
    sunken="#2F2D2B",
    canvas="#111111",
    line="#3B3936",
    text="#EEEAE4",
    muted="#ADA79E",
    faint="#625E59",
    accent="#74C7B8",
    accent_hover="#8FD6C9",
    on_accent="#0E2420",
    accent_soft="#22403B",
    good="#7CCB93",
    warn="#E5BD6C",
    bad="#F29489",
    good_soft="#1F3A29",
    warn_soft="#3F331A",
    bad_soft="#46241F",
)
