"""`python -m fixative`."""

from fixative.cli.main import run

if __name__ == "__main__":
    run()
