"""Lossless reading and splicing of metadata: a module for each container, all with the same face.

`read_blocks(file)` finds the blocks; `replace_blocks(source, target, blocks)` copies a file and puts the
given blocks where the container wants them. The coded pixels are copied byte for byte and never held whole.
"""
