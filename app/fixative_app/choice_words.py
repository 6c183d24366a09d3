"""What the window calls the choices of a recipe, and what it says each costs, gives and cannot do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fixative.cloak.preset import Preset
from fixative.recipe import Conflict
from fixative.rights.statement import AIPolicy
from fixative_app.translatable import QT_TRANSLATE_NOOP

__all__ = [
    "conflict_name",
    "limits",
    "limits_line",
    "policy_explained",
    "policy_name",
    "preset_explained",
    "preset_name",
]

_PRESET = {
    Preset.OFF: (
        QT_TRANSLATE_NOOP("words", "Tags only"),
        QT_TRANSLATE_NOOP(
            "words",
            "The pixels stay exactly as they are. Only the words that forbid AI training go in: "
            "a declaration for those who look, not a lock.",
        ),
    ),
    Preset.SUBTLE: (
        QT_TRANSLATE_NOOP("words", "Subtle"),
        QT_TRANSLATE_NOOP(
            "words",
            "A faint weave, like fine canvas, if you look for it at full size. The lightest cloak, for work where "
            "every tone counts.",
        ),
    ),
    Preset.BALANCED: (
        QT_TRANSLATE_NOOP("words", "Balanced"),
        QT_TRANSLATE_NOOP(
            "words",
            "A fine weave that shows at full size in skin, sky and other smooth parts, and hardly when seen small. "
            "A firmer cloak, for most pictures.",
        ),
    ),
    Preset.STRONG: (
        QT_TRANSLATE_NOOP("words", "Strong"),
        QT_TRANSLATE_NOOP(
            "words",
            "A weave that is plain to see at full size. The firmest cloak, for pictures seen small.",
        ),
    ),
}

_POLICY = {
    AIPolicy.PROHIBIT_AI_TRAINING: (
        QT_TRANSLATE_NOOP("words", "No AI training"),
        QT_TRANSLATE_NOOP("words", "Forbids the training of any AI with your pictures."),
    ),
    AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: (
        QT_TRANSLATE_NOOP("words", "No training of generative AI"),
        QT_TRANSLATE_NOOP(
            "words", "Forbids training of AI that makes pictures or text; other training is not spoken of."
        ),
    ),
    AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: (
        QT_TRANSLATE_NOOP("words", "Search engines only"),
        QT_TRANSLATE_NOOP("words", "Forbids all data mining, except for the index of a search engine."),
    ),
    AIPolicy.PROHIBIT_ALL: (
        QT_TRANSLATE_NOOP("words", "No data mining at all"),
        QT_TRANSLATE_NOOP("words", "Forbids every kind of data mining: AI training, and search engines too."),
    ),
    AIPolicy.SEE_CONSTRAINTS: (
        QT_TRANSLATE_NOOP("words", "My own terms"),
        QT_TRANSLATE_NOOP("words", "Forbids data mining except as your own words, below, allow."),
    ),
    AIPolicy.UNSPECIFIED: (
        QT_TRANSLATE_NOOP("words", "Unspecified"),
        QT_TRANSLATE_NOOP("words", "Says that nothing has been decided. Readers may take it as consent."),
    ),
    AIPolicy.ALLOW: (
        QT_TRANSLATE_NOOP("words", "Allow"),
        QT_TRANSLATE_NOOP("words", "Says that AI may learn from your pictures."),
    ),
}

_CONFLICT = {
    Conflict.RENAME: QT_TRANSLATE_NOOP("words", "Number the new one"),
    Conflict.SKIP: QT_TRANSLATE_NOOP("words", "Leave it, and go on"),
    Conflict.OVERWRITE: QT_TRANSLATE_NOOP("words", "Replace it"),
    Conflict.ERROR: QT_TRANSLATE_NOOP("words", "Say so, and make none"),
}

_LIMITS = (
    QT_TRANSLATE_NOOP(
        "words",
        "A cloak moves a picture in the eyes of the encoders that image generators such as Stable Diffusion "
        "and FLUX learn from, so that they learn something other than your hand. That is measurable, "
        "and it is evidence of protection, not proof.",
    ),
    QT_TRANSLATE_NOOP("words", "It does not undo what a model has already learned."),
    QT_TRANSLATE_NOOP(
        "words", "Someone determined, who purifies a picture before training on it, gets most of the cloak out."
    ),
    QT_TRANSLATE_NOOP("words", "How closed models, and models that work on pixels, react is not known."),
    QT_TRANSLATE_NOOP("words", "A copy without a cloak that is published elsewhere weakens it."),
    QT_TRANSLATE_NOOP(
        "words", "Tags are a declaration for those who look. Many platforms remove them from uploaded pictures."
    ),
)


translate = QCoreApplication.translate


def preset_name(preset: Preset) -> str:
    """Name a preset."""
    return translate("words", _PRESET[preset][0])


def preset_explained(preset: Preset) -> str:
    """Say what a preset costs and gives."""
    return translate("words", _PRESET[preset][1])


def limits_line() -> str:
    """Say in one line what a cloak does not do."""
    return translate("words", "A cloak makes training harder. It undoes nothing already learned, and can be attacked.")


def limits() -> tuple[str, ...]:
    """Say in plain words what a cloak does, and what it and a tag cannot do."""
    return tuple(translate("words", line) for line in _LIMITS)


def policy_name(policy: AIPolicy) -> str:
    """Name a policy."""
    return translate("words", _POLICY[policy][0])


def policy_explained(policy: AIPolicy) -> str:
    """Say what a policy says."""
    return translate("words", _POLICY[policy][1])


def conflict_name(conflict: Conflict) -> str:
    """Say what happens where a result is there already."""
    return translate("words", _CONFLICT[conflict])
