"""Many pictures in one call, for programs of other people."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing, nullcontext
from pathlib import Path
from threading import Event

from fixative.batch.engine import Engine
from fixative.batch.events import Finished
from fixative.batch.journal import Journal
from fixative.batch.plan import plan
from fixative.batch.run import run
from fixative.outcome import Outcome
from fixative.recipe import Recipe
from fixative.remote import located

__all__ = ["protect_many"]


def protect_many(
    paths: Iterable[Path | str],
    recipe: Recipe,
    *,
    output: Path | str | None = None,
    recursive: bool = True,
    jobs: int | None = None,
    abort: Event | None = None,
    resume: bool = True,
    engine: Engine = Engine.LOCAL,
    scheduler: str | None = None,
) -> Generator[Outcome, None, None]:
    """Make protected copies of many pictures, over processes, and give what became of each as it ends.

    One outcome for each picture that was found, and for each path that could not be taken: first those that are
    settled without work, then the others in the order in which they end. Nothing is raised for a picture or a disk
    that makes trouble. Nothing happens before the first outcome is asked for; closing the generator early ends the
    work at once, leaving whole results only. ::

        if __name__ == "__main__":
            for outcome in protect_many([Path("portfolio")], Recipe(), output=Path("ready")):
                print(outcome.status, outcome.source, outcome.result)

    The processes are spawned, and a spawned process imports the program's main module: a script calls this below
    ``if __name__ == "__main__":``.

    Parameters
    ----------
    paths : iterable of Path or str
        Pictures, and folders; by text also URLs, such as ``"s3://bucket/folder"`` (extra `s3`).
    recipe : Recipe
    output : Path or str, optional
        Where results go, instead of the recipe's folder. Of one named folder the tree below it is kept there; of
        several, each gets a folder of its own name.
    recursive : bool, optional
        Whether folders are entered; otherwise they are refused.
    jobs : int, optional
        Pictures at a time; by default what cores and memory allow.
    abort : threading.Event, optional
        Once set, from another thread or between two outcomes, no further picture is begun: those at work are
        finished, the others are `cancelled`.
    resume : bool, optional
        Whether what was done before, with the same choices and for the same place, is `skipped`, also where the
        program was killed in between; the user's journal keeps it. Otherwise the journal is neither asked nor kept.
    engine : Engine, optional
        Processes of this machine, or Dask Distributed (extra `cluster`). Results and journal are the same.
    scheduler : str, optional
        Address of a Dask scheduler, such as ``tls://head:8786``, whose workers see the pictures under the same names;
        without one, Dask gets processes of this machine.

    Raises
    ------
    OptionsError
        The environment names a secret that is no text, or a URL does not hold.
    CredentialsMissingError, NoIdentityError, IdentityInvalidError, IdentityError
        The recipe signs, and nothing can be signed here.
    WorkersFailedError
        No process can be started.
    ClusterError, ClusterMissingError, ClusterNotPrivateError
        The cluster cannot be used, or is there no more; what is done is kept.
    RuntimeError
        The call is not guarded, as said above.
    """
    named = [located(each) if isinstance(each, str) else each for each in paths]
    folder = located(output) if isinstance(output, str) else output
    with Journal() if resume else nullcontext() as journal:
        todo = plan(named, recipe, output=folder, recursive=recursive, journal=journal)
        yield from todo.settled
        events = run(todo, recipe, jobs=jobs, abort=abort, journal=journal, engine=engine, scheduler=scheduler)
        with closing(events):
            for event in events:
                if isinstance(event, Finished):
                    yield event.outcome
