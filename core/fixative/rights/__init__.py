"""The rights statement in every form a file can carry, merged with what is there."""
