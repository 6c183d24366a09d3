from __future__ import annotations

import subprocess
import sys


def loaded_by(statement: str) -> set[str]:
    program = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_worker_that_imports_the_main_module_loads_no_qt():
    assert not any(name.startswith("PySide6") for name in loaded_by("import fixative_app.main, fixative_app.__main__"))


def test_the_window_appears_without_what_only_the_work_needs():
    heavy = {"cv2", "tifffile", "torch", "fixative.inspect", "fixative_app.inspect_page"}
    assert not heavy & loaded_by("import fixative_app.window")
