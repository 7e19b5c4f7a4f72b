"""The components: closed template tags. What a component does not know, it refuses. It takes plain values, no models.

Each has a template of its name in templates/ui/components/, a style sheet, and a row in the gallery (`/ui/` in debug).
"""
