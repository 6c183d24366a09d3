"""The Qt window; nothing a headless machine needs."""
