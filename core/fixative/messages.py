"""One English sentence for each code, said once for the command line and the window.

Errors and outcomes carry codes and parameters (`fixative.errors`, `fixative.outcome`); here they become
sentences. The window looks the same templates up in its translations.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["OF_THE_RUN", "TEMPLATES", "sentence"]

OF_THE_RUN = frozenset(
    {
        "secret-not-kept",
        "secret-unreachable",
        "secret-unreadable",
        "secret-was-open",
        "identity-was-open",
        "journal-not-kept",
        "journal-damaged",
        "register-not-kept",
        "register-unreadable",
        "time-stamp-missing",
    }
)
"""Notes that are the same for every picture, and are said to people once."""

TEMPLATES: Mapping[str, str] = {
    # errors: what happened, and what to do
    "failed": "Something unexpected happened ({detail}). Please report it.",
    "not-found": "There is no such file. Check the name, or whether the drive is still there.",
    "is-a-folder": "This is a folder. Name the pictures in it, or take them all with --recursive.",
    "permission-denied": "The file may not be read. Change its permissions and try again.",
    "empty-file": "The file is empty. Get a whole copy of it.",
    "not-a-picture": "This is not a picture that Fixative knows. "
    "Name a JPEG, PNG, WebP, TIFF, AVIF, GIF, JPEG XL or HEIC.",
    "unsupported-format": "{format} is not supported. Export the picture as PNG, JPEG, WebP, TIFF, AVIF or GIF.",
    "tags-only": "{format} can be tagged, and neither cloaked nor converted. Choose tags only (the preset `off`), or "
    "export the picture as PNG, JPEG, WebP, TIFF, AVIF or GIF.",
    "truncated": "The picture breaks off before its end. Get a whole copy of it.",
    "too-large": "The picture has {pixels:,.0f} pixels, and the limit is {limit:,.0f}. "
    "Raise it with --max-pixels if you trust the file.",
    "decode-failed": "The picture cannot be read ({detail}). Get a whole copy of it, or save it anew.",
    "malformed-container": "The file's structure is damaged ({detail}), so no tag is written into it. Save it anew.",
    "metadata-too-large": "The {block} block would be {size:,.0f} bytes, and the format allows {limit:,.0f}. "
    "Take another format, or make it smaller.",
    "destination-exists": "A file with this name is there already. Choose another conflict policy or folder.",
    "destination-is-source": "The result would replace the original. Choose another folder.",
    "destination-not-writable": "The result cannot be written ({detail}). Choose another folder.",
    "disk-full": "The disk is full. Free some space, then run the same command again.",
    "encode-failed": "The picture cannot be encoded as {format} ({detail}). Choose another format.",
    "check-failed": "The written file did not read back as it should ({detail}), so it was removed. Please report it.",
    "worker-died": "The process that worked on this picture was killed, often for want of memory. "
    "Try it alone, or with fewer jobs.",
    "worker-hung": "The work on this picture did not end within {minutes:,.0f} minutes, so it was given up. "
    "Try it alone; if that is no better, please report it.",
    "too-little-memory": "The picture takes about {needed:,.0f} bytes of memory, and there are not as many here. "
    "Close other programs, or make it smaller first.",
    "workers-failed": "The processes that protect the pictures cannot be started, often for want of memory. "
    "Close other programs, or take fewer pictures at a time.",
    "cluster-unreachable": "The scheduler {address} does not answer ({detail}). Check the address, and that "
    "`dask scheduler` runs there.",
    "cluster-empty": "The scheduler {address} has no workers. Start some with `dask worker {address}`.",
    "cluster-differs": "The worker {address} has another version of Fixative ({there}) than is here ({here}), and "
    "might make other results. Install the same on all machines.",
    "cluster-lost": "The cluster is gone. What is done is kept: run the same command again once it is back.",
    "cluster-missing": "Work over many machines needs more packages. Install them with "
    "`pip install 'fixative[cluster]'`.",
    "cluster-not-private": "Your secret, or the key of your identity, would go to {address} for everyone on the way to "
    "read. Give the cluster TLS and a tls:// address, or protect with a random key and unsigned.",
    "source-changed": "The picture changed while it was worked on. Try again once it is whole.",
    "unmergeable": "Nothing can be merged into the file that is there ({detail}). Put it right, or move it away.",
    # these four stand beside a result, too, where a secret for this once was taken instead
    "secret-not-kept": "No secret can be kept here ({detail}), and without one the same picture gets another cloak "
    "each time. Set FIXATIVE_SECRET.",
    "secret-unreachable": "The keyring has your secret and does not give it ({detail}), and without it the same "
    "picture gets another cloak. Unlock the keyring, or set FIXATIVE_SECRET.",
    "secret-unreadable": "Your secret in {path} cannot be read ({detail}), and without it the same picture gets "
    "another cloak. Put the file right, or make a new one with `fixative secret forget`.",
    "secret-was-open": "Others could read your secret in {path}; now they cannot. If they may have, "
    "`fixative secret forget` makes a new one.",
    "secret-exists": "A secret is kept already. `fixative secret forget` gives it up; without a copy it is gone.",
    "no-secret": "There is no secret yet: the first cloaked picture makes one.",
    "credentials-missing": "Content Credentials need two more packages. Install them with "
    "`pip install 'fixative[credentials]'`.",
    "no-identity": "There is no identity to sign with. `fixative identity create` makes one, and "
    "`fixative identity use` takes a certificate of yours.",
    "identity-exists": "An identity is kept already. `fixative identity forget` gives it up; without a copy of "
    "its key it is gone.",
    "identity-invalid": "This identity cannot sign Content Credentials: {detail}.",
    "identity-not-kept": "No identity can be kept here ({detail}). Set HOME to a folder that you may write to.",
    "identity-unreachable": "The keyring has the key of your identity and does not give it ({detail}). "
    "Unlock the keyring.",
    "identity-unreadable": "Your identity in {path} cannot be read ({detail}). Put the file right, or give it up with "
    "`fixative identity forget`.",
    "register-not-kept": "Your register cannot be written or read ({detail}): what is protected now is not in it.",
    "register-unreadable": "Your register {path} cannot be used ({detail}): what is protected now is not in it. "
    "`fixative register forget` gives it up.",
    "no-entry": "The register has no entry {number}. `fixative register list` shows what it has.",
    "stdout-is-a-screen": "The secret would be shown on the screen. Send it to a file or a program.",
    "picture-on-screen": "The picture would be written to the screen. Send it to a file or a program.",
    "cancelled": "Stopped.",
    "recipe-invalid": "The recipe {path} does not hold: {detail}.",
    "no-recipe": "No recipe named {name} is kept; there are: {known}. `fixative recipe save` keeps one.",
    "options-invalid": "The options do not hold: {detail}.",
    "statement-invalid": "The statement {name} does not hold: {detail}.",
    "no-statement": "No statement named {name} is kept; there are: {known}. `fixative statement save` keeps one.",
    "checklist-invalid": "Your checklist in {path} cannot be read ({detail}). Put the file right, or move it away.",
    "nothing-to-do": "No picture was found at {paths}.",
    # notes: the result is there, and something about it should be known
    "place-left": "Where it was made may still stand in what tags alone leave as it is ({where}). A cloaked or "
    "converted result is without it.",
    "serials-left": "Serial numbers may still stand in what tags alone leave as it is ({where}). A cloaked or "
    "converted result is without it.",
    "thumbnails-left": "Copies of the picture may still stand in what tags alone leave as it is ({where}). A cloaked "
    "or converted result is without them.",
    "palette-expanded": "The palette became true colour, so that the cloak has room.",
    "palette-requantised": "GIF holds 256 colours, which takes some of the cloak away. PNG or WebP keep all of it.",
    "depth-raised": "A picture of 1 bit became 8 bit grey, so that the cloak has room.",
    "depth-reduced": "{format} holds 8 bits a channel: 16 were reduced.",
    "alpha-flattened": "{format} has no transparency: it was flattened on white.",
    "animation-lost": "{format} holds one picture: only the first of {frames:.0f} was kept.",
    "metadata-not-carried": "{format} cannot carry {block}: it was left out.",
    "jpeg-not-restored": "The JPEG that it was made of cannot be restored bit by bit from the result: that takes its "
    "metadata as they were. The pixels are the same. Keep the original.",
    "metadata-unreadable": "The {block} block that was there cannot be read, and was kept as it is.",
    "metadata-unreadable-dropped": "The {block} that was there cannot be read, and could not be kept.",
    "policy-kept": "The file forbids more already ({policy}): this was kept.",
    "block-full": "The {block} block is full at {limit:,.0f} bytes: the statement stands in the other blocks.",
    "text-shortened": "{field} was cut to the {limit:.0f} bytes that {block} holds.",
    "colour-converted": "The colours were converted from {mode} to RGB.",
    "fit-unknown": "What size {platform} shows is not known: the picture keeps its own.",
    "fit-flattened": "{platform} serves no transparency: it was flattened on the background of the recipe.",
    "cost-not-met": "The picture is too small or too flat for the cloak: it carries less than the preset asks.",
    "already-cloaked": "Its mark says that it carries a cloak already ({preset}): it was tagged, and not cloaked "
    "again. If it was edited since, start from the original; if it carries none, say --again.",
    "cloaked-at-another-size": "Its mark says that it was cloaked at {width:.0f} x {height:.0f} pixels, which it no "
    "longer has: it was tagged, and not cloaked again. Start from the original; if this is one, say --again.",
    "looks-cloaked": "Its pixels show a cloak, though it has no mark: it was tagged, and not cloaked again. Start from "
    "the original; if this is one, say --again.",
    "identity-was-open": "Others could read the key of your identity in {path}; now they cannot. If they may have, "
    "`fixative identity forget`, then make a new one.",
    "not-signed": "It is protected, but not signed: Content Credentials could not be made ({detail}).",
    "pages-not-signed": "It is protected, but not signed: signing would spoil {format} files of several pictures.",
    "time-stamp-missing": "The signature has no time stamp: {url} gave none ({detail}).",
    "history-unreadable": "It carried Content Credentials that cannot be read: they are no part of its history.",
    "credentials-left-out": "It carried Content Credentials, which do not fit the new pixels and were left out. "
    "A result that is signed keeps them as its history.",
    "credentials-broken": "It carries Content Credentials, which no longer fit the file: readers call them invalid. "
    "A result that is signed keeps them as its history.",
    "already-there": "A result is there already, and was left as it is.",
    "already-done": "It was done before, by Fixative {version}, and its result is still there. "
    "To do it again, say --redo.",
    "result-changed": "It was done before, and somebody changed the result since, which was left as it is. "
    "To do it again, say --redo.",
    "journal-not-kept": "What is done cannot be written down ({detail}): the same command will do it again.",
    "journal-damaged": "The journal of what was done is damaged, and was put aside as {path}: what it knew is done "
    "again.",
    # notes about a site
    "site-policy-kept": "The site forbids more already ({policy}): this is kept.",
    "site-reservation-kept": "The file reserves text and data mining already: this is kept.",
    "site-reservation-replaced": "The entry for the whole site does not reserve text and data mining: it is replaced.",
    "site-line-contradicts": "Line {line} allows what the policy forbids ({text}): it is kept. Take it out, if the "
    "policy is to hold.",
    "site-entry-contradicts": "The entry for {location} does not reserve text and data mining: it is kept. Take it "
    "out, if the policy is to hold.",
    "site-crawlers-outdated": "It names the crawlers that were known on {there}, and Fixative knows those of {known}.",
}


def sentence(code: str, params: Mapping[str, str | float]) -> str:
    """Say a code in English.

    Parameters
    ----------
    code : str
        A code of `fixative.errors` or of a problem in an outcome.
    params : mapping
        What fills the sentence.

    Returns
    -------
    str
        One line.
    """
    return TEMPLATES[code].format_map({"detail": "", **params})
