"""What all tests share: a user who has neither a keyring nor a home of his own to keep anything in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def nobody(tmp_path_factory) -> Iterator[None]:
    """Keep every test, and every program that one starts, from the keyring and the home of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        patch.delenv("FIXATIVE_SECRET", raising=False)
        yield
