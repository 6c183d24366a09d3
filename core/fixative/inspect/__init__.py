"""What a file says about AI, and who says it."""
