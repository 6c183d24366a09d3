"""Many pictures: planned before anything is written, run over processes."""
