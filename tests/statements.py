"""A statement with every field."""

from __future__ import annotations

from fixative.rights import DigitalSourceType, RightsStatement

FULL = RightsStatement(
    creators=("Ada Löwe", "Bo 日本"),
    owner="Studio",
    year=2026,
    credit="Studio / Ada",
    licence_url="https://example.org/licence",
    licensor_url="https://example.org/",
    licensor_email="rights@example.org",
    contact="ada@example.org",
    terms="Ask first.",
    digital_source_type=DigitalSourceType.DIGITAL_CREATION,
)
