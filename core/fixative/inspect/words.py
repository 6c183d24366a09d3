"""What a report says to people: one sentence each, for the command line, the page and the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fixative.credentials import Credentials, Ingredient
from fixative.errors import CredentialsMissingError
from fixative.inspect.readers import Answer, Heeds, Reader, Reading
from fixative.inspect.report import Contradiction, Finding, Report, Voice
from fixative.inspect.tongue import ENGLISH, Tongue
from fixative.mark import Mark
from fixative.outcome import Problem
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
    "summed",
]

PURPOSES: Mapping[str, str] = {
    "XMP-plus:DataMining": "policy",
    "XMP-plus:OtherConstraints": "policy-in-words",
    "XMP-photoshop:Instructions": "policy-in-words",
    "IPTC:SpecialInstructions": "policy-in-words",
    "XMP-dc:creator": "creator",
    "EXIF:Artist": "creator",
    "EXIF:XPAuthor": "creator",
    "IPTC:By-line": "creator",
    "XMP-plus:CopyrightOwnerName": "owner",
    "XMP-xmpRights:Marked": "under-copyright",
    "XMP-dc:rights": "notice",
    "EXIF:Copyright": "notice",
    "IPTC:CopyrightNotice": "notice",
    "XMP-photoshop:Credit": "credit",
    "IPTC:Credit": "credit",
    "XMP-xmpRights:UsageTerms": "terms",
    "XMP-xmpRights:WebStatement": "licence-page",
    "XMP-plus:LicensorURL": "licensor-page",
    "XMP-Iptc4xmpExt:DigitalSourceType": "source-type",
}
"""What each field of a whole statement (`standards.FIELDS`) is for, by the code of a phrase."""


def missing_by_purpose(report: Report, tongue: Tongue = ENGLISH) -> dict[str, list[str]]:
    """Group the fields that are missing by what they are for, the AI policy first."""
    missing: dict[str, list[str]] = {}
    for field, purpose in PURPOSES.items():
        if field in report.missing:
            missing.setdefault(tongue.phrase(purpose), []).append(field)
    return missing


def policy_of(report: Report, tongue: Tongue = ENGLISH) -> str:
    """Name what holds for a picture."""
    return tongue.phrase("silent") if report.policy is None else tongue.policy(report.policy)


def findings_of(report: Report, voice: Voice) -> list[Finding]:
    """List what a standard says, but for whether credentials hold, which `about_credentials` says."""
    return [
        finding
        for finding in report.findings
        if finding.standard == voice.standard and finding.field != "C2PA:validation"
    ]


def said_by(voice: Voice, tongue: Tongue = ENGLISH) -> str:
    """Say what a standard states."""
    if not voice.readable:
        return tongue.phrase("unreadable")
    if voice.policy is None:
        return tongue.phrase("no-policy")
    policy = tongue.policy(voice.policy)
    return tongue.phrase("in-words", policy=policy) if voice.in_words else policy


def summed(report: Report, voice: Voice, tongue: Tongue = ENGLISH) -> str:
    """Say in a few words what a standard states, or that it is not there."""
    if voice.standard == "C2PA":
        return about_credentials(report, tongue)
    there = findings_of(report, voice) or not voice.readable
    return said_by(voice, tongue) if there else tongue.phrase("nothing")


def clashes_of(report: Report, tongue: Tongue = ENGLISH) -> list[str]:
    """Explain the contradictions of a picture, all of the same two policies in one sentence."""
    alike: dict[tuple[AIPolicy | None, AIPolicy | None], list[Contradiction]] = {}
    for pair in report.contradictions:
        strict, lax = _ranked(pair)
        alike.setdefault((strict.policy, lax.policy), []).append(pair)
    return [explained(pairs, report.resolution, tongue) for pairs in alike.values()]


def explained(pairs: Sequence[Contradiction], resolution: AIPolicy | None, tongue: Tongue = ENGLISH) -> str:
    """Explain contradictions of the same two policies, and what a result of Fixative makes of them."""
    ranked = [_ranked(pair) for pair in pairs]
    strict, lax = ranked[0]
    clash = tongue.phrase(
        "against",
        strict=_where([first for first, _ in ranked], tongue),
        lax=_where([second for _, second in ranked], tongue),
    )
    if strict.policy is None or not is_prohibition(strict.policy):
        clash = tongue.phrase("neither-forbids", clash=clash)
    elif lax.policy is None or not is_prohibition(lax.policy):
        clash = tongue.phrase("forbids-nothing", clash=clash)
    else:
        clash = tongue.phrase("forbids-less", clash=clash)
    if resolution is None:
        return tongue.phrase("clash", clash=clash)
    signed = any("C2PA" in (first.standard, second.standard) for first, second in ranked)
    return tongue.phrase("resolved-signed" if signed else "resolved", clash=clash, policy=tongue.policy(resolution))


def _ranked(pair: Contradiction) -> tuple[Finding, Finding]:
    """Put what forbids more first."""
    first, second = pair.first, pair.second
    if first.policy is not None and second.policy is not None and stronger(second.policy, first.policy):
        return second, first
    return first, second


def _where(findings: Sequence[Finding], tongue: Tongue) -> str:
    policy = findings[0].policy
    fields = ", ".join(dict.fromkeys(finding.field for finding in findings))
    return tongue.phrase("said-in", policy=str(policy and tongue.policy(policy)), fields=fields)


def found_by(reading: Reading, tongue: Tongue = ENGLISH) -> str:
    """Say what a reader that opens pictures finds in this one."""
    found, absent = (", ".join(map(tongue.data, details)) for details in (reading.found, reading.absent))
    if not found:
        return tongue.phrase("finds-nothing", absent=absent)
    return tongue.phrase("finds-some" if absent else "finds", found=found, absent=absent)


_ANSWERS: Mapping[Answer, str] = {
    Answer.NO: "says-no-not",
    Answer.UNKNOWN: "says-unknown",
    Answer.UNREAD: "says-unread",
}
_HEEDED: Mapping[Heeds, str] = {
    Heeds.YES: "says-no-heeded",
    Heeds.SHOWS: "says-no-shown",
    Heeds.UNKNOWN: "says-no-unknown",
}


def made_of_it(reading: Reading, tongue: Tongue = ENGLISH) -> str:
    """Say whether what a reader finds says no to AI training, and what that is to it."""
    says_no = reading.says_no is Answer.YES
    made = tongue.phrase(_HEEDED[reading.heeds] if says_no else _ANSWERS[reading.says_no])
    site = ", ".join(reading.reader.site)
    return tongue.phrase("asks-site", made=made, site=site) if site else made


def instead_of_pictures(reader: Reader, tongue: Tongue = ENGLISH) -> str:
    """Say what a reader does that opens no pictures."""
    if reader.strips:
        return tongue.phrase("strips")
    return tongue.phrase("site-only", site=", ".join(reader.site))


def about_credentials(report: Report, tongue: Tongue = ENGLISH) -> str:
    """Say whether Content Credentials are there, and hold."""
    if not report.credentials:
        return tongue.phrase("none")
    said = report.provenance
    if said is None:
        return tongue.phrase("not-validated", advice=tongue.sentence(Problem(CredentialsMissingError.code)))
    return ", ".join(_facts(said, tongue))


def _facts(said: Credentials, tongue: Tongue) -> list[str]:
    words = [said.state.value]
    words += [tongue.phrase("signed-by", signer=said.signer)] if said.signer else []
    words += [tongue.phrase("signed-at", time=said.time)] if said.time else []
    words += [tongue.phrase("signed-with", generator=said.generator)] if said.generator else []
    return words + list(said.problems)


def ingredient(each: Ingredient, tongue: Tongue = ENGLISH) -> str:
    """Say what a picture went into this one as."""
    what = " ".join([each.relationship, *([each.title] if each.title else [])])
    if each.state is None:
        return tongue.phrase("ingredient-bare", what=what)
    return tongue.phrase("ingredient-state", what=what, state=each.state.value)


def about_mark(mark: Mark, tongue: Tongue = ENGLISH) -> str:
    """Say what the mark of a cloak says."""
    words = [tongue.data(mark.preset)]
    words += [tongue.phrase("mark-cost", cost=str(mark.visible_cost))] if mark.visible_cost else []
    size = {"width": str(mark.width), "height": str(mark.height)}
    words += [tongue.phrase("mark-size", **size)] if mark.width and mark.height else []
    words += [tongue.phrase("mark-version", version=mark.version)] if mark.version else []
    return ", ".join(words)
