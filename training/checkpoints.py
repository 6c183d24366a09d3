"""What all trainings do alike: checkpoints that are whole or not at all, and the card beside what was made."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import torch


def save_whole(state: dict[str, Any], path: Path) -> None:
    """Write a file of tensors, whole or not at all."""
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def load_same(path: Path, config: dict[str, Any], device: str, *, weights_only: bool) -> dict[str, Any]:
    """Read the checkpoint of a run of the same configuration."""
    state = torch.load(path, map_location=device, weights_only=weights_only)
    if state["config"] != config:
        raise SystemExit(f"{path} was made with another configuration; remove it or choose another folder")
    return state


def write_card(path: Path, card: dict[str, Any]) -> None:
    """Write a card, with the git revision that the files were made at."""
    command = ["git", "rev-parse", "HEAD"]
    revision = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    path.write_text(json.dumps({**card, "git": revision}, indent=2) + "\n", "utf-8")
