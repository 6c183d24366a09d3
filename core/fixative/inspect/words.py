"""What a report says to people: one sentence each, for the command line and the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fixative.credentials import Credentials, Ingredient
from fixative.errors import CredentialsMissingError
from fixative.inspect.readers import Answer, Heeds, Reader, Reading
from fixative.inspect.report import Contradiction, Finding, Report, Voice
from fixative.mark import Mark
from fixative.messages import sentence
from fixative.rights.policy import is_prohibition, stronger
from fixative.rights.statement import AIPolicy

__all__ = [
    "PURPOSES",
    "about_credentials",
    "about_mark",
    "clashes_of",
    "explained",
    "findings_of",
    "found_by",
    "ingredient",
    "instead_of_pictures",
    "made_of_it",
    "missing_by_purpose",
    "policy_of",
    "said_by",
]

_POLICY = "the AI policy, as programs read it"
_POLICY_IN_WORDS = "the AI policy in words"
_CREATOR = "who made it"
_OWNER = "who owns it"
_NOTICE = "the copyright notice, and the AI policy in words"
_CREDIT = "the credit line that is printed beside it"

PURPOSES: Mapping[str, str] = {
    "XMP-plus:DataMining": _POLICY,
    "XMP-plus:OtherConstraints": _POLICY_IN_WORDS,
    "XMP-photoshop:Instructions": _POLICY_IN_WORDS,
    "IPTC:SpecialInstructions": _POLICY_IN_WORDS,
    "XMP-dc:creator": _CREATOR,
    "EXIF:Artist": _CREATOR,
    "EXIF:XPAuthor": _CREATOR,
    "IPTC:By-line": _CREATOR,
    "XMP-plus:CopyrightOwnerName": _OWNER,
    "XMP-xmpRights:Marked": "that it is under copyright",
    "XMP-dc:rights": _NOTICE,
    "EXIF:Copyright": _NOTICE,
    "IPTC:CopyrightNotice": _NOTICE,
    "XMP-photoshop:Credit": _CREDIT,
    "IPTC:Credit": _CREDIT,
    "XMP-xmpRights:UsageTerms": "the terms of use",
    "XMP-xmpRights:WebStatement": "the page with your licence; it gives the Licensable badge in Google Images",
    "XMP-plus:LicensorURL": "the page where a licence can be had; Google Images links to it",
    "XMP-Iptc4xmpExt:DigitalSourceType": "how it was made: by camera, by hand or by AI",
}
"""What each field of a whole statement (`standards.FIELDS`) is for."""


def missing_by_purpose(report: Report) -> dict[str, list[str]]:
    """Group the fields that are missing by what they are for, the AI policy first."""
    missing: dict[str, list[str]] = {}
    for field, purpose in PURPOSES.items():
        if field in report.missing:
            missing.setdefault(purpose, []).append(field)
    return missing


def policy_of(report: Report) -> str:
    """Name what holds for a picture."""
    return "says nothing that a program could read" if report.policy is None else report.policy.value


def findings_of(report: Report, voice: Voice) -> list[Finding]:
    """List what a standard says, but for whether credentials hold, which `about_credentials` says."""
    return [
        finding
        for finding in report.findings
        if finding.standard == voice.standard and finding.field != "C2PA:validation"
    ]


def said_by(voice: Voice) -> str:
    """Say what a standard states."""
    if not voice.readable:
        return "cannot be read"
    if voice.policy is None:
        return "no policy"
    return f"{voice.policy.value}, in words" if voice.in_words else voice.policy.value


def clashes_of(report: Report) -> list[str]:
    """Explain the contradictions of a picture, all of the same two policies in one sentence."""
    alike: dict[tuple[AIPolicy | None, AIPolicy | None], list[Contradiction]] = {}
    for pair in report.contradictions:
        strict, lax = _ranked(pair)
        alike.setdefault((strict.policy, lax.policy), []).append(pair)
    return [explained(pairs, report.resolution) for pairs in alike.values()]


def explained(pairs: Sequence[Contradiction], resolution: AIPolicy | None) -> str:
    """Explain contradictions of the same two policies, and what a result of Fixative makes of them."""
    ranked = [_ranked(pair) for pair in pairs]
    strict, lax = ranked[0]
    told = f"{_where([first for first, _ in ranked])} against {_where([second for _, second in ranked])}"
    if strict.policy is None or not is_prohibition(strict.policy):
        told += "; neither forbids anything"
    elif lax.policy is None or not is_prohibition(lax.policy):
        told += ", which forbids nothing"
    else:
        told += ", which forbids less"
    if resolution is None:
        return f"{told}."
    signed = any("C2PA" in (first.standard, second.standard) for first, second in ranked)
    credentials = ", credentials only where it is signed" if signed else ""
    return f"{told}. In a result of Fixative all say {resolution.value}, unless you tell it otherwise{credentials}."


def _ranked(pair: Contradiction) -> tuple[Finding, Finding]:
    """Put what forbids more first."""
    first, second = pair.first, pair.second
    if first.policy is not None and second.policy is not None and stronger(second.policy, first.policy):
        return second, first
    return first, second


def _where(findings: Sequence[Finding]) -> str:
    policy = findings[0].policy
    return f"{policy and policy.value} in {', '.join(dict.fromkeys(finding.field for finding in findings))}"


def found_by(reading: Reading) -> str:
    """Say what a reader that opens pictures finds in this one."""
    found, absent = ", ".join(reading.found), ", ".join(reading.absent)
    if not found:
        return f"finds nothing that it looks for ({absent})"
    return f"finds {found}; no {absent}" if absent else f"finds {found}"


_ANSWERS: Mapping[Answer, str] = {
    Answer.YES: "This says no to AI training",
    Answer.NO: "Nothing here says no to AI training",
    Answer.UNKNOWN: "What it makes of that for AI training is unknown",
    Answer.UNREAD: "It reads nothing about AI training",
}
_HEEDED: Mapping[Heeds, str] = {
    Heeds.YES: ", and it keeps to that",
    Heeds.SHOWS: ", and it shows that to people",
    Heeds.UNKNOWN: "; whether it keeps to that is unknown",
}


def made_of_it(reading: Reading) -> str:
    """Say whether what a reader finds says no to AI training, and what that is to it."""
    told = _ANSWERS[reading.says_no] + (_HEEDED[reading.heeds] if reading.says_no is Answer.YES else "")
    site = ", ".join(reading.reader.site)
    return f"{told}. It asks your site, too ({site}): see `fixative site`." if site else f"{told}."


def instead_of_pictures(reader: Reader) -> str:
    """Say what a reader does that opens no pictures."""
    if reader.strips:
        return "take out what was written into the picture."
    return f"only what your site says ({', '.join(reader.site)}): see `fixative site`."


def about_credentials(report: Report) -> str:
    """Say whether Content Credentials are there, and hold."""
    if not report.credentials:
        return "none"
    said = report.provenance
    if said is None:
        return f"there, and not validated. {sentence(CredentialsMissingError.code, {})}"
    return ", ".join(_facts(said))


def _facts(said: Credentials) -> list[str]:
    words = [said.state.value]
    words += [f"signed by {said.signer}"] if said.signer else []
    words += [f"at {said.time}"] if said.time else []
    words += [f"with {said.generator}"] if said.generator else []
    return words + list(said.problems)


def ingredient(each: Ingredient) -> str:
    """Say what a picture went into this one as."""
    state = "without credentials" if each.state is None else f"its credentials were {each.state.value}"
    return " ".join([each.relationship, *([each.title] if each.title else []), f"({state})"])


def about_mark(mark: Mark) -> str:
    """Say what the mark of a cloak says."""
    words = [mark.preset]
    words += [f"visible cost {mark.visible_cost}"] if mark.visible_cost else []
    words += [f"{mark.width} x {mark.height} pixels"] if mark.width and mark.height else []
    words += [f"by Fixative {mark.version}"] if mark.version else []
    return ", ".join(words)
