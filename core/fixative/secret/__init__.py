"""The user's own secret, from which with a picture's pixels the key of its cloak is made.

It is kept by the keyring of the operating system, where one answers without asking anybody, and else in a file
that only the user can read. A small file says which of both it is: a secret that has gone into the keyring is
never silently replaced because the keyring is locked today. The safe that does this keeps other secrets, too.
"""

from __future__ import annotations

from fixative.secret.own import ENVIRONMENT, OwnSecret, find, forget, keep, own_secret
from fixative.secret.safe import Held, Place, Safe

__all__ = ["ENVIRONMENT", "Held", "OwnSecret", "Place", "Safe", "find", "forget", "keep", "own_secret"]
