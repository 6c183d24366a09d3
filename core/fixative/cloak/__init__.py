"""The cloak: a bank of perturbations, chosen by texture, woven by key, shaped by visibility."""
