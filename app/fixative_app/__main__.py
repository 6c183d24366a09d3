"""`python -m fixative_app` opens the window."""

import sys

from fixative_app.main import run

if __name__ == "__main__":
    sys.exit(run())
