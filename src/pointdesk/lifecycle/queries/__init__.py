from pointdesk.lifecycle.queries.licence import licence_of

__all__ = ["licence_of"]
