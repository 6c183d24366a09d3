import msgspec
import piexif
import pytest
from exiftool import read_tags
from pictures import photo
from PIL import Image

from fixative import Recipe, protect
from fixative.containers import Blocks
from fixative.inspect.standards import in_xmp
from fixative.rights import Language, RightsStatement, merge
from fixative.rights.iim import Dataset
from fixative.rights.template import Variables, check_template, fill

ADA = Variables(year="2021", owner="Ada", creator="Bo", title="A {strange} title")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("", ""),
        ("no variable,  two spaces", "no variable,  two spaces"),
        ("© {year} {owner}", "© 2021 Ada"),
        ("{title}, by {creator}", "A {strange} title, by Bo"),
        ("{{year}} {year}", "{year} 2021"),
    ],
)
def test_variables_are_filled_in(template, expected):
    check_template(template)
    assert fill(template, ADA) == expected


def test_what_is_not_known_leaves_no_gap():
    assert fill("© {year} {owner}", Variables(owner="Ada")) == "© Ada"
    assert fill("{title}", Variables()) == ""


@pytest.mark.parametrize(
    "text", ["{", "}", "{}", "{0}", "{name}", "{year!r}", "{year:>10}", "{owner.upper}", "{year[0]}"]
)
def test_what_is_no_template_is_refused_with_a_reason(text):
    with pytest.raises(ValueError, match=r"\{year\}, \{owner\}, \{creator\}, \{title\}"):
        RightsStatement(notice=text)
    with pytest.raises(ValueError, match="braces"):
        Recipe.from_toml(f"[rights]\nterms = '{text}'\n")


def _notice(blocks: Blocks, **fields: object) -> str:
    found = in_xmp(merge(blocks, RightsStatement(owner="Ada", **fields)).blocks.xmp)
    return next(each.value for each in found if each.field == "XMP-dc:rights")


def _taken(date: bytes) -> bytes:
    block = piexif.dump({"Exif": {piexif.ExifIFD.DateTimeOriginal: date}})
    return block.removeprefix(b"Exif\0\0")


def _packet(properties: str) -> bytes:
    names = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    )
    return f'<rdf:RDF {names}><rdf:Description rdf:about="">{properties}</rdf:Description></rdf:RDF>'.encode()


CREATED = "<photoshop:DateCreated>2019-05-01</photoshop:DateCreated>"


@pytest.mark.parametrize(
    ("blocks", "year"),
    [
        (Blocks(exif=_taken(b"2018:02:03 04:05:06"), xmp=_packet(CREATED)), "2018"),
        (Blocks(xmp=_packet(CREATED)), "2019"),
        (Blocks(xmp=_packet("<xmp:CreateDate>1899-12-31T00:00:00</xmp:CreateDate>")), "1899"),
        (Blocks(iptc=Dataset((2, 55), b"20240131").encoded()), "2024"),
        (Blocks(exif=_taken(b"0000:00:00 00:00:00")), ""),
        (Blocks(exif=b"no EXIF", xmp=b"no XMP", iptc=b"no IIM"), ""),
        (Blocks(), ""),
    ],
)
def test_the_year_is_the_one_in_which_the_file_says_it_was_made(blocks, year):
    if blocks.xmp == b"no XMP":
        assert merge(blocks, RightsStatement(owner="Ada", notice="{year}")).blocks == blocks
        return
    assert _notice(blocks) == f"© {year} Ada".replace("  ", " ")
    assert _notice(blocks, year=2001) == "© 2001 Ada"


def test_the_title_is_the_files_own():
    there = _packet('<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Seven {Swans}</rdf:li></rdf:Alt></dc:title>')
    assert _notice(Blocks(xmp=there), notice="{title} © {owner}") == "Seven {Swans} © Ada"
    assert _notice(Blocks(iptc=Dataset((2, 5), "Schwäne".encode()).encoded()), notice="{title}") == "Schwäne"
    assert _notice(Blocks(), notice="{title} © {owner}") == "© Ada"


def test_a_template_in_a_recipe_reaches_the_file_and_exiftool_reads_it(tmp_path):
    source = tmp_path / "a.jpg"
    Image.fromarray(photo(200, 150)).save(source, exif=b"Exif\0\0" + _taken(b"2018:02:03 04:05:06"))
    rights = RightsStatement(
        owner="Ada Müller", notice="© {year} {owner}, alle Rechte vorbehalten", language=Language.GERMAN
    )
    outcome = protect(source, tmp_path / "b.jpg", msgspec.structs.replace(Recipe().tags_only(), rights=rights))
    tags = read_tags(outcome.result)[0]
    assert tags["XMP-dc:Rights"] == "© 2018 Ada Müller, alle Rechte vorbehalten"
    assert tags["IFD0:Copyright"] == "© 2018 Ada Müller, alle Rechte vorbehalten. Kein KI-Training."
    assert tags["XMP-plus:OtherConstraints"].startswith("Die Nutzung dieses Bildes zum Training")
